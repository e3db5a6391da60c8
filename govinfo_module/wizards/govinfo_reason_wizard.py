from odoo import _, api, fields, models
from odoo.exceptions import UserError

# What may be called with a reason, and the title of its dialog.
STEPS = {
    ("govinfo.item", "action_return"): "return",
    ("govinfo.item", "action_archive_item"): "archive",
    ("govinfo.item", "action_not_count"): "not_count",
    ("govinfo.issue", "action_return"): "return",
    ("govinfo.notice", "action_return"): "return",
    ("govinfo.adjustment", "action_return"): "return",
    ("govinfo.appeal", "action_accept"): "answer",
    ("govinfo.appeal", "action_reject"): "answer",
    ("govinfo.followup", "action_return"): "return",
    ("govinfo.adoption", "action_withdraw"): "withdraw",
    ("govinfo.instruction", "action_withdraw"): "withdraw",
    ("govinfo.commission.line", "action_waive"): "waive",
    ("govinfo.honor", "action_reject"): "reject",
    ("govinfo.disclosure", "action_withdraw"): "withdraw",
}


class GovinfoReasonWizard(models.TransientModel):
    """Asks for the reason of a step and takes the step with it.

    The step's own method checks state and caller; this dialog only calls what ``STEPS`` lists.
    """

    _name = "govinfo.reason.wizard"
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Char(required=True, readonly=True)
    method = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    @api.model
    def open_for(self, records, method):
        """The dialog's window for ``method`` of ``records``."""
        return {
            "type": "ir.actions.act_window",
            "name": self._titles()[STEPS[records._name, method]],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": records._name,
                "default_res_ids": ",".join(map(str, records.ids)),
                "default_method": method,
            },
        }

    @api.model
    def _titles(self):
        return {
            "return": _("Return"),
            "archive": _("File without use"),
            "not_count": _("Do not count"),
            "waive": _("Waive"),
            "withdraw": _("Withdraw"),
            "reject": _("Reject"),
            "answer": _("Answer"),
        }

    def action_apply(self):
        """Take the step with the reason given."""
        self.ensure_one()
        if (self.res_model, self.method) not in STEPS:
            raise UserError(_("This step cannot be taken here."))
        records = self.env[self.res_model].browse(int(part) for part in self.res_ids.split(","))
        getattr(records, self.method)(self.reason)
        return {"type": "ir.actions.act_window_close"}
