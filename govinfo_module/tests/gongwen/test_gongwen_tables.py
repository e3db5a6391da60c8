"""Tables: nothing overruns, heads return on every page, wide ones lie sideways."""

from ...gongwen import Annex, Options, Para, Sheet, Table, find_fonts
from ...gongwen.engine import lay_out
from ...gongwen.layout import Rule, Text
from ...gongwen.style import AREA, SIDEWAYS
from ...gongwen.tables import any_sideways, plan_table, table_rows
from ...gongwen.typeset import Setter
from ..pure import PureCase, tagged
from .gongwen_cases import MM, annex, notice, opened, outside, ranking, row, rows_of, rules_of

WIDE = Table(
    (
        "序号",
        "标题",
        "单位",
        "刊物",
        "期数",
        "日期",
        "类别",
        "得分",
        "备注",
        "采用条数",
        "批示领导",
        "约稿编号",
    ),
    [
        (
            str(i),
            "关于全县秋粮生产和耕地保护工作情况的报告",
            "县农业农村局",
            "《政务信息》",
            "第%d期" % i,
        )
        + (
            "2026年8月%d日" % i,
            "专报",
            "5.00",
            "就高计分",
            "12",
            "领导甲",
            "江政办约〔2026〕%d号" % i,
        )
        for i in range(1, 31)
    ],
)


