from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoSpanMixin(models.AbstractModel):
    """Something that is asked of units for a span of days."""

    _name = "govinfo.span.mixin"
    _description = "Span of Days"

    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("To")

    @api.constrains("date_from", "date_to")
    def _check_span(self):
        for record in self:
            if record.date_to and record.date_to < record.date_from:
                raise ValidationError(
                    _("%s: the last day lies before the first.", record.display_name)
                )
