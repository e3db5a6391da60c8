from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .... import scoring
from ....helpers.foundation.readable import number_text
from .govinfo_ledger_mixin import LedgerMany2one

REASONS = [
    ("none", "As the rule says"),
    ("stacked", "Stacked"),
    ("capped", "Capped"),
    ("quota", "Quota met"),
    ("shortfall", "Shortfall"),
    ("surplus", "Surplus"),
    ("ratio", "Below the rate"),
    ("base", "Base score"),
    ("floor", "Floor"),
    ("ceiling", "Ceiling"),
    ("veto", "Veto"),
    ("manual", "Adjustment"),
    ("correction", "Correction"),
]
ORIGINS = [
    ("fact", "Fact"),
    ("met", "Quota met"),
    ("surplus", "Surplus"),
    ("short", "Shortfall"),
    ("ratio", "Rate"),
    ("base", "Base score"),
    ("floor", "Floor"),
    ("ceiling", "Ceiling"),
    ("veto", "Veto"),
]


class GovinfoScoreEntry(models.Model):
    """One line of the ledger (积分台账): points of a unit, with the fact or window they come from.

    The scoring engine alone writes it. A source is the fact (``source_model``, ``source_id``,
    ``item_id``) or, where no fact stands behind an entry, its rule and the window from
    ``window_start`` to ``window_end``; ``origin`` says which, and what kind of entry of that window it
    is. Entries up to the last locked day never change; later facts of that time give corrections.
    """

    _name = "govinfo.score.entry"
    _description = "Score Ledger Entry"
    _inherit = ["govinfo.ledger.mixin"]
    _log_access = False
    _order = "date desc, unit_id, id desc"
    _rec_name = "label"

    company_id = LedgerMany2one("res.company", "County", required=True, readonly=True)
    ruleset_id = LedgerMany2one("govinfo.ruleset", "Rule set", required=True, readonly=True)
    unit_id = LedgerMany2one("govinfo.unit", "Unit", required=True, readonly=True)
    rule_id = LedgerMany2one("govinfo.rule", "Rule", readonly=True)
    group_id = LedgerMany2one("govinfo.rule.group", "Group", readonly=True)
    date = fields.Date(required=True, readonly=True)
    original_date = fields.Date(
        "Original date", readonly=True, help="Of a correction: the day of its fact or window."
    )
    user_id = LedgerMany2one("res.users", "Author", readonly=True)
    personal = fields.Boolean(
        "The person's alone", readonly=True, help="Not part of the unit's total."
    )
    item_id = LedgerMany2one("govinfo.item", "Item", readonly=True)
    source_model = fields.Char("Model of source", readonly=True)
    source_id = fields.Integer("Id of source", readonly=True, aggregator=False)
    origin = fields.Selection(ORIGINS, required=True, readonly=True)
    window_start = fields.Date("Window from", readonly=True)
    window_end = fields.Date("Window to", readonly=True)
    quantity = fields.Float("Count", digits=(16, 4), readonly=True, aggregator=False)
    quota = fields.Float(digits=(16, 4), readonly=True, aggregator=False)
    raw_points = fields.Float("Raw points", digits=(16, 2), readonly=True)
    points = fields.Float(digits=(16, 2), readonly=True)
    reason = fields.Selection(REASONS, required=True, readonly=True)
    note = fields.Char(readonly=True)
    locked = fields.Boolean(readonly=True)
    label = fields.Char(compute="_compute_label")
    source_ref = fields.Reference(
        selection="_selection_source_ref", string="Comes from", compute="_compute_source_ref"
    )
    explanation = fields.Char(compute="_compute_explanation")
    rule_sentence = fields.Char("The rule in words", compute="_compute_rule_sentence")
    sibling_ids = fields.Many2many(
        "govinfo.score.entry", string="Entries of the same item", compute="_compute_sibling_ids"
    )

    # the ways the ledger is read
    _unit_date_index = models.Index("(unit_id, date)")
    _company_date_index = models.Index("(company_id, date)")
    _item_index = models.Index("(item_id)")
    _user_date_index = models.Index("(user_id, date)")

    def init(self):
        """The engine's own parts of the database."""
        self.pool.post_init(scoring.install, self.env.cr)

    @api.model
    def _selection_source_ref(self):
        models_ = self.env["ir.model"].sudo().search([("model", "=like", "govinfo.%")])
        return [(model.model, model.name) for model in models_]

    @api.depends("source_model", "source_id")
    def _compute_source_ref(self):
        for entry in self:
            known = entry.source_model in self.env and entry.source_id
            # sudo: whether it still exists; reading it is checked when it is opened
            source = self.env[entry.source_model].sudo().browse(entry.source_id) if known else None
            if source and source.exists():
                entry.source_ref = "%s,%d" % (entry.source_model, entry.source_id)
            else:
                entry.source_ref = False

    @api.depends("rule_id", "reason", "date")
    @api.depends_context("lang")
    def _compute_label(self):
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        for entry in self:
            what = entry.sudo().rule_id.name or reasons.get(entry.reason)  # sudo: a name
            entry.label = "%s %s" % (entry.company_id._govinfo_day(entry.date), what)

    @api.depends("reason", "raw_points", "points", "quantity", "quota", "note")
    def _compute_explanation(self):
        for entry in self:
            entry.explanation = entry._explain()

    @api.depends("rule_id")
    @api.depends_context("lang")
    def _compute_rule_sentence(self):
        for entry in self:
            # sudo: officers read the rule sets in force only; how a past entry came about they may know
            entry.rule_sentence = entry.sudo().rule_id.sentence

    @api.depends("item_id", "unit_id")
    def _compute_sibling_ids(self):
        for entry in self:
            same = [("item_id", "=", entry.item_id.id), ("unit_id", "=", entry.unit_id.id)]
            entry.sibling_ids = self.search(same if entry.item_id else [("id", "=", 0)])

    def _explain(self):
        """Why the entry earned what it did, in plain words; the note where there is one."""
        self.ensure_one()
        reason = self.reason
        numbers = {
            "raw": number_text(self.raw_points),
            "points": number_text(self.points),
            "count": number_text(self.quantity),
            "quota": number_text(self.quota),
            "from": self.window_start and self.company_id._govinfo_day(self.window_start),
            "to": self.window_end and self.company_id._govinfo_day(self.window_end),
        }
        texts = {
            "stacked": _("Worth %(raw)s; the same item had earned before, so it adds %(points)s."),
            "capped": _("Worth %(raw)s; the limit was reached, so %(points)s count."),
            "quota": _("%(count)s of %(quota)s from %(from)s to %(to)s: quota met."),
            "surplus": _("%(count)s of %(quota)s from %(from)s to %(to)s: above the quota."),
            "shortfall": _("%(count)s of %(quota)s from %(from)s to %(to)s: below the quota."),
            "ratio": _("%(count)s of %(quota)s from %(from)s to %(to)s: below the rate."),
            "base": _("Base score from %(from)s to %(to)s."),
            "ceiling": _("Brings the sum from %(from)s to %(to)s down to the ceiling."),
        }
        if reason == "floor" and self.origin == "floor":
            text = _("Brings the sum from %(from)s to %(to)s up to the floor.")
        elif reason == "floor":
            text = _("Worth %(raw)s; the floor was reached, so %(points)s count.")
        elif reason == "veto" and self.origin == "veto":
            text = _("Bar: takes back what was earned from %(from)s on.")
        elif reason == "veto":
            text = _("Worth %(raw)s; nothing is earned after the bar.")
        else:
            text = texts.get(reason, "")
        parts = [text % numbers if text else "", self.note or ""]
        return " ".join(part for part in parts if part)

    def action_open_source(self):
        """Open the fact this entry comes from; the rule where a window stands behind it."""
        self.ensure_one()
        source = self.source_ref or self.rule_id
        if not source:
            raise UserError(_("The source of this entry no longer exists."))
        return {
            "type": "ir.actions.act_window",
            "res_model": source._name,
            "res_id": source.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
