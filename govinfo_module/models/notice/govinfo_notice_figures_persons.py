"""The persons' rows of a notice."""

from odoo import models


class GovinfoNoticeFigures(models.AbstractModel):
    _inherit = "govinfo.notice.figures"

    def _persons(self, period):
        """The scores of persons by category of units; those with nothing to show are left out."""
        groups = {}
        for score in period.person_ids.filtered(_has_something).sorted(_place):
            groups.setdefault(score.category_id.name, []).append(
                {
                    "person": score.user_id.name,
                    "unit": score.unit_id.name,
                    "rank": score.rank,
                    "submitted": score.submitted_count,
                    "adopted": score.adopted_count,
                    "instructed": score.instruction_count,
                    "total": "%.2f" % score.total,
                    "shortfall": score.shortfall,
                }
            )
        return [{"category": category, "rows": rows} for category, rows in groups.items()]


def _has_something(score):
    counts = score.submitted_count + score.adopted_count + score.instruction_count
    return bool(counts or score.total or score.shortfall)


def _place(score):
    category, unit = score.category_id, score.unit_id
    return category.sequence, category.id, score.rank or 10**6, unit.sequence, unit.code, score.id
