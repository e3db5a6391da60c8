from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class GovinfoIssuePick(models.TransientModel):
    """Puts items of the pool into an issue: each as a piece, or all as one composite piece."""

    _name = "govinfo.issue.pick"
    _description = "Pick Items for an Issue"

    issue_id = fields.Many2one(
        "govinfo.issue",
        "Issue",
        required=True,
        domain=[("state", "in", ("draft", "returned"))],
    )
    item_ids = fields.Many2many("govinfo.item", string="Items")
    composite = fields.Boolean("As one composite piece")
    category_id = fields.Many2one("govinfo.category", "Category")
    unit_id = fields.Many2one("govinfo.unit", "Unit")
    date_from = fields.Date("Submitted since")
    unused = fields.Boolean(
        "Not yet used by this publication", default=True, help="Leave out what it has used before."
    )
    pool_ids = fields.Many2many("govinfo.item", compute="_compute_pool_ids")
    pool_count = fields.Integer("Items to choose from", compute="_compute_pool_ids")

    @api.model
    def default_get(self, names):
        """Items marked in the list of items are chosen already."""
        values = super().default_get(names)
        if self.env.context.get("active_model") == "govinfo.item":
            marked = self.env["govinfo.item"].browse(self.env.context.get("active_ids", []))
            values["item_ids"] = [Command.set(marked.filtered(lambda i: i.state == "accepted").ids)]
        return values

    @api.depends("issue_id", "category_id", "unit_id", "date_from", "unused")
    def _compute_pool_ids(self):
        for pick in self:
            pick.pool_ids = self.env["govinfo.item"].search(pick._pool_domain())
            pick.pool_count = len(pick.pool_ids)

    def _pool_domain(self):
        """Accepted items of the county that pass the filters and are not in the issue."""
        issue = self.issue_id
        domain = [
            ("state", "=", "accepted"),
            ("company_id", "=", (issue.company_id or self.env.company).id),
            ("id", "not in", issue.line_ids.item_ids.ids),
        ]
        if self.category_id:
            domain.append(("category_id", "=", self.category_id.id))
        if self.unit_id:
            domain += [
                "|",
                ("unit_id", "=", self.unit_id.id),
                ("joint_unit_ids", "in", self.unit_id.ids),
            ]
        if self.date_from:
            since = self.env.company.govinfo_utc(self.date_from)
            domain.append(("submitted_at", ">=", since))
        if self.unused and issue:
            domain += self._unused_domain()
        return domain

    def _unused_domain(self):
        """Items this publication has not used yet; the room of adoptions knows which."""
        return []

    def action_pick(self):
        """Append the chosen items to the issue."""
        self.ensure_one()
        if not self.item_ids:
            raise UserError(_("Choose at least one item."))
        items = self.item_ids - self.issue_id.line_ids.item_ids
        last = max(self.issue_id.line_ids.mapped("sequence"), default=0)
        groups = [items] if self.composite else list(items)
        self.env["govinfo.issue.line"].create(
            [
                {
                    "issue_id": self.issue_id.id,
                    "sequence": last + 10 * place,
                    "item_ids": [Command.set(group.ids)],
                    "mode": "composite" if len(group) > 1 else "full",
                }
                for place, group in enumerate(groups, 1)
                if group
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "govinfo.issue",
            "res_id": self.issue_id.id,
            "view_mode": "form",
        }
