"""Matching a superior's list of 2,000 rows to 50,000 items, against comparing all with all.

Run it by ``make bench ARGS=match``. The naive comparison is
what ``rapidfuzz`` offers as it is, ``process.extractOne`` over every pair; it is measured on
20 rows and scaled to all of them. Ours also looks at parts of titles, numbers and units.
"""

import random
import time

from exchange.likeness.match import NONE, Known, Wanted, match_titles
from exchange.text import fold
from rapidfuzz import fuzz, process

ITEMS, ROWS, NAIVE_ROWS = 50000, 2000, 20
UNITS = [
    "%s%s" % (a, b) for a in "平雷白赤石坦泳街龙三" for b in ("桥镇", "峰乡", "溪街道", "头乡")
]
VERBS = "推进 开展 做好 强化 落实 深化 加快 探索 创新 规范 部署 完善 抓实 推动 夯实 打造 优化 聚焦".split()
THINGS = (
    "防汛抗旱 春耕生产 森林防火 安全生产 招商引资 项目建设 环境整治 农民培训 数字电视 土地流转 "
    "产业转型 民生实事 信访维稳 教育均衡 医疗改革 旅游开发 水库除险 危房改造 食品安全 禁毒宣传 "
    "清洁家园 节能减排 就业援助 养老服务 基层党建 行政审批 税收征管 交通治堵 地质灾害 疫情防控"
).split()
KINDS = "工作 专项行动 长效机制 示范工程 攻坚战 试点 体系建设 大检查 新模式 现场会".split()
ENDS = "的做法与成效 的几点做法 情况报告 取得明显成效 存在问题及建议 的调研与思考 成效显著".split()


def title(chance):
    numbers = "%d年第%s期" % (chance.randint(2020, 2026), chance.choice("一二三四五六七八九"))
    parts = [
        chance.choice(UNITS),
        chance.choice(["", "“%s”" % "".join(chance.choices("一二三四五六七八零", k=3))]),
        chance.choice(VERBS) + chance.choice(THINGS),
        chance.choice(["", chance.choice(VERBS) + chance.choice(THINGS)]),
        chance.choice(KINDS) + chance.choice(ENDS),
        chance.choice(["", "", numbers]),
    ]
    return "".join(parts)


def edited(text, chance):
    """A title as a superior changes it: some characters gone, the county's name in front."""
    kept = "".join(c for c in text if chance.random() > 0.08)
    return chance.choice(["某某县", "", "某某县积极"]) + kept


def main():
    chance = random.Random(1)
    known = [Known(n, title(chance), (chance.choice(UNITS),)) for n in range(ITEMS)]
    meant = [chance.randrange(ITEMS) for _ in range(ROWS)]
    rows = [Wanted(edited(known[n].title, chance), known[n].units[0]) for n in meant]

    start = time.perf_counter()
    found = match_titles(rows, known, ["某某县"])
    ours = time.perf_counter() - start
    right = sum(match.key == n for match, n in zip(found, meant))
    open_rows = sum(match.certainty == NONE for match in found)

    print("match: %d rows, %d items" % (ROWS, ITEMS))
    print("  ours                        %7.1f s  (right %d, none %d)" % (ours, right, open_rows))
    folded = [fold(item.title) for item in known]
    for name, scorer in [("whole titles", fuzz.ratio), ("also parts of titles", fuzz.WRatio)]:
        start = time.perf_counter()
        for row in rows[:NAIVE_ROWS]:
            process.extractOne(fold(row.title), folded, scorer=scorer)
        naive = (time.perf_counter() - start) * ROWS / NAIVE_ROWS
        print("  all, %-20s   %7.1f s  ratio %.1f" % (name, naive, naive / ours))


if __name__ == "__main__":
    main()
