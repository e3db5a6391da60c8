from pathlib import Path

from odoo import api, fields, models
from odoo.tools import SQL

KINDS = [
    ("commission", "Commission"),
    ("reminder", "Reminder"),
    ("followup", "Follow-up"),
    ("return", "Piece sent back"),
    ("keypoint", "Key point"),
    ("letter", "Letter"),
    ("task", "Task by number"),
]


class GovinfoBurden(models.Model):
    """What the office asked of its units: one row for each demand of a unit (负担监测)."""

    _name = "govinfo.burden"
    _description = "Demand on a Unit"
    _auto = False
    _table_query = SQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    _order = "date desc, unit_id, id"
    _rec_name = "unit_id"
    _depends = {
        "govinfo.commission": ["asked_words", "date_issued", "state"],
        "govinfo.commission.line": ["commission_id", "company_id", "state", "unit_id"],
        "govinfo.commission.reminder": ["date", "kind", "line_id"],
        "govinfo.followup": ["instruction_id", "unit_id"],
        "govinfo.instruction": ["date", "state"],
        "govinfo.item": ["company_id", "unit_id"],
        "govinfo.item.version": ["date", "item_id", "stage"],
        "govinfo.keypoint": ["company_id", "date_from", "unit_ids"],
        "govinfo.notice": ["company_id", "published_at"],
        "govinfo.notice.letter": ["notice_id", "shortfall", "unit_id"],
        "govinfo.score.window": ["kind", "quota", "unit_id", "user_id", "window_end"],
        "govinfo.unit": ["active", "category_id", "company_id"],
        "res.company": ["govinfo_tz"],
    }

    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Unit category", readonly=True)
    date = fields.Date(readonly=True)
    kind = fields.Selection(KINDS, "Demand", readonly=True)
    count = fields.Integer("Number", readonly=True)
    words = fields.Integer("Characters asked for", readonly=True)
    company_id = fields.Many2one("res.company", "County", readonly=True)

    @api.model
    def _asked(self, company, first, last, groups):
        """``(*values of groups, number of demands, characters asked for)`` of the days given."""
        span = [
            ("company_id", "=", company.id),
            ("date", ">=", first),
            ("date", "<=", last),
        ]
        return self._read_group(span, groups, ["count:sum", "words:sum"])
