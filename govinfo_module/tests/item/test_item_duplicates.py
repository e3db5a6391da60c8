"""An item very like one of the last 90 days is shown to the writer and flagged to the office."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase

TEXT = (
    "<p>连日来，甲镇抢抓农时，组织党员干部深入田间地头，开展春耕备耕技术指导服务，全镇已备足化肥"
    "三百二十吨、种子四十五吨，检修农机具六百余台，确保春耕生产有序推进。</p>"
)
SECRET = "涉密研判要点"


@tagged("post_install", "-at_install")
class TestItemDuplicates(GovinfoCase):
    def send_b(self, **vals):
        item = self.make_item(user=self.officer_b, unit_id=self.unit_b.id, **vals)
        item.action_request_signoff()
        item.with_user(self.unit_leader_b).action_sign_off()
        return item

    def shown_to(self, user, item):
        self.env.flush_all()
        self.env.clear()  # each user's own request
        return item.with_user(user).duplicate_note or ""

    def test_the_same_text_from_the_same_unit(self):
        first = self.submit(self.make_item(name="首次上报", body=TEXT))
        again = self.make_item(name="再次上报", body=TEXT.replace("三百二十吨", "三百五十吨"))
        action = again.action_submit()
        check = self.env[action["res_model"]].with_user(self.officer).browse(action["res_id"])
        self.assertIn("首次上报", check.duplicate_note)
        self.assertIn("三百二十吨", check.duplicate_note)
        check.action_submit()
        again.with_user(self.unit_leader).action_sign_off()
        self.assertTrue(again.is_duplicate)
        self.assertFalse(first.is_duplicate)
        self.assertEqual(again.sudo().like_ids.other_id, first)
        self.assertGreaterEqual(again.sudo().like_ids.percent, 90)

    def test_another_units_text_is_not_shown_to_the_officer(self):
        self.submit(self.make_item(name="甲镇原创标题", body=TEXT))
        copy = self.send_b(body=TEXT)
        self.assertTrue(copy.is_duplicate)
        note = self.shown_to(self.officer_b, copy)
        self.assertTrue(note)
        self.assertNotIn("甲镇原创标题", note)
        self.assertIn("甲镇原创标题", self.shown_to(self.reviewer, copy))
        self.assertEqual(len(copy.with_user(self.reviewer).like_ids), 1)

    def test_another_units_work_secret_leaves_no_trace(self):
        readers = [Command.set(self.reviewer.ids)]
        self.submit(
            self.make_item(name=SECRET, body=TEXT, secrecy="work_secret", reader_ids=readers)
        )
        copy = self.send_b(body=TEXT)
        self.assertFalse(self.shown_to(self.officer_b, copy))
        self.assertFalse(self.shown_to(self.reviewer_b, copy))
        self.assertFalse(copy.with_user(self.reviewer_b).like_ids)
        self.assertFalse(copy.is_duplicate)
        self.assertIn(SECRET, self.shown_to(self.reviewer, copy))

    def test_different_texts_are_not_alike(self):
        self.submit(self.make_item(body=TEXT))
        other = self.send_b(
            body="<p>乙镇召开安全生产工作会议，部署烟花爆竹经营网点专项整治，要求各村压实责任，"
            "逐户排查，建立台账，限期整改，坚决防范事故发生。</p>"
        )
        self.assertFalse(other.is_duplicate)
        self.assertFalse(self.shown_to(self.reviewer, other))

    def test_drafts_withdrawn_ones_and_old_ones_do_not_count(self):
        self.make_item(body=TEXT)
        self.submit(self.make_item(body=TEXT)).action_withdraw()
        self.past_item("旧信息", fields.Datetime.now() - timedelta(days=91), body=TEXT)
        self.assertFalse(self.send_b(body=TEXT).is_duplicate)

    def test_past_records_of_the_last_days_count(self):
        self.past_item("近期信息", fields.Datetime.now() - timedelta(days=89), body=TEXT)
        self.assertTrue(self.send_b(body=TEXT).is_duplicate)

    def test_a_resubmission_is_no_duplicate_of_itself(self):
        item = self.submit(self.make_item(body=TEXT))
        item.with_user(self.reviewer).action_return("请补充")
        self.submit(item)
        self.assertFalse(item.is_duplicate)

    def test_a_reviewer_takes_it_out_of_the_count(self):
        self.submit(self.make_item(body=TEXT))
        copy = self.send_b(body=TEXT)
        for user in self.officer_b | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                copy.with_user(user).action_not_count("重复")
        with self.assertRaises(UserError):
            copy.with_user(self.reviewer).action_not_count(" ")
        copy.with_user(self.reviewer).action_not_count("与甲镇来稿重复")
        self.assertEqual((copy.counted, copy.not_counted_reason), (False, "与甲镇来稿重复"))
        copy.with_user(self.reviewer).action_count()
        self.assertTrue(copy.counted)

    def test_the_flag_cannot_be_written(self):
        item = self.make_item()
        for user in self.officer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).write({"is_duplicate": True})

    def test_nobody_has_access_to_fingerprints(self):
        self.submit(self.make_item(body=TEXT))
        bands = self.env["govinfo.item.band"]
        self.assertEqual(len(bands.search([])), 20)
        for user in self.officer | self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                bands.with_user(user).search([])

    def test_a_very_short_text_is_like_nothing(self):
        self.submit(self.make_item(body="<p>无</p>"))
        self.assertFalse(self.submit(self.make_item(body="<p>无</p>")).is_duplicate)
