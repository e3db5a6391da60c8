from odoo import api, fields, models

MODES = [
    ("full", "In full"),
    ("brief", "In brief"),
    ("composite", "In a composite"),
    ("excerpt", "As an excerpt"),
    ("title", "By title"),
]


class GovinfoAdoption(models.Model):
    """An item a publication has used (采用)."""

    _name = "govinfo.adoption"
    _description = "Adoption"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True
    _history_allowed = True

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict", check_company=True
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    level = fields.Selection(related="publication_id.level", store=True)
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    mode = fields.Selection(MODES, required=True, default="full")
    issue_id = fields.Many2one("govinfo.issue", "Issue", index=True, ondelete="restrict")
    external_issue = fields.Char("Superior's issue")
    external_score = fields.Float("Superior's score", digits=(16, 2))
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    @api.depends("item_id.label", "publication_id.name")
    def _compute_label(self):
        for adoption in self:
            adoption.label = "%s：%s" % (
                adoption.publication_id.name or "",
                adoption.item_id.label or "",
            )
