from odoo import _, api, fields, models
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)


class GovinfoDemandFlag(models.Model):
    """A unit says that a demand repeats another one or is out of proportion; the office answers."""

    _name = "govinfo.demand.flag"
    _description = "Complaint about a Demand"
    _inherit = ["govinfo.step.mixin"]
    _order = "id desc"
    _rec_name = "line_id"
    _own_steps = {
        "answer": Step(
            from_=("open",),
            to="answered",
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office answer."),
            reason=_lt("Give the answer."),
            title=_lt("Answer"),
            reason_field="answer",
            by="answered_by_id",
            at="answered_at",
            closes=False,
        ),
    }

    line_id = fields.Many2one(
        "govinfo.commission.line", "Commission", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("duplicate", "Asked before"), ("burden", "Out of proportion")],
        required=True,
        default="duplicate",
    )
    words = fields.Text("Reason", required=True)
    state = fields.Selection(
        [("open", "Not answered yet"), ("answered", "Answered")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    answer = fields.Text("Answer of the office", readonly=True)
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True)
    answered_at = fields.Datetime("Answered on", readonly=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True, index=True)

    _line_unique = models.Constraint(
        "unique(line_id)",
        "Your unit has raised this commission already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        flags = super().create(vals_list)
        flags.check_access("read")
        for flag in flags:
            commission = flag.line_id.commission_id.sudo()  # sudo: the note is the system's
            commission.message_post(
                body=_("%(unit)s: %(words)s", unit=flag.line_id.unit_id.name, words=flag.words),
                author_id=self.env.user.partner_id.id,
            )
        return flags

    def action_open_answer(self):
        """Ask for the answer."""
        return self._ask_reason("answer")

    def action_answer(self, reason):
        """A reviewer answers; the unit reads it on its commission."""
        return bool(self._take("answer", reason))
