"""Kinds of notice, what may collide with the rules that reduce burdens, and who decides."""

from odoo.exceptions import AccessError, UserError

from .test_notice_flow import NoticeCase


class TestNoticeBurden(NoticeCase):
    def found_in(self, notice):
        return set(notice.with_user(self.leader).finding_ids.clause_id.mapped("test"))

    def test_asking_for_approval_names_what_may_collide_and_does_not_block(self):
        notice = self.draft()
        notice.with_user(self.reviewer).action_request_approval()
        self.assertEqual(notice.state, "pending")
        self.assertEqual(self.found_in(notice), {"ranking", "phone", "silent"})
        notice.with_user(self.leader).action_approve()
        self.assertEqual(notice.state, "approved")

    def test_a_notice_of_the_situation_collides_with_nothing(self):
        notice = self.draft()
        notice.with_user(self.reviewer).kind = "situation"
        self.assertNotIn("得分", notice.body)
        self.assertNotIn("未达到报送要求", notice.body)
        self.assertIn("不得要求基层重复报送", notice.body)
        notice.with_user(self.reviewer).action_request_approval()
        self.assertFalse(notice.finding_ids)

    def test_the_editors_own_next_steps_stay_with_either_kind(self):
        notice = self.draft().with_user(self.reviewer)
        notice.requirements = "<p>请各单位按要求整改。</p>"
        notice.kind = "situation"
        self.assertIn("请各单位按要求整改。", notice.body)

    def test_a_long_text_is_found(self):
        notice = self.draft()
        notice.with_user(self.reviewer).comment = "<p>%s</p>" % ("结构还不够合理。" * 700)
        notice.with_user(self.reviewer).action_request_approval()
        self.assertIn("length", self.found_in(notice))

    def test_the_kind_is_settled_with_the_request(self):
        notice = self.draft()
        notice.with_user(self.reviewer).action_request_approval()
        with self.assertRaises(UserError):
            notice.with_user(self.reviewer).kind = "situation"
        with self.assertRaises(AccessError):
            notice.with_user(self.officer).kind = "situation"

    def test_a_new_county_issues_notices_of_the_situation(self):
        county = self.env["res.company"].create({"name": "乙县"})
        self.assertEqual(county.govinfo_notice_kind, "situation")

    def test_the_countys_kind_is_the_drafts(self):
        self.company.govinfo_notice_kind = "situation"
        self.assertEqual(self.draft().kind, "situation")
