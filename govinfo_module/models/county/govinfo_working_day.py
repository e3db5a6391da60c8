from odoo import api, fields, models

from ...helpers.foundation.language import day_text


class GovinfoWorkingDay(models.Model):
    """A day off its weekday's rule: a holiday, or a weekend that is worked instead (调休).

    The State Council publishes them for a year at a time; a county may add days of its own. What
    stands here holds before the working calendar and the platform's public holidays.
    """

    _name = "govinfo.working.day"
    _description = "Worked Weekend or Holiday"
    _order = "date desc"
    _rec_name = "date"

    date = fields.Date(required=True, index=True)
    works = fields.Boolean("Worked", help="Off: nobody works on this day, whatever the weekday.")
    name = fields.Char("Note", help="Such as 国庆节, 国庆节调休上班.")
    company_id = fields.Many2one(
        "res.company", "County", required=True, default=lambda self: self.env.company
    )

    _date_unique = models.Constraint(
        "unique(company_id, date)",
        "This day stands in the list already; change that line.",
    )

    @api.depends("date", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for day in self:
            words = (day_text(self.env, day.date), day.name)
            day.display_name = " ".join(filter(None, words))

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self._judge_again(days._places())
        return days

    def write(self, vals):
        before = self._places()
        result = super().write(vals)
        self._judge_again(before + self._places())
        return result

    def unlink(self):
        places = self._places()
        result = super().unlink()
        self._judge_again(places)
        return result

    def _places(self):
        """The days as ``(county, date)``."""
        return [(day.company_id, day.date) for day in self]

    @api.model
    def _judge_again(self, places):
        """Whether ``places`` are worked may have changed; later rooms correct what they noted."""
