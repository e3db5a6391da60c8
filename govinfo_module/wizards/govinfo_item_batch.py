from odoo import _, api, fields, models
from odoo.exceptions import UserError

NEEDS_REASON = ("return", "archive")


class GovinfoItemBatch(models.TransientModel):
    """One step for many items: shows which can take it and why others cannot, then takes it.

    The items' own judges decide, here for the preview and again when the step is taken.
    """

    _name = "govinfo.item.batch"
    _description = "One Step for Many Items"

    step = fields.Selection(
        [
            ("sign_off", "Sign off"),
            ("accept", "Accept"),
            ("return", "Return"),
            ("archive", "File without use"),
        ],
        required=True,
        readonly=True,
    )
    item_ids = fields.Many2many("govinfo.item", string="Chosen items", readonly=True)
    ready_ids = fields.Many2many("govinfo.item", compute="_compute_ready_ids", string="Items")
    refusals = fields.Text("Left out", compute="_compute_ready_ids")
    reason = fields.Text(help="As the receiver shall read it.")

    @api.depends("step", "item_ids")
    def _compute_ready_ids(self):
        for batch in self:
            judged = [(item, batch._refusal(item)) for item in batch.item_ids]
            ready = [item.id for item, refusal in judged if not refusal]
            batch.ready_ids = [(6, 0, ready)]
            batch.refusals = "\n".join(str(refusal) for _item, refusal in judged if refusal)

    def _refusal(self, item):
        """Why ``item`` cannot take the step; False if it can."""
        if self.step == "sign_off":
            return item._approval_refusal("approve")
        if self.step == "return":
            signing = item.state == "signing"
            return item._approval_refusal("return") if signing else item._step_refusal("send_back")
        return item._step_refusal(self.step)

    def action_apply(self):
        """Take the step with the items that can."""
        self.ensure_one()
        if not self.ready_ids:
            raise UserError(_("None of the chosen items can take this step."))
        if self.step == "sign_off":
            self.ready_ids.action_sign_off()
        elif self.step == "accept":
            self.ready_ids.action_accept()
        elif self.step == "return":
            self.ready_ids.action_return(self.reason)
        else:
            self.ready_ids.action_archive_item(self.reason)
        return {"type": "ir.actions.act_window_close"}
