"""The first screen answers each role's questions with the reader's own rights."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GovinfoCase


@tagged("post_install", "-at_install")
class TestDesk(GovinfoCase):
    def cards(self, user):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_desk_card_action"
        )
        self.assertEqual(action["domain"], "[('group_ids.users', 'in', uid)]")
        cards = self.env["govinfo.desk.card"].with_user(user)
        return {card.code: card for card in cards.search([("group_ids.users", "in", user.id)])}

    def test_every_card_can_be_read_and_opened(self):
        for user in self.officer | self.unit_leader | self.reviewer | self.leader | self.manager:
            cards = self.cards(user)
            self.assertTrue(cards)
            for code, card in cards.items():
                with self.subTest(user=user.login, card=code):
                    self.assertTrue(card.headline)
                    action = card.action_open()
                    self.env[action["res_model"]].with_user(user).search(
                        action["domain"] if isinstance(action.get("domain"), list) else []
                    )

    def test_each_role_has_its_own(self):
        self.assertIn("draft", self.cards(self.officer))
        self.assertNotIn("to_process", self.cards(self.officer))
        self.assertIn("to_process", self.cards(self.reviewer))
        self.assertNotIn("issue_approve", self.cards(self.reviewer))
        self.assertIn("issue_approve", self.cards(self.leader))
        with self.assertRaises(AccessError):
            self.cards(self.outsider)

    def test_what_waits_for_the_unit(self):
        item = self.make_item(name="待签发信息")
        self.assertEqual(self.cards(self.officer)["draft"].headline, "1")
        item.action_request_signoff()
        card = self.cards(self.unit_leader)["to_sign"]
        self.assertEqual(card.headline, "1")
        self.assertIn("待签发信息", card.lines)
        self.assertEqual(self.cards(self.unit_leader_b)["to_sign"].headline, "0")
        item.with_user(self.unit_leader).action_return("请补充")
        card = self.cards(self.officer)["returned"]
        self.assertEqual((card.headline, card.alert), ("1", True))
        self.make_commission(self.unit)
        self.assertIn("春耕备耕", self.cards(self.officer)["commission_due"].lines)

    def test_what_waits_for_the_office(self):
        self.submit(self.make_item(urgency="urgent", event_time=fields.Datetime.now()))
        cards = self.cards(self.reviewer)
        self.assertEqual((cards["urgent"].headline, cards["urgent"].alert), ("1", True))
        self.assertEqual(cards["to_process"].headline, "1")

    def test_a_work_secret_is_not_counted_for_others(self):
        secret = {"secrecy": "work_secret", "reader_ids": [(6, 0, self.reviewer.ids)]}
        self.submit(self.make_item(name="涉密标题", **secret))
        self.assertEqual(self.cards(self.reviewer)["to_process"].headline, "1")
        card = self.cards(self.reviewer_b)["to_process"]
        self.assertEqual((card.headline, card.lines), ("0", ""))

    def test_more_than_are_shown_are_counted(self):
        for number in range(7):
            self.make_item(name="草稿%d" % number)
        card = self.cards(self.officer)["draft"]
        self.assertEqual((card.headline, len(card.lines.splitlines())), ("7", 5))

    def test_points_and_rank_of_the_quarter(self):
        card = self.cards(self.officer)["score"]
        self.assertEqual(card.headline, "–")
        ruleset = self.env["govinfo.ruleset"].create(
            {"name": "考核办法", "date_from": "2000-01-01", "date_to": "2099-12-31"}
        )
        first, last = card._quarter()
        self.env["govinfo.period"].create(
            {
                "ruleset_id": ruleset.id,
                "kind": "quarter",
                "date_from": first,
                "date_to": last,
            }
        )._transition({"state": "computed"})
        period = self.env["govinfo.period"].search([("date_from", "=", first)], limit=1)
        self.env.cr.execute(
            "INSERT INTO govinfo_score (period_id, company_id, unit_id, category_id, total, rank)"
            " VALUES (%s, %s, %s, %s, 84, 2)",
            [period.id, self.company.id, self.unit.id, self.townships.id],
        )
        card = self.cards(self.officer)["score"]
        self.env.clear()
        self.assertEqual(card.headline, "84.00")
        self.assertIn("2", card.lines)
        self.assertEqual(self.cards(self.officer_b)["score"].headline, "–")

    def test_only_managers_arrange_the_cards(self):
        card = self.env.ref("govinfo_module.desk_card_draft")
        for user in self.officer | self.reviewer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                card.with_user(user).write({"sequence": 1})
        card.with_user(self.manager).write({"active": False})
        self.assertNotIn("draft", self.cards(self.officer))

    def test_overdue_commissions_are_an_alarm(self):
        commission = self.make_commission(self.unit)
        commission.sudo().line_ids._transition(
            {"deadline": fields.Datetime.now() - timedelta(hours=1)}
        )
        card = self.cards(self.reviewer)["commission_overdue"]
        self.assertEqual((card.headline, card.alert), ("1", True))
