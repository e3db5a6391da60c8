from odoo import _, api, models
from odoo.exceptions import UserError

from ....helpers.foundation.lock import lock_rows


class GovinfoRulesetPartMixin(models.AbstractModel):
    """A part of a rule set: it can be edited only while the rule set is a draft."""

    _name = "govinfo.ruleset.part.mixin"
    _description = "Part of a Rule Set"
    _inherit = ["govinfo.guard.mixin"]

    def _ruleset(self):
        """The rule sets these parts belong to."""
        return self.ruleset_id

    def _check_draft(self):
        lock_rows(self._ruleset())  # it is not put in force in between
        if self._ruleset().filtered(lambda ruleset: ruleset.state != "draft"):
            raise UserError(
                _(
                    "A rule set in force is not edited. Copy it, change the copy, and let it take over."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_draft()
        return parts

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        self._check_draft()
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_only_of_drafts(self):
        self._check_draft()
