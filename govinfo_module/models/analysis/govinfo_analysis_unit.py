from pathlib import Path

from odoo import fields, models
from odoo.tools import SQL


class GovinfoAnalysisUnit(models.Model):
    """How every unit stands today: steady, with a short leg, or with a missing leg (短腿、缺腿)."""

    _name = "govinfo.analysis.unit"
    _description = "Standing of Units"
    _auto = False
    _table_query = SQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    _order = "sent_90, silent_days desc, id"
    _rec_name = "unit_id"
    _depends = {
        "govinfo.item": [
            "category_id",
            "counted",
            "is_adopted",
            "joint_unit_ids",
            "state",
            "submitted_at",
            "unit_id",
        ],
        "govinfo.commission.line": ["deadline", "state", "unit_id"],
        "govinfo.unit": ["active", "category_id", "company_id", "scored_as_id", "scored_as_level"],
        "govinfo.category": ["code"],
        "res.company": ["govinfo_tz"],
    }

    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Unit category", readonly=True)
    last_date = fields.Date("Last sent on", readonly=True)
    silent_days = fields.Integer("Days since then", readonly=True, aggregator="max")
    sent_90 = fields.Integer("Sent in 90 days", readonly=True)
    sent_365 = fields.Integer("Sent in a year", readonly=True)
    adopted_365 = fields.Integer("Adopted of these", readonly=True)
    research_365 = fields.Integer("Research pieces", readonly=True)
    adopted_share = fields.Float("Adopted (%)", readonly=True, aggregator="avg", digits=(16, 1))
    commissions_365 = fields.Integer("Commissions in a year", readonly=True)
    missed_365 = fields.Integer("Missed", readonly=True)
    done_share = fields.Float("Done in time (%)", readonly=True, aggregator="avg", digits=(16, 1))
    standing = fields.Selection(
        [("steady", "Steady"), ("short", "Short leg"), ("missing", "Missing leg")], readonly=True
    )
    unit_count = fields.Integer("Number of units", readonly=True)
    company_id = fields.Many2one("res.company", "County", readonly=True)
