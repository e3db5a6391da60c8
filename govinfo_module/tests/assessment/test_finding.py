"""What may collide with the rules that reduce burdens is named, decided by a leader, never blocked."""

from odoo.exceptions import AccessError, UserError

from ..scoring.scoring_measures import CODES
from .scoring_common import ScoringCase

# which clauses each published measure touches
TOUCHED = {
    "CX": {"adoption"},
    "FY": {"adoption", "quota", "veto"},
    "HZ": {"adoption", "instruction"},
    "KH": {"adoption", "instruction", "quota"},
    "LYI": {"adoption", "instruction", "quota", "veto"},
    "SF": {"adoption", "instruction", "quota"},
    "ZL": {"adoption", "instruction", "quota"},
}


class TestFinding(ScoringCase):
    def measure(self, code):
        """The rule set of a published measure, made from its template."""
        wizard = self.env["govinfo.ruleset.template.wizard"].with_user(self.manager)
        action = wizard.create({"measure": code}).action_create_ruleset()
        return self.env["govinfo.ruleset"].browse(action["res_id"])

    def touched(self, ruleset):
        ruleset._find_burdens()
        return set(ruleset.finding_ids.clause_id.mapped("test"))

    def test_each_published_measure_shows_its_findings(self):
        for code in CODES:
            with self.subTest(code):
                self.assertEqual((code, self.touched(self.measure(code))), (code, TOUCHED[code]))

    def test_a_finding_names_clause_source_and_rule(self):
        ruleset = self.measure("FY")
        ruleset._find_burdens()
        veto = ruleset.finding_ids.filtered(lambda f: f.clause_id.test == "veto")[:1]
        self.assertEqual(veto.phrase, "不得随意设置“一票否决”")
        self.assertIn("整治形式主义", veto.source)
        self.assertEqual(veto.rule_id.kind, "veto")
        self.assertTrue(veto.advice)
        self.assertEqual(veto.decision, "open")

    def test_a_second_look_keeps_decisions_and_drops_what_is_gone(self):
        ruleset = self.measure("FY")
        ruleset._find_burdens()
        count = len(ruleset.finding_ids)
        kept = ruleset.finding_ids[0]
        kept.with_user(self.leader).action_keep("县委常委会议定")
        rule = (ruleset.finding_ids - kept).rule_id.filtered(lambda r: r != kept.rule_id)[:1]
        gone = ruleset.finding_ids.filtered(lambda f: f.rule_id == rule)
        rule.unlink()
        ruleset._find_burdens()
        self.assertEqual(len(ruleset.finding_ids), count - len(gone))
        self.assertEqual((kept.decision, kept.basis), ("keep", "县委常委会议定"))
        self.assertEqual(kept.decided_by_id, self.leader)

    def test_a_leader_decides_and_the_document_keeps_it(self):
        ruleset = self.measure("FY")
        ruleset._find_burdens()
        finding = ruleset.finding_ids[0]
        for user in (self.manager, self.reviewer):
            with self.subTest(user.name), self.assertRaises(AccessError):
                finding.with_user(user).action_keep("依据")
        with self.assertRaises(UserError):
            finding.with_user(self.leader).action_keep("  ")
        finding.with_user(self.leader).action_keep("市考核办法<b>第三条</b>")
        note = ruleset.message_ids[0].body
        self.assertIn("市考核办法&lt;b&gt;第三条&lt;/b&gt;", note)
        self.assertIn(finding.phrase, note)
        finding.with_user(self.leader).action_change()
        self.assertEqual((finding.decision, finding.basis), ("changed", False))

    def test_nobody_writes_a_decision_by_hand(self):
        ruleset = self.measure("FY")
        ruleset._find_burdens()
        for user in (self.leader, self.manager):
            with self.subTest(user.name), self.assertRaises(AccessError):
                ruleset.finding_ids[0].with_user(user).decision = "keep"

    def test_putting_in_force_is_not_blocked(self):
        ruleset = self.measure("FY").with_user(self.manager)
        ruleset.action_activate()
        self.assertEqual(ruleset.state, "active")
        self.assertTrue(ruleset.with_user(self.leader).finding_ids)

    def test_a_county_adds_its_provinces_clause(self):
        clause = (
            self.env["govinfo.clause"]
            .with_user(self.manager)
            .create(
                {
                    "phrase": "不得设置报送加分",
                    "source": "省里的规定",
                    "test": "quota",
                    "company_id": self.company.id,
                }
            )
        )
        ruleset = self.measure("ZL")
        ruleset._find_burdens()
        self.assertIn(clause, ruleset.finding_ids.clause_id)
        with self.assertRaises(AccessError):
            clause.with_user(self.reviewer).phrase = "别的"
