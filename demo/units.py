"""The made-up units of the sample county and what they are like. No Odoo, no real place."""

import random
from dataclasses import dataclass

TOWNSHIPS = tuple(
    "城关镇 东河镇 南岭镇 西坪镇 北川镇 清溪镇 白云镇 青山镇 石桥镇 龙泉街道 凤鸣街道 松林乡 竹溪乡 "
    "梅园乡 湖畔乡".split()
)
BUREAUS = tuple(
    "县发展和改革局 县教育局 县科学技术局 县工业和信息化局 县公安局 县民政局 县司法局 县财政局 "
    "县人力资源和社会保障局 县自然资源局 县生态环境分局 县住房和城乡建设局 县交通运输局 县水利局 "
    "县农业农村局 县商务局 县文化和旅游局 县卫生健康局 县退役军人事务局 县应急管理局 县审计局 "
    "县市场监督管理局 县统计局 县医疗保障局 县林业局 县信访局 县税务局 县气象局 县供销合作社 "
    "县机关事务服务中心 县大数据服务中心 县招商服务中心 县政务服务中心 县融媒体中心 县残疾人联合会 "
    "县总工会 县妇女联合会 县工商业联合会 县科学技术协会 县公路服务中心 县畜牧水产服务中心 "
    "县城市管理局 县消防救援大队 县供电公司 县经济开发区管委会".split()
)
VILLAGES = (
    "柳林 石门 大湾 上河 双桥 红星 新民 杨柳 桃园 古井 高坪 黄泥 长岭 枫树 三合 和平 青龙 银杏 茶店 "
    "竹园 水磨 花桥 金鸡 梨树 马鞍 沙坝 团结 五星 向阳 幸福"
).split()
# what stands for the whole of a township in a sentence, by the last character of its name
ALL = {"镇": "全镇", "乡": "全乡", "道": "辖区"}


@dataclass(frozen=True)
class Unit:
    """A township or a bureau; of the whole county for a bureau.

    ``counts``: villages, households, people; ``places``: where things happen.
    """

    code: str
    name: str
    township: bool
    counts: dict
    places: tuple

    __hash__ = object.__hash__

    @property
    def full_name(self):
        """How the unit is addressed."""
        if not self.township:
            return self.name
        return self.name + ("办事处" if self.name.endswith("街道") else "人民政府")

    @property
    def all(self):
        """How the unit calls the area it speaks of."""
        return ALL[self.name[-1]] if self.township else "全县"


def make_units(townships=TOWNSHIPS, bureaus=BUREAUS):
    """The county's units, townships first; the same names give the same units."""
    found = [_township(number, name) for number, name in enumerate(townships, 1)]
    whole = {name: sum(unit.counts[name] for unit in found) for name in found[0].counts}
    places = tuple(unit.name + place for unit in found for place in unit.places[:2])
    return found + [
        Unit("BM%02d" % number, name, False, whole, places)
        for number, name in enumerate(bureaus, 1)
    ]


def _township(number, name):
    chance = random.Random(name)
    people = chance.randint(160, 380) * 100
    counts = {"villages": chance.randint(12, 24), "people": people}
    counts["households"] = round(people / 3.2)
    kind = "社区" if name.endswith("街道") else "村"
    places = tuple(place + kind for place in chance.sample(VILLAGES, 5))
    return Unit("XZ%02d" % number, name, True, counts, places)
