"""Figures of many records at once."""

from odoo import models


def totals(model, domain, groupby, sums=()):
    """Grouped sums and counts as rows ``(groups..., sums..., count)``; records as their ids."""
    wanted = ["%s:sum" % name for name in sums] + ["__count"]
    return [
        tuple(value.id if isinstance(value, models.BaseModel) else value for value in row)
        for row in model._read_group(domain, groupby, wanted)
    ]
