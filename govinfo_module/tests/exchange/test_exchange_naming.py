"""Distribution lines, as clerks type them, name the units that receive an issue."""

from ...exchange.naming import resolve
from ..pure import PureCase, tagged

GROUPS = [(1, "乡镇街道"), (2, "县直部门")]
UNITS = [
    (11, "甲镇", 1),
    (12, "乙乡", 1),
    (13, "丙街道办事处", 1),
    (21, "县财政局", 2),
    (22, "县法院", 2),
    (23, "教育局", 2),
]
TOWNS, BUREAUS = {11, 12, 13}, {21, 22, 23}


@tagged("post_install", "-at_install")
class TestExchangeNaming(PureCase):
    def check(self, text, expected):
        with self.subTest(text=text):
            self.assertEqual(resolve(text, UNITS, GROUPS), expected)

    def test_groups(self):
        for text in (
            "各乡镇（街道）",
            "各乡镇街道",
            "各乡镇(街道)",
            "各乡镇、街道",
            "各乡镇 （街道）。",
            "乡镇街道",
            "各街道、各乡镇",
            "各乡镇人民政府（街道办事处）",
        ):
            self.check(text, TOWNS)
        for text in ("县直各部门", "县直部门", "县直各单位", "县直单位", "各部门", "县政府各部门"):
            self.check(text, BUREAUS)

    def test_everybody(self):
        for text in (
            "各单位",
            "全县各单位",
            "各乡镇（街道）、县直各单位",
            "各乡镇、各部门。",
            "甲镇、各单位",
            "各乡镇人民政府（街道办事处），县直各单位：",
        ):
            self.check(text, TOWNS | BUREAUS)

    def test_single_units(self):
        self.check("甲镇、财政局，县教育局；丙街道办事处", {11, 21, 23, 13})
        self.check("各乡镇（街道），县法院", TOWNS | {22})

    def test_others_are_passed_over(self):
        for text in (
            "",
            None,
            "县委、县政府领导",
            "市政府办公室信息处",
            "县人大办、县政协办",
            "各",
            "县",
            "、，；",
            "各县（市、区）政府办",
            "有关单位",
            "各有关单位",
            "省直各厅局",
            "市直各部门",
        ):
            self.check(text, set())
