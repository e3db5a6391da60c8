from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ... import scoring
from ...helpers.assessment.rule_probe import probe
from ...helpers.assessment.ruleset_values import FACT_MODELS, ruleset_values
from ...helpers.foundation.language import day_text
from ...helpers.foundation.readable import number_text

# Facts that have no item, or are looked at alone; adjustments name their rule themselves.
OTHER_FACTS = ("commission", "incident", "followup", "training", "response")


class GovinfoRuleBench(models.TransientModel):
    """The test bench (规则试算): what would this fact score, and why.

    The scoring engine itself answers, in a ledger of its own (``scoring.scratch``): the county is
    computed as if the rule set had been in force on the fact's day. An imagined fact is made there and
    gone afterwards.
    """

    _name = "govinfo.rule.bench"
    _description = "Test Bench of Rules"

    name = fields.Char(default=lambda self: _("Test Bench"), readonly=True)
    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="ruleset_id.company_id")
    subject = fields.Selection(
        [
            ("item", "An item and what came of it"),
            ("fact", "Another fact on record"),
            ("imagined", "An imagined fact"),
        ],
        "What to try",
        required=True,
        default="item",
    )
    item_id = fields.Many2one("govinfo.item", "Item", ondelete="cascade")
    fact_ref = fields.Reference(selection="_selection_fact", string="Fact")
    answer = fields.Text("Result", readonly=True)
    entry_ids = fields.One2many("govinfo.rule.bench.entry", "bench_id", "Points", readonly=True)
    line_ids = fields.One2many("govinfo.rule.bench.line", "bench_id", "Rules", readonly=True)

    @api.model
    def _selection_fact(self):
        labels = dict(self.env["govinfo.rule"]._fields["basis"]._description_selection(self.env))
        return [(FACT_MODELS[basis], labels[basis]) for basis in OTHER_FACTS]

    # -- the answer --------------------------------------------------------------------------

    def action_run(self):
        """Ask the engine and show its answer."""
        self.ensure_one()
        self._check_caller()
        self.env.flush_all()
        vals = {}
        try:
            with scoring.scratch(self.env.cr):
                vals = self._answer()
        finally:
            self.env.clear()  # what was made in the scratch is gone
        self.write(dict(vals, entry_ids=[Command.clear()] + vals["entry_ids"]))
        return True

    def _check_caller(self):
        """Reviewers, leaders and managers, on rule sets and facts they may read."""
        user = self.env.user
        groups = ("govinfo_module.group_reviewer", "govinfo_module.group_leader")
        if not any(user.has_group(group) for group in groups):
            raise AccessError(_("Only the county office tries rules out."))
        self.ruleset_id.read(["id"])
        (self.item_id if self.subject == "item" else self.fact_ref or self.item_id).read(["id"])

    def _facts(self):
        """The records asked about, ids by basis. Called in the scratch."""
        if self.subject == "imagined":
            return self._imagine()
        if self.subject == "fact":
            if not self.fact_ref:
                raise UserError(_("Choose the fact to try."))
            bases = {model: basis for basis, model in FACT_MODELS.items()}
            return {bases[self.fact_ref._name]: self.fact_ref.ids}
        if not self.item_id:
            raise UserError(_("Choose the item to try."))
        item = self.item_id.sudo()  # sudo: facts of an item the user may read
        on_issues = [("issue_id.line_ids.item_ids", "in", item.ids)]
        on_item = [("item_id", "=", item.id)]
        instructions = item.instruction_ids | item.instruction_ids.search(on_issues)
        facts = {
            "submission": item.ids,
            "adoption": item.adoption_ids.ids,
            "instruction": instructions.ids,
            "upload": item.upload_ids.ids,
            "response": self.env["govinfo.response"].sudo().search(on_item).ids,
        }
        return {basis: ids for basis, ids in facts.items() if ids}

    def _answer(self):
        """The values that show the answer. Called in the scratch."""
        facts = self._facts()
        ruleset = self.ruleset_id.sudo()  # sudo: the engine reads everything
        own = ruleset_values(ruleset)
        self.env.flush_all()
        company = ruleset.company_id
        county = scoring.County(company.id, company.govinfo_tz)
        found = probe(self.env.cr, county, own.rules, facts)
        if self.subject == "item":
            found = {pair: one for pair, one in found.items() if pair.item_id == self.item_id.id}
        if not found:
            return {
                "answer": _(
                    "No points: this is no fact for the assessment, since it was not"
                    " counted, not sent, withdrawn, or is still open."
                ),
                "entry_ids": [],
                "line_ids": [Command.clear()],
            }
        days = [one.day for one in found.values()]
        until = max(days + [company.govinfo_today()])
        values = ruleset._values_as_if(min(days))
        scoring.compute(self.env.cr, county, values, until, full=True)
        entries, lines = [], [Command.clear()]
        for pair, finding in found.items():
            tried = self._tried(pair, finding, own)
            entries += [Command.create(vals) for vals in self._entries(pair, finding, tried)]
            lines += [Command.create(vals) for vals in tried]
        return {"answer": self._sum_words(entries), "entry_ids": entries, "line_ids": lines}

    def _sum_words(self, entries):
        """The points of each unit in one line."""
        totals = {}
        for _zero, _id, vals in entries:
            totals.setdefault(vals["unit_id"], []).append(vals["points"])
        units = self.env["govinfo.unit"].sudo().browse(totals)  # sudo: names
        lines = [self._unit_words(unit.name, sum(totals[unit.id])) for unit in units]
        return "\n".join(lines)

    def _unit_words(self, name, points):
        return _("%(unit)s: %(points)s points in all", unit=name, points=number_text(points))

    def _fact_label(self, pair, day):
        labels = dict(self.env["govinfo.rule"]._fields["basis"]._description_selection(self.env))
        return _("%(basis)s of %(day)s", basis=labels[pair.basis], day=day_text(self.env, day))

    def _entries(self, pair, finding, tried):
        """What the fact gives the unit; a line without points when nothing. ``tried``: see ``_tried``."""
        known = {"unit_id": pair.unit_id, "fact": self._fact_label(pair, finding.day)}
        # sudo: the scratch ledger, of facts the user may read
        entries = (
            self.env["govinfo.score.entry"]
            .sudo()
            .search(
                [
                    ("origin", "=", "fact"),
                    ("source_model", "=", FACT_MODELS[pair.basis]),
                    ("source_id", "=", pair.source_id),
                    ("item_id", "=", pair.item_id),
                    ("unit_id", "=", pair.unit_id),
                ]
            )
        )
        if not entries:
            return [dict(known, points=0.0, explanation=self._nothing_words(tried))]
        in_full = _("In full, as the rule says.")
        return [
            dict(
                known,
                rule_id=entry.rule_id.id,
                raw_points=entry.raw_points,
                points=entry.points,
                explanation=entry._explain() or in_full,
            )
            for entry in entries
        ]

    def _nothing_words(self, tried):
        """Why a fact gives nothing by itself."""
        counting = [line["rule_id"] for line in tried if line["verdict"] == "counts"]
        rules = self.env["govinfo.rule"].sudo().browse(counting)  # sudo: a number and a name
        for rule in rules.filtered(lambda one: one.kind == "event"):
            return _(
                'By "%(rule)s" it counts towards the next full %(count)s.',
                rule=rule.name,
                count=rule.points_every,
            )
        return _("No rule gives the unit points for it.")

    def _tried(self, pair, finding, own):
        """Every rule about such facts, in order, and what it had to say to this one."""
        taken = False
        lines = []
        for value in sorted(own.rules, key=lambda rule: rule.order):
            rule = self.env["govinfo.rule"].sudo().browse(value.id)
            if value.basis != pair.basis or rule.quota_metric == "points":
                continue
            failed = [
                name for name in value.filters.used() if (value.id, name) not in finding.passed
            ]
            in_chain = rule.kind == "event" and not rule.additive
            verdict = self._verdict(rule, failed, in_chain and taken)
            taken = taken or (in_chain and not failed)
            lines.append(
                {
                    "unit_id": pair.unit_id,
                    "fact": self._fact_label(pair, finding.day),
                    "rule_id": rule.id,
                    "verdict": verdict,
                    "why": rule._unmet_words(failed),
                }
            )
        return lines

    def _verdict(self, rule, failed, is_late):
        if failed:
            return "no"
        if rule.kind != "event":
            return "counts"
        if is_late:
            return "later"
        if rule.points_every > 1:
            return "counts"
        if rule.additive:
            return "also"
        return "gives"
