"""What became of an item: adopted where, instructed by whom, what it earned."""

from odoo import api, fields, models

from ....helpers.foundation.grouping import totals
from ...foundation.govinfo_guard_mixin import LEVELS


class GovinfoItem(models.Model):
    """Feedback to the officer (情况反馈), computed for a whole list at once."""

    _inherit = "govinfo.item"

    adopted_level = fields.Selection(
        LEVELS, "Highest adoption", compute="_compute_adopted_level", store=True, index=True
    )
    adoption_summary = fields.Char("Adoptions by level", compute="_compute_feedback")
    instruction_count = fields.Integer("Instructions received", compute="_compute_feedback")
    points = fields.Float(compute="_compute_points", digits=(16, 2), help="In the ledger so far.")

    @api.depends("adoption_ids.level", "adoption_ids.state")
    def _compute_adopted_level(self):
        order = [level for level, _label in LEVELS]
        for item in self:
            registered = item.adoption_ids.filtered(lambda a: a.state == "registered")
            levels = registered.mapped("level")
            item.adopted_level = max(levels, key=order.index) if levels else False

    @api.depends("adoption_ids", "instruction_ids")
    @api.depends_context("uid", "lang")
    def _compute_feedback(self):
        labels = dict(self._fields["adopted_level"]._description_selection(self.env))
        mine = [("item_id", "in", self.ids), ("state", "=", "registered")]
        adoptions = {}
        for item_id, level, count in totals(
            self.env["govinfo.adoption"], mine, ["item_id", "level"]
        ):
            adoptions.setdefault(item_id, {})[level] = count
        instructions = dict(totals(self.env["govinfo.instruction"], mine, ["item_id"]))
        for item in self:
            counts = adoptions.get(item._origin.id, {})
            item.adoption_summary = "、".join(
                "%s %d" % (labels[level], counts[level])
                for level, _label in LEVELS[::-1]
                if level in counts
            )
            item.instruction_count = instructions.get(item._origin.id, 0)

    @api.depends_context("uid")
    def _compute_points(self):
        entries = self.env["govinfo.score.entry"]
        rows = totals(entries, [("item_id", "in", self.ids)], ["item_id"], ["points"])
        points = {item_id: total for item_id, total, _count in rows}
        for item in self:
            item.points = points.get(item._origin.id, 0.0)
