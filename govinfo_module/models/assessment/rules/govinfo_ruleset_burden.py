from odoo import fields, models

from ....helpers.foundation.readable import open_window

DECIDE = "govinfo_module.mail_activity_finding"


class GovinfoRuleset(models.Model):
    """What of a rule set may collide with the rules that reduce burdens."""

    _name = "govinfo.ruleset"
    _inherit = ["govinfo.ruleset", "govinfo.finding.mixin"]

    finding_ids = fields.One2many(inverse_name="ruleset_id")

    def action_activate(self):
        """Put the rule sets in force; what may collide is looked for, shown, and put to the leaders."""
        result = super().action_activate()
        self._find_burdens()
        for ruleset in self.filtered("open_finding_count"):
            ruleset._ask(DECIDE, ruleset.company_id._govinfo_users("group_leader"))
        return self.action_view_findings() if sum(self.mapped("open_finding_count")) else result

    def _hits(self, clause):
        return [
            {
                "ruleset_id": self.id,
                "rule_id": rule.id,
                "text": self.env._("Rule: %s", rule.name),
            }
            for rule in clause._ruleset_hits(self)
        ]

    def _findings_decided(self):
        """A leader has decided on a finding: nobody is asked any more once all are."""
        if not self.open_finding_count:
            self.sudo().activity_unlink([DECIDE])  # sudo: other leaders' activities, too
        self._ask_for_changes()

    def _ask_for_changes(self):
        """What a leader wants changed is the managers' to do: a copy of the rule set, in its time."""
        kind = "govinfo_module.mail_activity_revise"
        asked = self.sudo().activity_ids.activity_type_id  # sudo: whoever has been asked
        wanted = self.finding_ids.filtered(lambda f: f.decision == "changed")
        if wanted and self.env.ref(kind) not in asked:
            self._ask(kind, self.company_id._govinfo_users("group_manager"), wanted[0]._words())

    def action_view_findings(self):
        """Look at the rules afresh and show what may collide."""
        self.check_access("read")
        self._find_burdens()
        return open_window(
            self, "govinfo_finding_action", domain=[("ruleset_id", "in", self.ids)], context={}
        )
