from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Settings of a county for info items."""

    _inherit = "res.company"

    govinfo_urgent_hours = fields.Float(
        "Urgent items within (hours)",
        default=2.0,
        help="From the event to the sign-off of an urgent item. Later ones propose an incident.",
    )
    govinfo_editor_id = fields.Many2one(
        "res.users",
        "Editor on duty",
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("govinfo_module.group_reviewer").id)
        ],
        help="Gets an activity for every item that is submitted; none: the editors see the list only.",
    )

    @api.constrains("govinfo_urgent_hours")
    def _check_govinfo_urgent_hours(self):
        for company in self:
            if company.govinfo_urgent_hours <= 0:
                raise ValidationError(_("The limit for urgent items is a number of hours above 0."))
