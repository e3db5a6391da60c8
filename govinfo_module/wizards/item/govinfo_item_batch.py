from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


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
            items = batch.item_ids if batch.step else ()
            judged = [(item, item._step_refusal(batch.step)) for item in items]
            ready = [item.id for item, refusal in judged if not refusal]
            batch.ready_ids = [Command.set(ready)]
            batch.refusals = "\n".join(str(refusal) for _item, refusal in judged if refusal)

    def action_apply(self):
        """Take the step with the items that can."""
        self.ensure_one()
        items = self.ready_ids
        if not items:
            raise UserError(_("None of the chosen items can take this step."))
        row = items[0]._row(self.step)
        arguments = [self.reason] if row.reason else []
        getattr(items, "action_%s" % (row.action or self.step))(*arguments)
        return {"type": "ir.actions.act_window_close"}
