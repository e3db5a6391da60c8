from odoo import fields, models

from .govinfo_ledger_mixin import LedgerMany2one


class GovinfoScoreWindow(models.Model):
    """What a quota, ratio or veto rule found for a unit in one window (任务完成情况).

    Kept also where no points follow: shortfall, bars and the table of tasks read it.
    """

    _name = "govinfo.score.window"
    _description = "Result of a Rule in a Window"
    _inherit = ["govinfo.ledger.mixin"]
    _log_access = False
    _order = "date desc, unit_id, rule_id, id"
    _rec_name = "rule_id"

    company_id = LedgerMany2one("res.company", "County", required=True, readonly=True)
    ruleset_id = LedgerMany2one("govinfo.ruleset", "Rule set", required=True, readonly=True)
    rule_id = LedgerMany2one("govinfo.rule", "Rule", required=True, readonly=True)
    unit_id = LedgerMany2one("govinfo.unit", "Unit", required=True, readonly=True)
    user_id = LedgerMany2one("res.users", "Person", readonly=True)
    award_scope = fields.Selection(
        [("unit", "The unit"), ("head", "The unit's head"), ("author", "The author")],
        "Bars",
        readonly=True,
    )
    kind = fields.Selection(
        [
            ("quota", "Quota"),
            ("ratio", "Rate"),
            ("zero", "Points lost"),
            ("no_award", "Award barred"),
        ],
        required=True,
        readonly=True,
    )
    window_start = fields.Date("From", required=True, readonly=True)
    window_end = fields.Date("To", required=True, readonly=True)
    date = fields.Date(
        required=True,
        readonly=True,
        help="The window's last day; of a veto, the day it took effect.",
    )
    quantity = fields.Float("Count", digits=(16, 4), readonly=True, aggregator="sum")
    quota = fields.Float(digits=(16, 4), readonly=True, aggregator="sum")
    failed = fields.Boolean("Not met", readonly=True, help="Short, below the rate, or barred.")

    _unit_date_index = models.Index("(unit_id, date)")
