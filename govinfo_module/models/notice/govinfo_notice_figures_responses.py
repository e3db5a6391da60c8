"""What readers said of the pieces of issues, as a notice and a report count it."""

from odoo import models

from ...helpers.foundation.grouping import totals

BEST = 3


class GovinfoNoticeFigures(models.AbstractModel):
    _inherit = "govinfo.notice.figures"

    def _responses(self, company, first, last):
        """Answers by value, how many units gave them on how many items, and the pieces found useful
        most often; nobody who answered is named."""
        days = self._days(company, first, last)
        responses = self.env["govinfo.response"].search(days)
        return {
            "values": self._counts("govinfo.response", days, "value"),
            "units": len(responses.unit_id),
            "items": len(responses.item_id),
            "best": self._most_useful(days),
        }

    def _most_useful(self, days):
        """The items that most units found useful, two at least."""
        rows = totals(self.env["govinfo.response"], days + [("value", "=", "useful")], ["item_id"])
        best = sorted((row for row in rows if row[1] > 1), key=lambda row: (-row[1], row[0]))
        items = self.env["govinfo.item"].browse([row[0] for row in best[:BEST]])
        return [
            {
                "title": item.name if item.secrecy != "work_secret" else item.label,
                "unit": "、".join((item.unit_id | item.joint_unit_ids).mapped("name")),
                "count": count,
            }
            for item, (_id, count) in zip(items, best)
        ]
