from odoo import api, fields, models


class GovinfoItemMerge(models.TransientModel):
    """Title, first unit and order of a composite."""

    _name = "govinfo.item.merge"
    _description = "Merge into a Composite"

    name = fields.Char("Title", required=True)
    unit_id = fields.Many2one("govinfo.unit", "First unit", required=True)
    unit_ids = fields.Many2many("govinfo.unit", compute="_compute_unit_ids")
    line_ids = fields.One2many("govinfo.item.merge.line", "wizard_id", "Items")

    @api.depends("line_ids.item_id")
    def _compute_unit_ids(self):
        for wizard in self:
            items = wizard.line_ids.item_id
            wizard.unit_ids = items.unit_id | items.joint_unit_ids

    def action_merge(self):
        """Make the composite and open it."""
        self.ensure_one()
        items = self.line_ids.sorted(lambda line: (line.sequence, line.id)).item_id
        composite = items.action_merge(self.name, self.unit_id.id)
        return composite.action_open_full()
