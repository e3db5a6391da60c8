from datetime import date

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...helpers.foundation.lock import lock_rows
from ..foundation.base_bounds import FIRST
from ..foundation.govinfo_guard_mixin import LEVELS

# Since when units have been in their categories, unless somebody says otherwise.
FIRST_DAY = FIRST
# Units that are judged themselves, as in the ledger: also one that is scored as another for some facts only.
STANDING = ("|", ("scored_as_id", "=", False), ("scored_as_level", "!=", False))


class GovinfoUnit(models.Model):
    """A township or department that reports (单位)."""

    _name = "govinfo.unit"
    _description = "Unit"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "category_sequence, sequence, code, id"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    full_name = fields.Char(
        "Full name", help="How the unit is addressed in letters: 东河镇人民政府."
    )
    code = fields.Char(required=True)
    sequence = fields.Integer(
        "Protocol order",
        default=10,
        help="The protocol order, used wherever units are listed without ranks.",
    )
    category_id = fields.Many2one(
        "govinfo.unit.category",
        "Ranking group",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    category_sequence = fields.Integer(
        "Category Sequence", related="category_id.sequence", store=True
    )
    category_history_ids = fields.One2many(
        "govinfo.unit.category.history", "unit_id", "Categories so far"
    )
    partner_id = fields.Many2one("res.partner", "Contact")
    head_id = fields.Many2one(
        "res.partner", "Head", tracking=True, help="Receives the quarterly notice and letters."
    )
    leader_id = fields.Many2one(
        "res.users",
        "Leader in charge",
        index=True,
        tracking=True,
        help="Signs items off before they leave the unit.",
    )
    officer_ids = fields.Many2many(
        "res.users", "govinfo_unit_officer_rel", "unit_id", "user_id", "Officers"
    )
    scored_as_id = fields.Many2one(
        "govinfo.unit",
        "Scored as",
        check_company=True,
        help="The facts of this unit are credited to that unit.",
    )
    scored_as_level = fields.Selection(
        LEVELS,
        "Only facts of level",
        help="Only facts of this level are credited to the other unit, all others to this one.",
    )
    ranked = fields.Boolean(default=True, help="Off: the unit stands outside the ranking.")
    target = fields.Float("Yearly target", digits=(16, 2))
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _code_unique = models.Constraint(
        "unique(company_id, code)",
        "Another unit has this code.",
    )

    @api.constrains("scored_as_id")
    def _check_scored_as(self):
        for unit in self.filtered("scored_as_id"):
            if unit.scored_as_id == unit or unit.scored_as_id.scored_as_id:
                raise ValidationError(
                    _("%s: the unit it is scored as must be scored as itself.", unit.name)
                )
            if self.search_count([("scored_as_id", "=", unit.id)]):
                raise ValidationError(
                    _(
                        "%s: other units are scored as this one; it cannot be scored as a third.",
                        unit.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        units = super().create(vals_list)
        units._note_category(FIRST_DAY)
        return units

    def write(self, vals):
        moved = self.filtered(
            lambda unit: "category_id" in vals and unit.category_id.id != vals["category_id"]
        )
        result = super().write(vals)
        for unit in moved:
            unit._note_category(unit.company_id.govinfo_today())
        if {"officer_ids", "leader_id", "active"} & set(vals):
            self.env["discuss.channel"]._govinfo_follow_units(self)
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_only_unnamed(self):
        for unit in self:
            unit._check_deletable()

    def _protocol(self):
        """What sorts units into the order the county keeps, wherever they stand without ranks."""
        return self.category_sequence, self.sequence, self.code

    @api.model
    def _named_by(self):
        """``(model, field)`` of all that keeps a unit from being deleted; later rooms add theirs."""
        return [("govinfo.unit", "scored_as_id")]

    def _check_deletable(self):
        """Refuse when a record would lose its unit: facts, what was computed, rules that name it."""
        for model, field in self._named_by():
            # sudo: records the caller cannot see, or put out of use, count too
            records = self.env[model].sudo().with_context(active_test=False)
            if records.search([(field, "in", self.ids)], limit=1):
                raise UserError(
                    _(
                        "%(unit)s cannot be deleted, a record names it (%(kind)s): archive it.",
                        unit=self.name,
                        kind=self.env["ir.model"]._get(model).name,
                    )
                )

    def _note_category(self, day):
        """Keep since when each unit has been in its category."""
        # sudo: the history is written by the unit itself, whoever may edit units
        history = self.env["govinfo.unit.category.history"].sudo()
        for unit in self:
            own = [("unit_id", "=", unit.id), ("date_from", "<=", day)]
            line = history.search(own, order="date_from desc", limit=1)
            if line.date_from == day:
                line.category_id = unit.category_id
            elif line.category_id != unit.category_id:
                history.create(
                    {"unit_id": unit.id, "category_id": unit.category_id.id, "date_from": day}
                )

    def _categories_on(self, day):
        """``{unit: its category}`` as it was on ``day``."""
        # sudo: as in _note_category
        history = self.env["govinfo.unit.category.history"].sudo()
        past = [("unit_id", "in", self.ids), ("date_from", "<=", day)]
        lines = history.search(past, order="date_from")
        found = {line.unit_id.id: line.category_id.id for line in lines}  # the last one of each
        return {
            unit: unit.category_id.browse(found.get(unit.id, unit.category_id.id)) for unit in self
        }

    def _credited_units(self, level=None):
        """The units that facts of these are credited to; ``level``: of the publication, where one has it."""
        others = self.filtered(
            lambda unit: unit.scored_as_id and unit.scored_as_level in (False, level)
        )
        return (self - others) | others.scored_as_id

    def _follow_category(self):
        """Put each unit into the category its history says it is in today."""
        # sudo: as in _note_category
        history = self.env["govinfo.unit.category.history"].sudo()
        for unit in self:
            today = unit.company_id.govinfo_today()
            past = [("unit_id", "=", unit.id), ("date_from", "<=", today)]
            line = history.search(past, order="date_from desc", limit=1)
            if line and line.category_id != unit.category_id:
                unit.category_id = line.category_id

    def _item_numbers(self, year, count):
        """The next ``count`` item numbers of this unit in ``year``."""
        series = self._item_sequence()._get_current_sequence(date(year, 1, 1))
        series = series.with_context(ir_sequence_date_range=series.date_from)
        return [series._next() for _number in range(count)]

    def _item_sequence(self):
        """The sequence of this unit's item numbers, one range a year; made on first use."""
        code = "govinfo.item.%d" % self.id
        sequence = self.env["ir.sequence"].search([("code", "=", code)], limit=1)
        if sequence:
            return sequence
        lock_rows(self)  # two first items at once do not make two series
        return self.env["ir.sequence"].create(
            {
                "name": _("Items of %s", self.name),
                "code": code,
                "prefix": "%s-%%(range_year)s-" % self.code,
                "padding": 4,
                "use_date_range": True,
                "company_id": self.company_id.id,
            }
        )

    def _people(self):
        """Users who act for these units: officers and leaders in charge."""
        return self.officer_ids | self.leader_id