@tagged("post_install", "-at_install")
class TestGongwenTables(PureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.setter = Setter(find_fonts())

    def pages(self, *tables):
        """Laid-out pages of a sheet with tables."""
        return lay_out(Sheet("统计表", list(tables)), self.setter, Options())

    def test_the_unit_of_a_column_stays_whole(self):
        table = Table(("单位", "批示（件次）"), [("甲镇", "1")], widths=(5, 1))
        page = opened(Sheet("统计表", [table])).pages[0]
        self.assertIn("（件次）", [r["text"] for r in rows_of(page)])

    def test_a_title_keeps_its_distance_from_the_table_before(self):
        for count in range(1, 12):
            first = Table(("单位", "报送"), [("甲镇", "1")] * count)
            second = Table(("单位", "报送"), [("丙局", "2")], title="县直部门")
            page = opened(Sheet("统计表", [first, second])).pages[0]
            title = row(page, "县直部门")["top"]
            ends = [r["y1"] for r in rules_of(page) if r["y1"] < title + 1]
            with self.subTest(count=count):
                self.assertGreater(title - max(ends), 4)

    def test_a_small_table_is_not_parted(self):
        for count in range(20, 30):
            first = Table(("单位", "报送"), [("甲镇", "1")] * count)
            second = Table(("单位", "报送"), [("丙局", "2")] * 8, title="县直部门")
            pages = opened(Sheet("统计表", [first, second])).pages
            last = [r["text"] for r in rows_of(pages[-1])]
            with self.subTest(count=count):
                self.assertEqual(sum(text.startswith("丙局") for text in last), 8)
                self.assertIn("县直部门", last)

    def test_annex_head(self):
        page = opened(notice(annexes=[annex(5), annex(5)])).pages[2]
        self.assertEqual(row(page, "附件")["text"], "附件1")
        self.assertAlmostEqual(row(page, "附件")["top"], 37, delta=0.1)
        title = row(page, "政务信息工作积分排名表")
        self.assertAlmostEqual(
            title["top"] + 22 * MM / 2, 37 + 2 * 10.446 + 15.79 * MM / 2, delta=0.2
        )
        self.assertAlmostEqual((title["x0"] + title["x1"]) / 2, 106, delta=0.2)

    def test_heads_return_on_every_page(self):
        pages = opened(Sheet("统计表", [ranking(100)])).pages
        self.assertGreater(len(pages), 3)
        for page in pages:
            self.assertEqual(sum(r["text"] == "名次单位采用条数积分" for r in rows_of(page)), 1)
            self.assertEqual(outside(page), [])
        numbers = [r["text"] for page in pages for r in rows_of(page) if "单位" in r["text"]]
        self.assertEqual(len(numbers), 100 + len(pages))

    def test_cells_stay_in_their_columns(self):
        table = Table(
            ("单位", "标题", "积分"),
            [("县农业农村局", "关于进一步加强秋粮生产的情况报告" * 3, "1286.50")] * 20
            + [("x" * 80, "y" * 300, "1")],
        )
        for page in opened(Sheet("统计表", [table])).pages:
            walls = sorted(
                {round(r["x0"], 1) for r in rules_of(page) if abs(r["x1"] - r["x0"]) < 0.01}
            )
            self.assertEqual(len(walls), 4)
            for char in page.chars:
                if char["size"] > 13:
                    continue
                cell = [w for w in walls if w <= char["x0"] * MM + 0.05][-1]
                following = [w for w in walls if w > cell][0]
                self.assertLessEqual(char["x1"] * MM, following + 0.05)

    def test_numbers_stand_under_each_other(self):
        rows = [
            r
            for r in rows_of(opened(Sheet("统计表", [ranking(20)])).pages[0])
            if "单位" in r["text"]
        ]
        ends = {round(r["x1"], 1) for r in rows[1:]}
        self.assertEqual(len(ends), 1)

    def test_numbers_stand_in_the_middle_of_a_wide_column(self):
        table = Table(("采用信息条数合计", "单位"), [("8", "甲镇"), ("12", "乙镇")], widths=(1, 1))
        page = opened(Sheet("统计表", [table])).pages[0]
        number = row(page, "12")["chars"][:2]
        middle = (number[0]["x0"] + number[1]["x1"]) / 2 * MM
        self.assertAlmostEqual(middle, 28 + 156 / 4, delta=0.2)
        eight = row(page, "8")["chars"][0]
        self.assertAlmostEqual(eight["x1"], number[1]["x1"], delta=0.1)

    def test_empty_and_zero(self):
        text = (
            opened(Sheet("表", [Table(("甲", "乙"), [(0, None), ("", 3)])])).pages[0].extract_text()
        )
        self.assertIn("0—", text.replace(" ", ""))
        self.assertIn("—3", text.replace(" ", ""))

    def test_wide_table_lies_sideways(self):
        self.assertTrue(any_sideways(self.setter, [WIDE]))
        self.assertFalse(any_sideways(self.setter, [ranking(3)]))
        pdf = opened(notice(annexes=[Annex("采用信息明细表", [WIDE])]))
        turned = [page for page in pdf.pages if any(not char["upright"] for char in page.chars)]
        self.assertGreaterEqual(len(turned), 2)
        for page in turned:
            self.assertEqual((round(float(page.width)), round(float(page.height))), (595, 842))
            sideways = [char for char in page.chars if not char["upright"]]
            self.assertEqual({char["matrix"][:4] for char in sideways}, {(0.0, 1.0, -1.0, 0.0)})
            self.assertEqual(outside(page), [])
            # the head of the table is at the left edge of the sheet, the page number as on other pages
            head = [char for char in sideways if char["text"] in "批示领导"]
            others = [char for char in sideways if char["text"] in "农业"]
            self.assertLess(max(c["x0"] for c in head[:4]), min(c["x0"] for c in others))
            number = [c for c in page.chars if c["upright"]]
            self.assertTrue(number[0]["text"] == "—" and number[-1]["text"] == "—")

    def test_a_wide_table_among_the_text_has_pages_of_its_own(self):
        document = notice(blocks=[Para("前文。"), WIDE, Para("后文。")])
        pages = lay_out(document, self.setter, Options())
        turned = [page.frame.turned for page in pages]
        self.assertEqual(turned[0], False)
        self.assertEqual(sorted(turned[1:-1], reverse=True), turned[1:-1])
        texts = [[b.line.text for b in page.boxes if isinstance(b, Text)] for page in pages]
        self.assertIn("前文。", texts[0])
        after = next(index for index, found in enumerate(texts) if "后文。" in found)
        self.assertFalse(turned[after])
        self.assertTrue(turned[after - 1])

    def test_dates_and_names_are_broken_last(self):
        cells = ("1", "关于加强全县秋粮生产和耕地保护工作的情况报告（之一）", "县农业农村局")
        cells += ("省政府办公厅《政务信息》", "第17期", "2026年8月17日", "专报", "5.00")
        cells += ("就高计分，同一信息不重复计分",)
        rows = table_rows(self.setter, Table(WIDE.head[:9], [cells] * 3), SIDEWAYS)
        texts = {box.line.text for row in rows for box in row.boxes if isinstance(box, Text)}
        self.assertIn("2026年8月17日", texts)
        self.assertIn("县农业农村局", texts)

    def test_asked_for_direction_wins(self):
        for asked in (True, False):
            table = Table(WIDE.head, WIDE.rows, landscape=asked)
            self.assertEqual(any_sideways(self.setter, [table]), asked)
            for page in self.pages(table):
                self.assertEqual(page.frame.turned, asked)

    def test_as_few_lines_as_fit(self):
        plan = plan_table(self.setter, WIDE, SIDEWAYS.width)
        self.assertAlmostEqual(sum(plan.widths), SIDEWAYS.width, delta=0.1)
        rows = table_rows(self.setter, WIDE, SIDEWAYS)
        most = max(len({box.y for box in row.boxes if isinstance(box, Text)}) for row in rows)
        self.assertLessEqual(most, 4)

    def test_given_widths(self):
        plan = plan_table(self.setter, Table(("甲", "乙"), [("1", "2")], widths=(1, 3)), AREA[0])
        self.assertAlmostEqual(plan.widths[1] / plan.widths[0], 3)

    def test_a_row_higher_than_a_page_is_split(self):
        text = "关于全县秋粮生产和耕地保护工作情况的报告" * 300
        pages = opened(Sheet("表", [Table(("单位", "内容"), [("甲", text), ("乙", "短")])])).pages
        self.assertGreater(len(pages), 2)
        found = "".join(page.extract_text().replace("\n", "") for page in pages)
        self.assertEqual(found.count("秋粮"), 300)
        for page in pages:
            self.assertEqual(outside(page), [])

    def test_odd_tables(self):
        for table in (
            Table((), []),
            Table(("甲",), []),
            Table((), [("一",)]),
            Table(("甲", "乙"), [("一",), ("一", "二", "三"), ()]),
            Table(["列%d" % i for i in range(40)], [["1234567"] * 40]),
            Table(["头" * 3000], [("甲",)]),
            Table(("甲\n乙",), [("一\n二\n三",)]),
        ):
            with self.subTest(table=str(table)[:80]):
                pages = opened(Sheet("表", [table])).pages
                self.assertGreaterEqual(len(pages), 1)
                for page in pages:
                    self.assertEqual(outside(page), [])

    def test_0_to_3000_rows(self):
        for count in (0, 1, 2, 21, 22, 23, 500, 3000):
            pages = self.pages(ranking(count))
            cells = [
                "".join(s.text for s in box.line.spans)
                for p in pages
                for box in p.boxes
                if isinstance(box, Text)
            ]
            with self.subTest(count=count):
                self.assertEqual(
                    sum(text.startswith("单位") and len(text) > 2 for text in cells), count
                )
                for page in pages:
                    for box in page.boxes:
                        foot = box.y + (box.dy if isinstance(box, Rule) else box.line.size)
                        self.assertLessEqual(foot, AREA[1] + 0.6)

    def test_foot_line_at_a_page_break(self):
        page = self.pages(ranking(100))[0]
        foot = max(box.y for box in page.boxes if isinstance(box, Rule) and box.dx)
        weights = {
            box.weight for box in page.boxes if isinstance(box, Rule) and box.dx and box.y == foot
        }
        self.assertIn(1.0, weights)
