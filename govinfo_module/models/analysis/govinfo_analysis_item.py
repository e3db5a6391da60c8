from pathlib import Path

from odoo import fields, models
from odoo.tools import SQL


class GovinfoAnalysisItem(models.Model):
    """Items that left their units, for pivot and graph: structure, conversion, speed.

    Holds no title: it may be counted over work secrets as well.
    """

    _name = "govinfo.analysis.item"
    _description = "Analysis of Items"
    _auto = False
    _table_query = SQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    _order = "date desc, id"
    _rec_name = "unit_id"
    _depends = {
        "govinfo.item": [
            "accepted_at",
            "category_id",
            "commission_line_id",
            "company_id",
            "counted",
            "event_time",
            "is_adopted",
            "state",
            "submitted_at",
            "unit_id",
            "urgency",
        ],
        "govinfo.adoption": ["item_id", "level", "state"],
        "govinfo.unit": ["category_id"],
        "govinfo.category": ["code"],
        "res.company": ["govinfo_tz"],
    }

    date = fields.Date("Submitted on", readonly=True)
    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Unit category", readonly=True)
    category_id = fields.Many2one("govinfo.category", "Category", readonly=True)
    urgency = fields.Selection([("normal", "Normal"), ("urgent", "Urgent")], readonly=True)
    commissioned = fields.Boolean("Answers a commission", readonly=True)
    submitted = fields.Integer("Sent", readonly=True)
    counted = fields.Integer("Counted", readonly=True)
    research = fields.Integer("Research pieces", readonly=True)
    research_share = fields.Float(
        "Research pieces (%)", readonly=True, aggregator="avg", digits=(16, 1)
    )
    adopted = fields.Integer("Adopted", readonly=True)
    adopted_share = fields.Float("Adopted (%)", readonly=True, aggregator="avg", digits=(16, 1))
    adopted_level = fields.Selection(
        [
            ("none", "Not adopted"),
            ("county", "County level"),
            ("city", "City"),
            ("province", "Province"),
            ("national", "National"),
        ],
        "Highest adoption",
        readonly=True,
    )
    adopted_county = fields.Integer("At most by the county", readonly=True)
    adopted_city = fields.Integer("At most by the city", readonly=True)
    adopted_province = fields.Integer("At most by the province", readonly=True)
    adopted_national = fields.Integer("By the nation", readonly=True)
    hours_to_submit = fields.Float(
        "Hours from event to submission", readonly=True, aggregator="avg", digits=(16, 1)
    )
    hours_to_accept = fields.Float(
        "Hours from submission to acceptance", readonly=True, aggregator="avg", digits=(16, 1)
    )
    company_id = fields.Many2one("res.company", "County", readonly=True)
