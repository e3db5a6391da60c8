from odoo import _, api, fields, models
from odoo.tools import LazyTranslate

from ....helpers.foundation.step import Step
from ...foundation.govinfo_step_mixin import as_html

_lt = LazyTranslate(__name__)

DECIDED = {
    "groups": ("group_leader",),
    "denied": _lt("Leaders of the county office decide on findings."),
    "by": "decided_by_id",
    "at": "decided_at",
}


class GovinfoFinding(models.Model):
    """Something that may collide with the rules that reduce burdens (合规提示).

    Made by the system when a rule set is put in force; a leader of the county office decides: keep it,
    saying on which basis, or change it. It never blocks.
    """

    _name = "govinfo.finding"
    _description = "Finding on Burdens"
    _inherit = ["govinfo.step.mixin"]
    _order = "decision, id"
    _rec_name = "phrase"
    _own_steps = {
        "keep": Step(
            **DECIDED,
            reason=_lt("Say on which basis it is kept."),
            title=_lt("Keep, on which basis"),
            reason_field="basis",
        ),
        "change": Step(**DECIDED),
    }

    clause_id = fields.Many2one("govinfo.clause", "Clause", readonly=True, ondelete="set null")
    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", readonly=True, index=True, ondelete="cascade"
    )
    rule_id = fields.Many2one("govinfo.rule", "Rule", readonly=True, index=True, ondelete="cascade")
    phrase = fields.Char("Wording of the clause", readonly=True)
    source = fields.Char(readonly=True)
    text = fields.Char("What was found", readonly=True)
    advice = fields.Char("What would resolve it", readonly=True)
    decision = fields.Selection(
        [("open", "Not decided yet"), ("keep", "Kept"), ("changed", "To be changed")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    basis = fields.Char("On which basis", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided on", readonly=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    _once = models.UniqueIndex(
        "(clause_id, ruleset_id, (coalesce(rule_id, 0))) WHERE ruleset_id IS NOT NULL",
        "This has been found already.",
    )

    @api.depends_context("uid")
    def _compute_can_decide(self):
        may = self.env.user.has_group("govinfo_module.group_leader")
        for finding in self:
            finding.can_decide = may

    @api.model
    def _settle(self, found, present):
        """Keep what was found of ``found`` (values without a decision), drop open ones that are gone.

        ``present``: the findings there are about the same document. Decisions stay with their finding.
        """
        # sudo: findings are the system's; who puts a rule set in force only causes them
        present = present.sudo()
        known = {finding._key(): finding for finding in present}
        missing = [vals for vals in found if self._key_of(vals) not in known]
        keys = {self._key_of(vals) for vals in found}
        gone = present.filtered(lambda f: f.decision == "open" and f._key() not in keys)
        gone.unlink()
        self.sudo()._make(missing)

    def _key(self):
        return self.clause_id.id, self.rule_id.id

    @api.model
    def _key_of(self, vals):
        return vals["clause_id"], vals.get("rule_id", False)

    def _subject(self):
        """The document the finding is about."""
        return self.ruleset_id

    def action_open_keep(self):
        """Ask on which basis it is kept."""
        return self._ask_reason("keep")

    def action_keep(self, reason):
        """A leader lets it stand, on the basis given; the decision is kept with the document."""
        for finding in self._take("keep", reason, decision="keep"):
            basis = as_html(finding.basis)
            words = _("Kept: %(what)s Basis: %(basis)s", what=finding._words(), basis=basis)
            finding._subject()._log(words)
            finding._subject()._findings_decided()
        return True

    def action_change(self):
        """A leader decides that it shall be changed."""
        for finding in self._take("change", decision="changed", basis=False):
            finding._subject()._log(_("To be changed: %(what)s", what=finding._words()))
            finding._subject()._findings_decided()
        return True

    def _words(self):
        return "%s（%s）" % (self.text, self.phrase)
