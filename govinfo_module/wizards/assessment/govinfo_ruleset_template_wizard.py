import json
from functools import cache
from pathlib import Path

from odoo import Command, api, fields, models

MEASURES = Path(__file__).resolve().parents[2] / "data" / "measures"
# kinds of words of a measure: its table, and the field of a rule that names them
WORDS = {
    "publication": ("publications", "publication_ids"),
    "category": ("categories", "category_ids"),
    "unit_category": ("unit_categories", "unit_category_ids"),
}


@cache
def measures():
    """The published measures shipped with the addon, by code (see ``data/measures/``)."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in MEASURES.glob("*.json")]
    return {measure["code"]: measure for measure in sorted(found, key=lambda one: one["code"])}


class GovinfoRulesetTemplateWizard(models.TransientModel):
    """Makes a draft rule set from a published measure (从已公布的考核办法开始).

    The measure's journals, item categories and unit categories are matched with the county's own by
    name; the manager may point each to another one, and what has none is created.
    """

    _name = "govinfo.ruleset.template.wizard"
    _description = "Start from a Published Measure"

    measure = fields.Selection("_selection_measure", "Published measure", required=True)
    issuer = fields.Char("Issued by", compute="_compute_measure")
    source = fields.Char(compute="_compute_measure")
    note = fields.Text("Remarks", compute="_compute_measure")
    # required in the view only: on creation it is computed after the row is inserted
    name = fields.Char("Name of the rule set", compute="_compute_name", store=True, readonly=False)
    date_from = fields.Date("From", required=True, default=lambda self: self._default_date_from())
    date_to = fields.Date("To")
    line_ids = fields.One2many(
        "govinfo.ruleset.template.wizard.line",
        "wizard_id",
        "Words of the measure",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    company_id = fields.Many2one(
        "res.company", "County", required=True, default=lambda self: self.env.company
    )

    @api.model
    def _selection_measure(self):
        return [
            (code, self.env._("%(name)s (%(issuer)s)", name=one["name"], issuer=one["issuer"]))
            for code, one in measures().items()
        ]

    @api.model
    def _default_date_from(self):
        return self.env.company.govinfo_today().replace(month=1, day=1)

    @api.depends("measure")
    def _compute_measure(self):
        for wizard in self:
            measure = measures().get(wizard.measure, {})
            for name in ("issuer", "source", "note"):
                wizard[name] = measure.get(name)

    @api.depends("measure", "date_from")
    def _compute_name(self):
        for wizard in self:
            measure = measures().get(wizard.measure)
            if measure and wizard.date_from:
                wizard.name = "%s %s" % (measure["ruleset"]["name"], wizard.date_from.year)

    @api.depends("measure", "company_id")
    def _compute_line_ids(self):
        for wizard in self:
            measure = measures().get(wizard.measure, {})
            wizard.line_ids = [Command.clear()] + [
                Command.create(self._line_vals(kind, row, wizard.company_id))
                for kind, (table, _field) in WORDS.items()
                for row in measure.get(table, ())
            ]

    @api.model
    def _line_vals(self, kind, row, company):
        line = self.env["govinfo.ruleset.template.wizard.line"]
        own = line._match(kind, row, company)
        return {"kind": kind, "code": row["code"], "name": row["name"], line._target(kind): own.id}

    # -- making the rule set -----------------------------------------------------------------

    def action_create_ruleset(self):
        """Create the draft with its groups and rules, and open it."""
        self.ensure_one()
        ruleset = self._create_ruleset(measures()[self.measure])
        return {
            "type": "ir.actions.act_window",
            "res_model": "govinfo.ruleset",
            "res_id": ruleset.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _create_ruleset(self, measure):
        words = self._words(measure)
        plain = {
            name: value
            for name, value in measure["ruleset"].items()
            if name not in ("name", "group_ids", "rule_ids")
        }
        ruleset = self.env["govinfo.ruleset"].create(
            dict(
                plain,
                name=self.name,
                source=measure["source"],
                note=measure["note"],
                date_from=self.date_from,
                date_to=self.date_to,
                company_id=self.company_id.id,
            )
        )
        groups = self._create_groups(ruleset, measure["ruleset"]["group_ids"])
        self._create_rules(ruleset, measure["ruleset"]["rule_ids"], dict(words, group=groups))
        return ruleset

    def _words(self, measure):
        """The county's records behind the words of the measure: ids by kind and code."""
        chosen = {(line.kind, line.code): line._chosen() for line in self.line_ids}
        lines = self.env["govinfo.ruleset.template.wizard.line"]
        return {
            kind: {
                row["code"]: (
                    chosen.get((kind, row["code"])) or lines._create_own(kind, row, self.company_id)
                ).id
                for row in measure[table]
            }
            for kind, (table, _field) in WORDS.items()
        }

    def _create_groups(self, ruleset, rows):
        groups = self.env["govinfo.rule.group"].create(
            [dict(row, ruleset_id=ruleset.id) for row in rows]
        )
        return {row["code"]: group.id for row, group in zip(rows, groups)}

    def _create_rules(self, ruleset, rows, words):
        rules = self.env["govinfo.rule"].create(
            [dict(self._rule_vals(row, words), ruleset_id=ruleset.id) for row in rows]
        )
        ids = {row["id"]: rule.id for row, rule in zip(rows, rules)}
        for row, rule in zip(rows, rules):  # a rule may name any other one
            if row.get("veto_rule_id"):
                rule.veto_rule_id = ids[row["veto_rule_id"]]
            for name in ("requires_rule_ids", "factor_rule_ids"):
                if row.get(name):
                    rule[name] = [Command.set([ids[one] for one in row[name]])]
        return ids

    @api.model
    def _rule_vals(self, row, words):
        """Values of a rule out of its row in the measure, without the rules it names."""
        between = ("id", "veto_rule_id", "requires_rule_ids", "factor_rule_ids")
        vals = {name: value for name, value in row.items() if name not in between}
        for name in ("group_id", "quota_group_id"):
            if vals.get(name):
                vals[name] = words["group"][vals[name]]
        for kind, (_table, name) in WORDS.items():
            if vals.get(name):
                vals[name] = [Command.set([words[kind][code] for code in vals[name]])]
        for name in ("domain", "numerator_domain"):
            if vals.get(name):
                vals[name] = str([tuple(term) for term in vals[name]])
        vals["quota_line_ids"] = [
            Command.create(
                dict(line, unit_category_id=words["unit_category"][line["unit_category_id"]])
            )
            for line in row.get("quota_line_ids", ())
        ]
        vals["weight_line_ids"] = [
            Command.create(dict(line, category_id=words["category"][line["category_id"]]))
            for line in row.get("weight_line_ids", ())
        ]
        return vals
