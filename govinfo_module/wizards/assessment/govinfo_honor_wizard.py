from datetime import date

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...models.assessment.results.govinfo_honor import KINDS

# First and last day of the parts of a year honours are given for.
SPANS = {"year": ((1, 1), (12, 31)), "first": ((1, 1), (6, 30)), "second": ((7, 1), (12, 31))}


class GovinfoHonorWizard(models.TransientModel):
    """Asks for which year, or half of it, and how many honours are proposed."""

    _name = "govinfo.honor.wizard"
    _description = "Propose Honours"

    year = fields.Integer(required=True, default=lambda self: fields.Date.today().year - 1)
    span = fields.Selection(
        [("year", "The whole year"), ("first", "First half-year"), ("second", "Second half-year")],
        "For",
        required=True,
        default="year",
    )
    kind = fields.Selection(KINDS, required=True, default="unit")
    number = fields.Integer(
        "How many", required=True, default=3, help="Of each unit category, for units."
    )

    def action_propose(self):
        """Propose and show the list."""
        self.ensure_one()
        if not 1980 <= self.year <= 2099:
            raise UserError(_("%s is not a year.", self.year))
        first, last = (date(self.year, *day) for day in SPANS[self.span])
        self.env["govinfo.honor"].propose(
            self.year, self.kind, self.number, self.env.company, first, last
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_honor_action"
        )
        domain = [("date_from", "=", first), ("date_to", "=", last), ("kind", "=", self.kind)]
        return dict(action, domain=domain)
