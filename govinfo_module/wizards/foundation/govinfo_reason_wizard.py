from odoo import _, api, fields, models
from odoo.exceptions import UserError


class GovinfoReasonWizard(models.TransientModel):
    """Asks for the reason of a step and takes the step with it.

    The step's own method checks state and caller; this dialog only calls what the model's table says
    needs a reason.
    """

    _name = "govinfo.reason.wizard"
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Text(required=True, readonly=True)
    method = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    @api.private
    @api.model
    def open_for(self, records, action):
        """The dialog's window for ``action`` of ``records``."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(records._rows(action)[0].title),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": records._name,
                "default_res_ids": ",".join(map(str, records.ids)),
                "default_method": "action_%s" % action,
            },
        }

    def action_apply(self):
        """Take the step with the reason given."""
        self.ensure_one()
        steps = getattr(self.env.get(self.res_model), "_steps", {})
        ids = self.res_ids.split(",")
        known = {"action_%s" % (row.action or name) for name, row in steps.items() if row.reason}
        if self.method not in known or not all(part.isdecimal() for part in ids):
            raise UserError(_("This step cannot be taken here."))
        records = self.env[self.res_model].browse(map(int, ids))
        getattr(records, self.method)(self.reason)
        return records._next_window(self.method) or {"type": "ir.actions.act_window_close"}
