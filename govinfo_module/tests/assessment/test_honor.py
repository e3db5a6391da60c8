"""Honours from the ledger: who is proposed, who is barred, who decides."""

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestHonor(GovinfoCase):
    """Unit A earned 3, unit B 1 and missed a commission, the bureau 2, all in 2025."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ruleset = cls.env["govinfo.ruleset"].create(
            {
                "name": "考核办法",
                "date_from": "2025-01-01",
                "rule_ids": [
                    Command.create(
                        {"name": "报送", "kind": "event", "basis": "submission", "points": 1}
                    )
                ],
            }
        )
        ruleset.with_user(cls.manager).action_activate()
        cls.past_items(
            "2025-03",
            (cls.unit, cls.officer, 3),
            (cls.unit_b, cls.officer_b, 1),
            (cls.bureau, cls.reviewer_b, 2),
        )
        commission = cls.history(
            "govinfo.commission", name="约稿", deadline="2025-05-01 02:00:00", state="closed"
        )
        cls.history(
            "govinfo.commission.line",
            commission_id=commission.id,
            unit_id=cls.unit_b.id,
            deadline="2025-05-01 02:00:00",
            state="missed",
            completed_at="2025-05-01 02:00:00",
        )
        period = cls.env["govinfo.period"].create({"kind": "year", "date_from": "2025-01-01"})
        period.with_user(cls.reviewer).action_compute()

    def propose(self, kind, number=3):
        honors = self.env["govinfo.honor"].with_user(self.reviewer)
        return honors.propose(2025, kind, number, self.company)

    def test_units_by_category_with_the_bars_named(self):
        honors = self.propose("unit")
        self.assertEqual(
            [(honor.unit_id, honor.total, honor.rank) for honor in honors],
            [(self.unit, 3.0, 1), (self.unit_b, 1.0, 2), (self.bureau, 2.0, 1)],
        )
        barred = honors.filtered("barred_reason")
        self.assertEqual(barred.unit_id, self.unit_b)
        with self.assertRaises(UserError):
            barred.with_user(self.leader).action_approve()

    def test_units_stand_in_the_category_of_the_year(self):
        townships = self.unit_b.category_id
        self.unit_b.category_id = self.bureau.category_id  # today, not then
        honor = self.propose("unit").filtered(lambda honor: honor.unit_id == self.unit_b)
        self.assertEqual((honor.unit_category_id, honor.rank), (townships, 2))

    def test_persons_and_items(self):
        persons = self.propose("person", number=1)
        self.assertEqual((persons.user_id, persons.total), (self.officer, 3.0))
        items = self.propose("item", number=6)
        self.assertEqual(len(items), 6)
        self.assertEqual(set(items.mapped("rank")), {1})

    def test_proposing_again_replaces_what_is_not_decided(self):
        first = self.propose("unit")
        first.filtered(lambda honor: honor.unit_id == self.unit).with_user(
            self.leader
        ).action_approve()
        second = self.propose("unit")
        self.assertNotIn(self.unit, second.unit_id)
        self.assertEqual(len(self.env["govinfo.honor"].search([("kind", "=", "unit")])), 3)

    def test_who_proposes_and_who_decides(self):
        for user in self.officer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["govinfo.honor"].with_user(user).propose(2025, "unit", 3, self.company)
        honor = self.propose("unit")[0]
        for user in self.officer | self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                honor.with_user(user).action_approve()
        with self.assertRaises(UserError):
            honor.with_user(self.leader).action_reject(" ")
        honor.with_user(self.leader).action_reject("材料不全")
        self.assertEqual(honor.state, "rejected")
        with self.assertRaises(UserError):
            honor.with_user(self.leader).action_approve()
        with self.assertRaises(AccessError):
            honor.with_user(self.manager).write({"state": "approved"})

    def test_half_a_year_with_certificates(self):
        """All items are of March: the first half has honours, the second none."""
        honors = self.env["govinfo.honor"].with_user(self.reviewer)
        halves = (date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31))
        first = honors.propose(2025, "person", 1, self.company, *halves[0])
        self.assertFalse(honors.propose(2025, "person", 1, self.company, *halves[1]))
        self.assertEqual((first.user_id, first.span_label), (self.officer, "2025年上半年"))
        whole = self.propose("person", number=1)  # the year's own stands beside it
        self.assertEqual((len(first.exists()), whole.span_label), (1, "2025年度"))
        first.with_user(self.leader).action_approve()
        self.assertTrue(first._render_certificates().startswith(b"%PDF"))
        wizard = self.env["govinfo.honor.wizard"].with_user(self.reviewer)
        action = wizard.create({"year": 2025, "span": "first", "kind": "unit"}).action_propose()
        proposed = self.env["govinfo.honor"].search(action["domain"])
        self.assertEqual(set(proposed.mapped("span_label")), {"2025年上半年"})

    def test_what_is_no_year_is_refused_with_a_sentence(self):
        wizards = self.env["govinfo.honor.wizard"].with_user(self.reviewer)
        for year in (0, -1, 1979, 10000):
            with self.subTest(year), self.assertRaisesRegex(UserError, "is not a year"):
                wizards.create({"year": year}).action_propose()

    def test_certificates_of_approved_honours_only(self):
        honors = self.propose("unit")
        with self.assertRaises(UserError):
            honors.action_print_certificates()
        honors[0].with_user(self.leader).action_approve()
        self.assertTrue(honors._render_certificates().startswith(b"%PDF"))
        visible = self.env["govinfo.honor"].with_user(self.officer).search([])
        self.assertEqual(visible, honors[0])
