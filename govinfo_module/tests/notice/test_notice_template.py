"""The editable next steps: three placeholders are filled in, nothing is evaluated."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_notice_flow import NoticeCase

ATTACKS = (
    "${object.env['res.users'].search([]).mapped('login')}",
    "{{ object.company_id.name }}",
    "{% for user in object.env['res.users'].search([]) %}{{ user.login }}{% endfor %}",
    "{0.__class__.__mro__}",
    "{notice.env.cr}",
    "%(period_id)s %s %d",
    "$name ${name}",
    "【env】【object.env】【period_id.company_id.name】【__class__】",
)
MARKUP = (
    '<p t-esc="object.env.user.login">甲</p>',
    '<t t-raw="object.env.cr.dbname"/>',
    '<t t-call="base.minimal_layout"/>',
    '<p><t t-set="x" t-value="object.sudo().unlink()"/>乙</p>',
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)"/>',
    '<p onclick="alert(1)">丙</p>',
    '<a href="javascript:alert(1)">丁</a>',
)


@tagged("post_install", "-at_install")
class TestNoticeTemplate(NoticeCase):
    def text_of(self, words):
        notice = self.draft()
        notice.write({"requirements": "<p>下一步：%s</p>" % words})
        return notice

    def test_what_is_filled_in(self):
        notice = self.text_of("【通报期间】有【未达标单位数】家单位未达标，于【整改期限】前报送。")
        notice.rectify_by = "2026-11-11"
        self.assertIn("2026年第三季度有2家单位未达标，于2026年11月11日前报送。", notice.body)
        self.assertIn("【整改期限】", notice.requirements, "the editor still sees the placeholder")
        notice.rectify_by = False
        self.assertIn("于【整改期限】前报送", notice.body)

    def test_the_countys_template_is_filled_in(self):
        self.assertIn("【整改期限】", self.company.govinfo_requirements)
        self.assertIn("并于2026年11月11日前报送整改情况", self.draft().body)

    def test_words_that_look_like_code_stay_words(self):
        for attack in ATTACKS:
            with self.subTest(attack=attack):
                notice = self.text_of(attack)
                self.assertIn(attack, notice.body.replace("&#39;", "'").replace("&amp;", "&"))

    def test_markup_that_acts_is_gone(self):
        users = self.env["res.users"].sudo().search_count([])
        for attack in MARKUP:
            with self.subTest(attack=attack):
                notice = self.text_of(attack)
                for word in ("t-esc", "t-raw", "t-call", "t-set", "<script", "onerror", "onclick"):
                    self.assertNotIn(word, notice.body)
                self.assertNotIn("javascript:", notice.body)
                self.assertNotIn(self.env.cr.dbname, notice.body)
                self.assertTrue(notice.exists())
                self.assertTrue(notice._render_pdf().startswith(b"%PDF"))
        self.assertEqual(self.env["res.users"].sudo().search_count([]), users)

    def test_what_is_filled_in_cannot_bring_markup(self):
        self.unit.category_id.name = "<b>乡镇</b>"
        notice = self.text_of("【通报期间】")
        self.assertNotIn("<b>乡镇</b>", notice.body)

    def test_nothing_changes_while_it_is_being_approved(self):
        notice = self.draft()
        notice.action_request_approval()
        for vals in ({"requirements": "<p>改</p>"}, {"rectify_by": "2027-01-01"}):
            with self.subTest(vals=vals), self.assertRaises(UserError) as caught:
                notice.write(vals)
            self.assertIn("being approved", str(caught.exception))

    def test_date_that_has_passed_is_set_anew_when_approval_is_asked(self):
        notice = self.draft()
        notice.rectify_by = "2026-10-01"
        notice.action_request_approval()
        self.assertEqual(str(notice.rectify_by), "2026-11-11")
        self.assertIn("并于2026年11月11日前报送整改情况", notice.body)
