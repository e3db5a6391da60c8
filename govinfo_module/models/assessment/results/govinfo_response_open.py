"""An answer may be changed until the assessment of its day is publicised."""

from odoo import _, models
from odoo.exceptions import UserError


class GovinfoResponse(models.Model):
    _inherit = "govinfo.response"

    def _check_open(self):
        super()._check_open()
        for response in self:
            # sudo: the county's periods, whoever answers
            period = self.env["govinfo.period"].sudo()
            period = period.search(
                [
                    ("company_id", "=", response.company_id.id),
                    ("date_from", "<=", response.date),
                    ("date_to", ">=", response.date),
                    ("state", "in", ("publicity", "locked")),
                ],
                limit=1,
            )
            if period:
                raise UserError(
                    _("%s has been publicised: answers of that time stay.", period.name)
                )
