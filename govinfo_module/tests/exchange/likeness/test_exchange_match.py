"""Rows of a superior's list find our items, and say how sure that is."""

from ....exchange.likeness.match import LIKELY, NONE, SURE, Known, Wanted, match_titles
from ...pure import PureCase, tagged

PLACES = ("某某县", "某某", "江海市")
ITEMS = [
    Known(1, "平桥镇强势推进过滤布产业转型升级", ("平桥镇",)),
    Known(2, "“零距离服务、保姆式帮办”扶持企业的主要做法", ("县工商局",)),
    Known(3, "一季度全县经济运行情况分析", ("县统计局",)),
    Known(4, "二季度全县经济运行情况分析", ("县统计局",)),
    Known(5, "关于做好森林防火工作的情况报告", ("雷峰乡",)),
    Known(6, "关于做好森林防火工作的情况报告", ("县林业局",)),
    Known(7, "开发无患子产业的几点做法", ("县发展和改革局",)),
    Known(8, "春耕备耕", ()),
    Known(9, "基层反映禁售烟花爆竹政策出台提前量不足", ("县林业局", "县公安局")),
]


@tagged("post_install", "-at_install")
class TestMatch(PureCase):
    def one(self, title, unit="", known=None):
        return match_titles([Wanted(title, unit)], ITEMS if known is None else known, PLACES)[0]

    def check(self, title, unit, certainty, key):
        found = self.one(title, unit)
        self.assertEqual((found.certainty, found.key), (certainty, key), found)

    def test_same_title_in_other_dress(self):
        for title in (
            "平桥镇强势推进过滤布产业转型升级",
            "某某县平桥镇 强势推进过滤布产业 转型升级",
            "【某某】平桥镇强势推进过滤布产业转型升级。",
        ):
            self.check(title, "", SURE, 1)
        self.check("我县“零距离服务　保姆式帮办”扶持企业的主要做法", "某某县工商局", SURE, 2)

    def test_edited_titles(self):
        self.check("平桥镇强力推进过滤布产业升级", "平桥镇人民政府", SURE, 1)
        self.check("平桥镇强力推进过滤布产业升级", "", LIKELY, 1)
        self.check("某某县扶持企业的主要做法", "", LIKELY, 2)
        self.check("推动过滤布行业转型", "雷峰乡", NONE, None)

    def test_numbers_tell_titles_apart(self):
        self.check("二季度全县经济运行情况分析", "统计局", SURE, 4)
        found = self.one("三季度全县经济运行情况分析", "统计局")
        self.assertEqual(found.certainty, LIKELY)
        self.check("2026年一季度某某县经济运行情况分析", "", LIKELY, 3)

    def test_the_unit_decides(self):
        self.check("关于做好森林防火工作的情况报告", "雷峰乡政府", SURE, 5)
        self.check("关于做好森林防火工作的情况报告", "林业局", SURE, 6)
        self.assertEqual(self.one("关于做好森林防火工作的情况报告").certainty, LIKELY)
        self.check("开发无患子产业的几点做法", "某某县发改局", SURE, 7)
        self.check("开发无患子产业的几点做法", "县水利局", LIKELY, 7)
        self.check("开发无患子产业的几点做法", "某某县政府办公室", SURE, 7)
        self.check("基层反映禁售烟花爆竹政策出台提前量不足", "公安局", SURE, 9)

    def test_candidates_for_the_reviewer(self):
        found = self.one("森林防火工作情况")
        self.assertEqual({candidate.key for candidate in found.candidates}, {5, 6})
        scores = [candidate.score for candidate in found.candidates]
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_each_item_once_where_possible(self):
        title = "关于做好森林防火工作的情况报告"
        found = match_titles([Wanted(title), Wanted(title)], ITEMS, PLACES)
        self.assertEqual({match.key for match in found}, {5, 6})
        found = match_titles([Wanted(title), Wanted(title, "林业局")], ITEMS, PLACES)
        self.assertEqual([match.key for match in found], [5, 6])

    def test_adopted_twice(self):
        """Two publications took the same item: both rows mean it."""
        found = match_titles([Wanted("开发无患子产业的几点做法")] * 2, ITEMS, PLACES)
        self.assertEqual([(match.certainty, match.key) for match in found], [(SURE, 7)] * 2)

    def test_nothing(self):
        self.check("县政府召开常务会议", "", NONE, None)
        self.check("", "", NONE, None)
        self.check("春", "", NONE, None)
        self.assertEqual(self.one("春耕", known=[]).certainty, NONE)
        self.assertEqual(match_titles([], ITEMS), [])

    def test_short_titles(self):
        self.check("春耕备耕", "", SURE, 8)
        self.check("某某县", "", NONE, None)

    def test_order_of_the_items_does_not_matter(self):
        rows = [Wanted(item.title, "".join(item.units[:1])) for item in ITEMS]
        forward = match_titles(rows, ITEMS, PLACES)
        backward = match_titles(rows, ITEMS[::-1], PLACES)
        self.assertEqual([m.key for m in forward], [item.key for item in ITEMS])
        self.assertEqual([m.key for m in backward], [m.key for m in forward])
