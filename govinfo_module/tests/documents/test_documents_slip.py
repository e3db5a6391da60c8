"""What the commission slip says about a given commission."""

from ...documents import slip_document
from ...documents.slip import moment
from ...gongwen import Table, render_pdf
from ..pure import PureCase, tagged

COMMISSION = {
    "name": "防汛备汛情况约稿",
    "number": "约稿〔2026〕12号",
    "origin": "city",
    "organ": "某县人民政府办公室",
    "date": "2026-06-01",
    "deadline": "2026-06-05T17:30:00",
    "requirement": "<p>一、物资储备情况</p><p>二、存在的问题和建议。</p>",
    "keypoint": "安全度汛",
    "editor": "编辑甲",
    "attachments": ["提纲.docx"],
    "units": [("甲镇", "2026-06-05T17:30:00"), ("乙镇", "2026-06-05T17:30:00")],
}


@tagged("post_install", "-at_install")
class TestSlipWording(PureCase):
    def test_moments_as_offices_write_them(self):
        self.assertEqual(moment("2026-06-05T17:30:00"), "2026年6月5日17时30分")
        self.assertEqual(moment("2026-06-05T09:05:00"), "2026年6月5日9时05分")
        self.assertEqual(moment("2026-06-05T18:00:00"), "2026年6月5日18时")
        self.assertEqual(moment("2026-06-05T23:59:59"), "2026年6月5日24时")
        self.assertEqual(moment("2026-06-05T00:00:00"), "2026年6月5日0时")

    def test_form_says_what_is_asked(self):
        slip = slip_document(COMMISSION)
        form = dict(slip.fields)
        self.assertEqual(form["承办单位"], "甲镇、乙镇")
        self.assertEqual(form["约稿来源"], "市级约稿")
        self.assertEqual(form["报送时限"], "2026年6月5日17时30分")
        self.assertEqual(form["附件材料"], "提纲.docx")
        self.assertFalse([block for block in slip.blocks if isinstance(block, Table)])

    def test_what_is_empty_is_left_out(self):
        slip = slip_document(dict(COMMISSION, keypoint="", attachments=[], requirement=""))
        self.assertNotIn("报送要点", dict(slip.fields))
        self.assertNotIn("附件材料", dict(slip.fields))

    def test_units_with_their_own_deadline_stand_in_a_table(self):
        units = [("甲镇", "2026-06-05T17:30:00"), ("乙镇", "2026-06-08T12:00:00")]
        slip = slip_document(dict(COMMISSION, units=units))
        (table,) = [block for block in slip.blocks if isinstance(block, Table)]
        self.assertEqual(list(table.rows)[1], ("乙镇", "2026年6月8日12时"))

    def test_it_prints_with_scripts_dropped_and_a_hundred_units(self):
        units = [("第%d镇人民政府" % n, "2026-06-05T17:30:00") for n in range(100)]
        requirement = "<script>alert(1)</script><p>请报送。</p>" * 50
        pdf = render_pdf(slip_document(dict(COMMISSION, units=units, requirement=requirement)))
        self.assertTrue(pdf.startswith(b"%PDF"))
