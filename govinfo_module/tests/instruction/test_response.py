"""Leaders of units that received an issue say of its pieces whether they were of use."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...documents import blocks_to_html, notice_blocks
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestResponse(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item())
        cls.issue = cls.publish_issue(cls.make_issue(cls.item, copy_to="各乡镇（街道）"))
        cls.line = cls.issue.line_ids
        cls.head = cls.make_user("head_b", "主要领导乙", "officer")
        cls.unit_b.head_id = cls.head.partner_id

    def piece(self, user):
        return self.line.with_user(user)

    def responses(self):
        return self.env["govinfo.response"].search([("item_id", "=", self.item.id)])

    # -- who answers -------------------------------------------------------------------------

    def test_the_leader_in_charge_answers_in_one_tap_and_may_change_it(self):
        piece = self.piece(self.unit_leader_b)
        self.assertTrue(piece.can_respond and piece.awaits_response)
        piece.action_respond_useful()
        given = self.responses()
        self.assertEqual(
            (given.unit_id, given.user_id, given.value, given.date),
            (self.unit_b, self.unit_leader_b, "useful", self.company.govinfo_today()),
        )
        self.assertEqual((piece.my_value, piece.awaits_response), ("useful", False))
        piece.action_respond("some", "做法具体，可借鉴")
        piece.action_respond_some()
        self.assertEqual(self.responses(), given)
        self.assertEqual((given.value, given.words), ("some", "做法具体，可借鉴"))
        self.assertEqual(piece.my_words, "做法具体，可借鉴")

    def test_the_head_answers_for_the_unit_too(self):
        self.assertTrue(self.issue.with_user(self.head).can_respond)
        self.piece(self.head).action_respond_none()
        self.piece(self.unit_leader_b).action_respond_useful()
        given = self.responses()
        self.assertEqual((given.value, given.user_id), ("useful", self.unit_leader_b))

    def test_words_are_asked_for_in_a_dialog(self):
        action = self.piece(self.unit_leader_b).action_open_words()
        wizard = self.env[action["res_model"]].with_user(self.unit_leader_b)
        with Form(wizard.with_context(**action["context"])) as form:
            form.value = "useful"
            form.words = "对我镇有启发"
        form.record.action_answer()
        self.assertEqual(self.responses().words, "对我镇有启发")

    def test_nobody_else_answers(self):
        for user in (self.officer_b, self.reviewer, self.leader, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.piece(user).action_respond_useful()
            self.assertFalse(self.piece(user).can_respond)
        with self.assertRaises(AccessError):
            self.piece(self.outsider).action_respond_useful()
        with self.assertRaises(UserError):  # its own piece
            self.piece(self.unit_leader).action_respond_useful()
        with self.assertRaises(UserError):
            self.piece(self.unit_leader_b).action_respond("excellent")
        self.assertFalse(self.responses())

    def test_a_unit_that_did_not_receive_the_issue_does_not_answer(self):
        other = self.accept(self.make_item(name="甲镇推进灾后重建工作"))
        issue = self.publish_issue(self.make_issue(other, copy_to="甲镇"))
        with self.assertRaises(AccessError):
            issue.line_ids.with_user(self.unit_leader_b).action_respond_useful()
        draft = self.make_issue(other, copy_to="乙镇")
        with self.assertRaises(AccessError):
            draft.line_ids.with_user(self.unit_leader_b).action_respond_useful()

    def test_answers_are_written_by_the_piece_alone(self):
        self.piece(self.unit_leader_b).action_respond_useful()
        given = self.responses()
        vals = {
            "issue_line_id": self.line.id,
            "item_id": self.item.id,
            "unit_id": self.bureau.id,
            "user_id": self.officer.id,
            "value": "useful",
            "date": "2020-01-01",
        }
        for user in (self.unit_leader_b, self.reviewer, self.manager):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.env["govinfo.response"].with_user(user).create(vals)
                with self.assertRaises(AccessError):
                    given.with_user(user).write({"value": "none"})
        with self.assertRaises(AccessError):
            self.env["govinfo.response"].create(vals)
        with self.assertRaises(UserError):
            given.unlink()

    def test_after_publicity_answers_stay(self):
        piece = self.piece(self.unit_leader_b)
        piece.action_respond_useful()
        period = self.env["govinfo.period"].create(
            {"kind": "quarter", "date_from": self.company.govinfo_today()}
        )
        period.with_user(self.reviewer).action_compute()
        piece.action_respond_some()
        with freeze_time(period.date_to + timedelta(days=2)):
            period.with_user(self.reviewer).action_publicise()
        with self.assertRaises(UserError):
            piece.action_respond_none()
        self.assertEqual(self.responses().value, "some")

    # -- who sees what -----------------------------------------------------------------------

    def test_authors_see_the_sum_and_no_names(self):
        own = self.item.with_user(self.officer)
        self.assertFalse(own.response_summary)
        self.piece(self.unit_leader_b).action_respond_useful()
        own.invalidate_recordset()
        self.assertEqual((own.useful_count, own.some_use_count, own.no_use_count), (1, 0, 0))
        self.assertIn("useful 1", own.response_summary)
        for user in (self.officer, self.unit_leader):
            with self.subTest(user=user.login):
                responses = self.env["govinfo.response"].with_user(user)
                self.assertFalse(responses.search([]))
                with self.assertRaises(AccessError):
                    self.responses().with_user(user).read(["user_id"])

    def test_editors_see_what_was_useful_by_kind_unit_and_quarter(self):
        self.piece(self.unit_leader_b).action_respond_useful()
        responses = self.env["govinfo.response"].with_user(self.reviewer)
        rows = responses.formatted_read_group(
            [], ["category_id", "author_unit_id", "date:quarter", "value"], ["__count"]
        )
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]["category_id"][0], self.item.category_id.id)
        self.assertEqual((rows[0]["author_unit_id"][0], rows[0]["value"]), (self.unit.id, "useful"))

    def test_what_is_to_be_answered_is_found(self):
        lines = self.env["govinfo.issue.line"].with_user(self.unit_leader_b)
        self.assertEqual(lines.search([("awaits_response", "=", True)]), self.line)
        self.piece(self.unit_leader_b).action_respond_useful()
        self.assertFalse(lines.search([("awaits_response", "=", True)]))
        self.assertEqual(lines.search([("can_respond", "=", True)]), self.line)
        self.assertFalse(lines.search([("can_respond", "=", False)]))
        own = self.env["govinfo.issue.line"].with_user(self.unit_leader)
        self.assertFalse(own.search([("can_respond", "=", True)]))

    def test_nobody_is_reminded(self):
        """Answering is an offer: no activity, no letter."""
        before = self.env["mail.activity"].search_count([]), self.env["mail.mail"].search_count([])
        self.piece(self.unit_leader_b).action_respond_useful()
        after = self.env["mail.activity"].search_count([]), self.env["mail.mail"].search_count([])
        self.assertEqual(before, after)

    # -- where they are told -----------------------------------------------------------------

    def test_the_notice_and_the_annual_report_have_a_paragraph(self):
        today = self.company.govinfo_today()
        self.piece(self.unit_leader_b).action_respond_useful()
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": today})
        period.with_user(self.reviewer).action_compute()
        figures = self.env["govinfo.notice.figures"]._collect(period)
        self.assertEqual(figures["responses"]["values"], {"useful": 1})
        for kind in ("ranking", "situation"):
            text = blocks_to_html(notice_blocks(figures, {}, kind))
            self.assertIn("基层领导反映情况", text)
            self.assertIn("1家单位领导对刊物所载1条信息作出评价1条次", text)
            self.assertNotIn("分管领导乙", text)
        year = self.env["govinfo.annual.figures"].with_user(self.reviewer)
        self.assertEqual(
            year._figures(self.company, today.year)["responses"]["values"], {"useful": 1}
        )
