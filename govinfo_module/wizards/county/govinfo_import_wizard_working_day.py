from odoo import _, fields, models

from ...exchange.tables.columns import WORKING_DAYS
from .govinfo_import_wizard import RowFault


class GovinfoImportWizard(models.TransientModel):
    """Holidays and worked weekends from a spreadsheet, as the State Council's notice of a year."""

    _inherit = "govinfo.import.wizard"

    kind = fields.Selection(
        selection_add=[("working_day", "Working Days")], ondelete={"working_day": "cascade"}
    )

    def _columns_working_day(self):
        return WORKING_DAYS

    def _prepare_working_day(self, rows):
        """The rows; days that stand in the file twice are known afterwards."""
        return self._mark_twice(rows, "date")

    def _judge_working_day(self, values):
        if values["twice"]:
            raise RowFault(_("The day %s stands in the file more than once.", values["date"]))
        return {
            "date": values["date"],
            "works": values["works"] == "yes",
            "name": values["name"] or False,
        }

    def _make_working_day(self, rows):
        """The days of ``rows``; those in the list already are changed."""
        days = self.env["govinfo.working.day"]
        wanted = {row["date"]: row for row in rows}
        known = days.search(
            [("company_id", "=", self.env.company.id), ("date", "in", list(wanted))]
        )
        for day in known:
            day.write(wanted.pop(day.date))
        return known | days.create(list(wanted.values()))
