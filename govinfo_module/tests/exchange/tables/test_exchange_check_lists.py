"""A county's lists for checking come from one workbook, whatever its sheets are called."""

import io

import openpyxl

from ....checking import Lists, check
from ....exchange import errors
from ....exchange.tables.check_lists import read_check_lists
from ...pure import PureCase, tagged

SHEETS = {
    "用语": [["词语", "建议用语"], ["包村干部", "驻村干部"], ["大呼隆", None]],
    "单位": [["规范名称", "不规范写法"], ["县教育局", "县教委、教育局"]],
    "领导": [["序号", "姓名", "职务"], [1, "王某甲", "县委副书记、县长"], [2, "李某乙", None]],
    "套话": [["填报单位：县府办"], ["套话", "建议改为"], ["甩开膀子大干", "抓紧实施"]],
    "标志": [["密级标志"], ["内部绝对机要"]],
    "说明": [["本表由信息科维护"]],
}


def book(sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


@tagged("post_install", "-at_install")
class TestCheckLists(PureCase):
    def test_all_lists(self):
        found = read_check_lists(book(SHEETS))
        self.assertEqual(
            found.rows,
            {
                "words": (("包村干部", "驻村干部"), ("大呼隆", "")),
                "units": (("县教育局", ("县教委", "教育局")),),
                "leaders": (("王某甲", "县委副书记、县长"),),
                "phrases": (("甩开膀子大干", "抓紧实施"),),
                "secrecy_marks": ("内部绝对机要",),
            },
        )
        self.assertEqual(
            [(fault.sheet, fault.number, type(fault.error)) for fault in found.errors],
            [("领导", 3, errors.EmptyCell)],
        )

    def test_they_work(self):
        lists = Lists(**read_check_lists(book(SHEETS)).rows)
        text = "副县长王某甲要求县教委包村干部甩开膀子大干，不搞大呼隆。内部绝对机要。"
        self.assertEqual(
            [(text[one.start : one.end], one.kind, one.suggestion) for one in check(text, lists)],
            [
                ("副县长", "leader", "县委副书记、县长"),
                ("县教委", "unit", "县教育局"),
                ("包村干部", "word", "驻村干部"),
                ("甩开膀子大干", "phrase", "抓紧实施"),
                ("大呼隆", "word", ""),
                ("内部绝对机要", "secrecy", ""),
            ],
        )

    def test_some_lists(self):
        found = read_check_lists(book({"单位": SHEETS["单位"], "用语": [["词语", "建议用语"]]}))
        self.assertEqual(list(found.rows), ["units"])

    def test_refused(self):
        for data, error in [
            (b"", errors.EmptyFile),
            (b"no workbook", errors.WrongFormat),
            (book({"说明": SHEETS["说明"]}), errors.NoHeader),
            (book({"单位": [["规范名称"], ["县教育局"]]}), errors.NoHeader),
        ]:
            with self.subTest(error=error), self.assertRaises(error):
                read_check_lists(data)
        with self.assertRaises(errors.TooManyRows):
            read_check_lists(book(SHEETS), max_rows=1)
