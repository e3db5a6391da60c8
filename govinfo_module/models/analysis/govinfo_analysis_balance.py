from pathlib import Path

from odoo import fields, models
from odoo.tools import SQL

QUERY = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class GovinfoAnalysisBalance(models.Model):
    """How evenly the units of a county report: its Lorenz curve beside the line of equality."""

    _name = "govinfo.analysis.balance"
    _description = "Balance between Units"
    _auto = False
    _order = "part, line desc"
    _rec_name = "part"
    # what the standing of units is made of
    _depends = {
        "govinfo.item": [
            "category_id",
            "counted",
            "is_adopted",
            "state",
            "submitted_at",
            "unit_id",
        ],
        "govinfo.unit": ["active", "category_id", "company_id", "scored_as_id"],
    }

    part = fields.Selection(
        lambda self: [("%03d" % part, "%d%%" % part) for part in range(0, 101, 10)],
        "Weakest units",
        readonly=True,
        help="Share of all units, those that send least first.",
    )
    line = fields.Selection(
        [("real", "Sent in a year"), ("even", "Perfect balance")], "Curve", readonly=True
    )
    share = fields.Float("Share of all items (%)", readonly=True, aggregator="max", digits=(16, 1))
    gini = fields.Float(
        "Gini coefficient",
        readonly=True,
        aggregator="max",
        digits=(16, 2),
        help="0: all units send alike. Near 1: one sends everything.",
    )
    company_id = fields.Many2one("res.company", "County", readonly=True)

    @property
    def _table_query(self):
        return SQL(QUERY, units=self.env["govinfo.analysis.unit"]._table_sql)
