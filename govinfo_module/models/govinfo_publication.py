from odoo import fields, models

from .govinfo_guard_mixin import LEVELS


class GovinfoPublication(models.Model):
    """A publication that may adopt items: the county's own three and those of superiors (刊物)."""

    _name = "govinfo.publication"
    _description = "Publication"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True)
    level = fields.Selection(LEVELS, required=True, default="county")
    kind = fields.Selection(
        [
            ("bulletin", "Bulletin"),
            ("special", "Special report"),
            ("reference", "Reference"),
            ("other", "Other"),
        ],
        required=True,
        default="bulletin",
    )
    is_own = fields.Boolean("Own publication", help="Compiled and numbered in this system.")
    sequence = fields.Integer(default=10)
    report_to = fields.Char("Report to", help="报：, as printed.")
    send_to = fields.Char("Send to", help="送：, as printed.")
    copy_to = fields.Char("Distribute to", help="发：, as printed.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        ("code_unique", "unique(company_id, code)", "Another publication has this code."),
    ]
