from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..item.govinfo_item import WITH_OFFICE


class GovinfoTopic(models.Model):
    """A key work the leaders have committed to (重点工作); a tree with promised dates."""

    _name = "govinfo.topic"
    _description = "Key Work"
    _inherit = ["govinfo.guard.mixin", "govinfo.span.mixin", "mail.thread"]
    _order = "outline, id"
    _rec_name = "complete_name"
    _parent_store = True
    _check_company_auto = True

    name = fields.Char(required=True)
    complete_name = fields.Char(
        "Key work", compute="_compute_complete_name", store=True, recursive=True
    )
    outline = fields.Char(compute="_compute_outline", store=True, recursive=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "govinfo.topic", "Part of", index=True, ondelete="restrict", check_company=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("govinfo.topic", "parent_id", "Parts")
    date_to = fields.Date("Promised by")
    description = fields.Text()
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_topic_unit_rel",
        "topic_id",
        "unit_id",
        "Units in charge",
        check_company=True,
    )
    item_ids = fields.Many2many(
        "govinfo.item",
        "govinfo_item_topic_rel",
        "topic_id",
        "item_id",
        "Items",
        readonly=True,
        copy=False,
        help="Chosen on the items.",
    )
    coverage_ids = fields.One2many("govinfo.coverage", "topic_id", "Coverage")
    item_count = fields.Integer(
        "Items sent", compute="_compute_item_count", help="With those on its parts."
    )
    last_item_at = fields.Date("Last item", compute="_compute_item_count")
    is_silent = fields.Boolean(
        "Silent",
        compute="_compute_item_count",
        search="_search_is_silent",
        help="Nothing has been reported on it or its parts yet.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for topic in self:
            names = (topic.parent_id.complete_name, topic.name)
            topic.complete_name = " / ".join(name for name in names if name)

    @api.depends("sequence", "name", "parent_id.outline")
    def _compute_outline(self):
        # Sorting by it lists every key work followed by its parts.
        for topic in self:
            own = "%06d %s" % (max(topic.sequence, 0), topic.name or "")
            topic.outline = "%s/%s" % (topic.parent_id.outline or "", own)

    @api.depends_context("company")
    def _compute_item_count(self):
        reported = self.env["govinfo.coverage"]._reported_topics()
        for topic in self:
            count, last = reported.get(topic.id, (0, False))
            topic.item_count = count
            topic.last_item_at = last
            topic.is_silent = not count

    @api.model
    def _search_is_silent(self, operator, value):
        value = True in value if hasattr(value, "__iter__") else bool(value)
        reported = list(self.env["govinfo.coverage"]._reported_topics())
        silent = (operator in ("=", "in")) == value
        return [("id", "not in" if silent else "in", reported)]

    @api.constrains("parent_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(_("A key work cannot be a part of itself."))

    def action_view_items(self):
        """Items on these key works and their parts."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": _("Items"),
            "res_model": "govinfo.item",
            "view_mode": "list,form",
            "domain": [("topic_ids", "child_of", self.ids), ("state", "in", WITH_OFFICE)],
        }
