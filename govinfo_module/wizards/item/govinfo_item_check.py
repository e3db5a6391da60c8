from odoo import _, api, fields, models


class GovinfoItemCheck(models.TransientModel):
    """What the writer should look at before an item is submitted. It warns; it does not block."""

    _name = "govinfo.item.check"
    _description = "Check Before Submission"

    item_id = fields.Many2one("govinfo.item", required=True, readonly=True, ondelete="cascade")
    findings = fields.Html(related="item_id.findings", sanitize=False)
    duplicate_note = fields.Html(compute="_compute_duplicate_note", sanitize=False)
    no_event_time = fields.Boolean(compute="_compute_no_event_time")

    @api.depends("item_id")
    @api.depends_context("uid")
    def _compute_duplicate_note(self):
        for check in self:
            pairs = [(other, int(share * 100)) for other, share in check.item_id._similar()]
            check.duplicate_note = check.item_id._side_by_side(pairs)

    @api.depends("item_id.urgency", "item_id.event_time")
    def _compute_no_event_time(self):
        for check in self:
            item = check.item_id
            check.no_event_time = item.urgency == "urgent" and not item.event_time

    @api.model
    def _open_for(self, item):
        """The dialog for ``item``; False when there is nothing to look at."""
        check = self.create({"item_id": item.id})
        if not (check.findings or check.duplicate_note or check.no_event_time):
            return False
        return {
            "type": "ir.actions.act_window",
            "name": _("Check Before Submission"),
            "res_model": self._name,
            "res_id": check.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_submit(self):
        """Submit the item as it is."""
        self.ensure_one()
        self.item_id.action_request_signoff()
        return {"type": "ir.actions.act_window_close"}
