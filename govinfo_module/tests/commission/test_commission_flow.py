"""A commission from draft to closed: issuing, adding units, closing, cancelling, and every refusal."""

import base64
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import QUIET, GovinfoCase


@tagged("post_install", "-at_install")
class TestCommissionFlow(GovinfoCase):
    def draft(self, *units, **vals):
        defaults = {
            "name": "防汛备汛情况约稿",
            "deadline": fields.Datetime.now() + timedelta(days=5),
            "requirement": "<p>请报送防汛物资储备情况。</p>",
            "line_ids": [
                Command.create({"unit_id": unit.id}) for unit in units or (self.unit, self.unit_b)
            ],
        }
        commissions = self.env["govinfo.commission"].with_user(self.reviewer)
        return commissions.create(dict(defaults, **vals))

    def messages_to(self, user):
        notifications = self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)]
        )
        return notifications.mail_message_id.filtered(lambda m: m.model == "govinfo.commission")

    # -- writing -----------------------------------------------------------------------------

    def test_units_are_named_in_one_field(self):
        form = Form(self.env["govinfo.commission"].with_user(self.reviewer))
        form.name = "秋粮收购进度约稿"
        form.deadline = fields.Datetime.now() + timedelta(days=5)
        form.asked_unit_ids.add(self.unit)
        form.asked_unit_ids.add(self.unit_b)
        commission = form.save()
        self.assertEqual(commission.line_ids.unit_id, self.unit | self.unit_b)
        self.assertEqual(set(commission.line_ids.mapped("deadline")), {commission.deadline})
        with Form(commission) as form:
            form.asked_unit_ids.remove(self.unit_b.id)
        self.assertEqual(commission.line_ids.unit_id, self.unit)

    # -- issuing -----------------------------------------------------------------------------

    def test_issuing_tells_the_officers_once(self):
        commission = self.draft()
        self.assertFalse(self.messages_to(self.officer))
        commission.action_issue()
        self.assertEqual((commission.state, commission.issued_by_id), ("issued", self.reviewer))
        self.assertTrue(commission.number.startswith("约稿〔%s〕" % commission.date_issued.year))
        for user in self.officer | self.officer_b:
            self.assertEqual(len(self.messages_to(user)), 1)
        self.assertFalse(self.messages_to(self.unit_leader))
        line = commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        self.assertEqual(line.sudo().activity_ids.user_id, self.officer)
        self.assertEqual(line.reminder_ids.mapped("kind"), ["asked"])
        self.assertEqual(line.reminder_ids.recipients, "信息员甲")

    def test_issuing_twice_is_refused_and_tells_nobody_again(self):
        commission = self.draft()
        commission.action_issue()
        with self.assertRaises(UserError):
            commission.action_issue()
        self.assertEqual(len(self.messages_to(self.officer)), 1)

    def test_only_reviewers_handle_commissions(self):
        commission = self.draft()
        for user in self.officer | self.unit_leader | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                commission.with_user(user).action_issue()
        commission.with_user(self.manager).action_issue()
        for step in ("action_close", "action_cancel"):
            for user in self.officer | self.unit_leader | self.leader:
                with self.subTest(user=user.login, step=step), self.assertRaises(AccessError):
                    getattr(commission.with_user(user), step)()

    def test_issuing_needs_units_and_a_deadline_to_come(self):
        with self.assertRaises(UserError):
            self.draft(line_ids=[]).action_issue()
        late = self.draft(deadline=fields.Datetime.now() - timedelta(minutes=1))
        with self.assertRaises(UserError):
            late.action_issue()
        self.assertEqual(late.state, "draft")
        self.assertFalse(self.messages_to(self.officer))

    def test_a_unit_without_officers_is_told_through_its_leader_or_the_issuer(self):
        self.unit.officer_ids = False
        commission = self.draft(self.unit, self.bureau)
        commission.action_issue()
        recipients = {line.unit_id: line.reminder_ids.recipients for line in commission.line_ids}
        self.assertEqual(recipients[self.unit], self.unit_leader.name)
        self.assertEqual(recipients[self.bureau], self.reviewer.name)

    def test_the_deadline_is_told_in_the_time_of_the_county(self):
        commission = self.draft(deadline="2035-03-05 09:00:00")
        commission.action_issue()
        self.assertIn("17:00", self.messages_to(self.officer).body)

    # -- what was promised -------------------------------------------------------------------

    def test_an_issued_commission_does_not_change(self):
        commission = self.draft()
        commission.name = "防汛备汛情况约稿（改）"
        commission.action_issue()
        later = fields.Datetime.now() + timedelta(days=9)
        for vals in ({"name": "改"}, {"deadline": later}, {"requirement": "<p>改</p>"}):
            for user in self.reviewer | self.manager:
                with self.subTest(vals=vals, user=user.login), self.assertRaises(UserError):
                    commission.with_user(user).write(vals)
        with self.assertRaises(UserError):
            commission.line_ids[:1].deadline = later
        with self.assertRaises(UserError):
            commission.line_ids[:1].unit_id = self.bureau
        with self.assertRaises(UserError):
            commission.line_ids[:1].unlink()
        with self.assertRaises(UserError):
            commission.unlink()

    def test_states_and_numbers_cannot_be_written_by_anyone(self):
        commission = self.draft()
        line = commission.line_ids[:1]
        for user in self.reviewer | self.manager | self.env.user:
            for record, vals in (
                (commission, {"state": "issued"}),
                (commission, {"number": "YG-1"}),
                (line, {"state": "done"}),
                (line, {"completed_at": fields.Datetime.now()}),
                (line, {"acknowledged_at": fields.Datetime.now()}),
            ):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(AccessError):
                    record.with_user(user).with_context(govinfo_guard=True).write(vals)
        with self.assertRaises(AccessError):
            self.draft(state="issued")

    def test_a_draft_may_be_deleted_with_its_lines(self):
        commission = self.draft()
        lines = commission.line_ids
        commission.unlink()
        self.assertFalse(lines.exists())

    # -- who sees what -----------------------------------------------------------------------

    def test_officers_see_their_units_lines_of_issued_commissions_only(self):
        commission = self.draft()
        own = commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        other = commission.line_ids - own
        lines = self.env["govinfo.commission.line"].with_user(self.officer)
        self.assertFalse(lines.search([("id", "in", commission.line_ids.ids)]))
        commission.action_issue()
        self.assertEqual(lines.search([("id", "in", commission.line_ids.ids)]), own)
        with self.assertRaises(AccessError):
            other.with_user(self.officer).read(["state"])
        with self.assertRaises(AccessError):
            own.with_user(self.officer).write({"label": "改"})
        for user in self.reviewer_b | self.leader | self.manager:
            with self.subTest(user=user.login):
                found = lines.with_user(user).search([("id", "in", commission.line_ids.ids)])
                self.assertEqual(found, commission.line_ids)

    def test_officers_read_the_files_of_their_commissions(self):
        file = (
            self.env["ir.attachment"]
            .with_user(self.reviewer)
            .create({"name": "提纲.txt", "datas": base64.b64encode("提纲".encode())})
        )
        commission = self.draft(attachment_ids=[Command.set(file.ids)])
        commission.action_issue()
        self.assertEqual(file.with_user(self.officer).read(["name"])[0]["name"], "提纲.txt")
        with self.assertRaises(AccessError):
            file.with_user(self.outsider).read(["name"])

    def test_counties_are_kept_apart(self):
        company = self.env["res.company"].create({"name": "乙县"})
        stranger = self.make_user(
            "reviewer_x",
            "外县编辑",
            "reviewer",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        commission = self.draft()
        with self.assertRaises(AccessError):
            commission.with_user(stranger).action_issue()
        commission.action_issue()
        with self.assertRaises(AccessError):
            commission.line_ids.with_user(stranger).action_waive("外县")
        other = (
            self.env["govinfo.commission"]
            .with_user(stranger)
            .create({"name": "外县约稿", "deadline": fields.Datetime.now() + timedelta(days=1)})
        )
        with self.assertRaises(UserError):
            other.line_ids = [Command.create({"unit_id": self.unit.id})]

    def test_every_county_numbers_its_own_commissions(self):
        first, second = self.draft(), self.draft()
        (first | second).action_issue()
        company = self.env["res.company"].create({"name": "乙县"})
        other = self.env["govinfo.commission"].create(
            {
                "name": "外县约稿",
                "deadline": fields.Datetime.now() + timedelta(days=1),
                "company_id": company.id,
            }
        )
        category = self.townships.copy({"company_id": company.id})
        unit = self.make_unit("外镇", "T01", category, company_id=company.id)
        other.line_ids = [Command.create({"unit_id": unit.id})]
        other.action_issue()
        self.assertTrue(other.number.endswith("〕1号"))
        numbers = [int(commission.number[8:-1]) for commission in (first, second)]
        self.assertEqual(numbers[1], numbers[0] + 1)

    # -- units -------------------------------------------------------------------------------

    def add_units(self, commission, **vals):
        wizards = self.env["govinfo.commission.units.wizard"].with_user(self.reviewer)
        wizard = wizards.create(dict({"commission_id": commission.id}, **vals))
        return wizard.action_apply()

    def test_units_are_added_singly_by_category_or_all(self):
        commission = self.draft(line_ids=[])
        self.add_units(commission, choice="single", unit_ids=[Command.set(self.bureau.ids)])
        self.assertEqual(commission.line_ids.unit_id, self.bureau)
        self.add_units(
            commission, choice="category", category_ids=[Command.set(self.townships.ids)]
        )
        self.assertEqual(commission.line_ids.unit_id, self.unit | self.unit_b | self.bureau)
        third = self.make_unit("丁局", "B02", self.bureaus)
        self.unit_b.active = False
        self.add_units(commission, choice="all")
        self.assertIn(third, commission.line_ids.unit_id)
        with self.assertRaises(UserError):
            self.add_units(commission, choice="all")

    def test_a_unit_added_later_is_told_at_once_and_alone(self):
        commission = self.draft(self.unit)
        commission.action_issue()
        self.add_units(commission, choice="single", unit_ids=[Command.set(self.unit_b.ids)])
        self.assertEqual(len(self.messages_to(self.officer)), 1)
        self.assertEqual(len(self.messages_to(self.officer_b)), 1)

    def test_units_are_not_added_after_the_deadline_or_the_end(self):
        commission = self.draft(self.unit)
        commission.action_issue()
        past = fields.Datetime.now() - timedelta(hours=1)
        single = {"choice": "single", "unit_ids": [Command.set(self.unit_b.ids)]}
        with self.assertRaises(UserError):
            self.add_units(commission, deadline=past, **single)
        commission.action_close()
        with self.assertRaises(UserError):
            self.add_units(commission, **single)

    def test_a_unit_stands_in_a_commission_only_once(self):
        commission = self.draft(self.unit)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            commission.line_ids = [Command.create({"unit_id": self.unit.id})]
            self.env.flush_all()

    # -- the end -----------------------------------------------------------------------------

    def test_closing_frees_who_had_time_and_notes_who_had_not(self):
        commission = self.draft()
        own = commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        own.deadline = fields.Datetime.now() + timedelta(hours=1)
        commission.action_issue()
        own._transition({"deadline": fields.Datetime.now() - timedelta(hours=1)})
        commission.action_close()
        self.assertEqual(own.state, "missed")
        self.assertEqual(own.completed_at, own.deadline)
        other = commission.line_ids - own
        self.assertEqual((other.state, bool(other.waived_reason)), ("waived", True))
        self.assertFalse(commission.line_ids.sudo().activity_ids)
        with self.assertRaises(UserError):
            commission.action_close()

    def test_cancelling_frees_every_unit(self):
        commission = self.draft()
        commission.action_issue()
        commission.action_cancel()
        self.assertEqual(commission.state, "cancelled")
        self.assertEqual(set(commission.line_ids.mapped("state")), {"waived"})
        self.assertFalse(commission.line_ids.sudo().activity_ids)
        with self.assertRaises(UserError):
            commission.action_cancel()
        with self.assertRaises(UserError):
            commission.action_issue()

    # -- past years --------------------------------------------------------------------------

    def test_managers_bring_in_a_past_commission_with_its_lines(self):
        before = self.env["mail.message"].search_count([])
        commission = self.history(
            "govinfo.commission",
            name="旧约稿",
            deadline="2025-03-10 10:00:00",
            date_issued="2025-03-01",
            line_ids=[
                Command.create(
                    {
                        "unit_id": self.unit.id,
                        "state": "done",
                        "submitted_at": "2025-03-09 01:00:00",
                    }
                ),
                Command.create(
                    {
                        "unit_id": self.unit_b.id,
                        "state": "late",
                        "completed_at": "2025-03-12 01:00:00",
                    }
                ),
                Command.create({"unit_id": self.bureau.id, "state": "missed"}),
            ],
        )
        self.assertEqual(commission.state, "closed")
        self.assertTrue(commission.number.startswith("约稿〔2025〕"))
        done, late, missed = commission.line_ids.sorted(lambda line: line.id)
        self.assertEqual(str(done.completed_at), "2025-03-09 01:00:00")
        self.assertEqual(str(late.submitted_at), "2025-03-12 01:00:00")
        self.assertEqual(missed.completed_at, commission.deadline)
        self.assertTrue(all(commission.line_ids.mapped("is_history")))
        self.assertFalse(commission.line_ids.activity_ids)
        self.assertFalse(commission.line_ids.reminder_ids)
        self.assertEqual(self.env["mail.message"].search_count([]), before)

    def test_nobody_else_brings_in_past_commissions(self):
        vals = {"name": "旧约稿", "deadline": "2025-03-10 10:00:00", "state": "closed"}
        history = self.env["govinfo.commission"].with_context(govinfo_history=True)
        for user in self.reviewer | self.leader | self.officer:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                history.with_user(user).create(vals)

    # -- the form ----------------------------------------------------------------------------

    def test_the_form_makes_a_commission(self):
        form = Form(self.env["govinfo.commission"].with_user(self.reviewer).with_context(**QUIET))
        form.name = "森林防火情况约稿"
        form.origin = "province"
        form.deadline = fields.Datetime.now() + timedelta(days=3)
        with form.line_ids.new() as line:
            line.unit_id = self.unit
        commission = form.save()
        self.assertEqual(commission.line_ids.deadline, commission.deadline)
