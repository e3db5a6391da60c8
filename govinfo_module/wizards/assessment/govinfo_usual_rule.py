from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError, UserError

# Templates whose facts may come again for the same item.
REPEATING = ("adoption", "instruction")


class GovinfoUsualRule(models.TransientModel):
    """Adds a usual rule to a draft: choose one, fill in the numbers, read what it will say.

    ``govinfo_usual_rule_templates`` holds the templates.
    """

    _name = "govinfo.usual.rule"
    _description = "Add a Usual Rule"

    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", required=True, readonly=True, ondelete="cascade"
    )
    usual = fields.Selection("_selection_usual", "Usual rule", required=True)
    # required in the view only: on creation it is computed after the row is inserted
    group_name = fields.Char("Group", compute="_compute_usual", store=True, readonly=False)
    repeated = fields.Selection(
        [
            ("highest", "Only the highest counts"),
            ("level", "The highest of each level counts"),
            ("each", "Each counts"),
        ],
        "The same item again",
        required=True,
        default="highest",
    )
    line_ids = fields.One2many(
        "govinfo.usual.rule.line",
        "wizard_id",
        "Numbers",
        compute="_compute_usual",
        store=True,
        readonly=False,
    )
    preview = fields.Text("Will be added", compute="_compute_preview")

    @api.model
    def _selection_usual(self):
        return [(code, one["name"]) for code, one in self._templates().items()]

    @api.depends("usual", "ruleset_id")
    def _compute_usual(self):
        for wizard in self:
            template = wizard._templates().get(wizard.usual, {})
            wizard.group_name = template.get("group")
            wizard.line_ids = [Command.clear()] + [
                Command.create({"key": key, "name": name, "number": number})
                for key, name, number in template.get("numbers", ())
            ]

    @api.depends("usual", "repeated", "line_ids.number", "line_ids.key")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            rules = [self.env["govinfo.rule"].new(vals) for vals in wizard._rules()]
            wizard.preview = "\n".join(rule._sentence() for rule in rules)

    # -- making the rules --------------------------------------------------------------------

    def _rules(self):
        """Values of the rules to add."""
        template = self._templates().get(self.usual)
        if not template:
            return []
        numbers = {line.key: line.number for line in self.line_ids}
        return [
            self._vals(rule, numbers)
            for rule in template["rules"]
            if "needs" not in rule or numbers.get(rule["needs"])
        ]

    def _vals(self, rule, numbers):
        """Values of ``rule`` with the numbers filled in."""
        vals = {"kind": "event"}
        for name, value in rule.items():
            if value == "=categories":
                vals[name] = self._quota_lines(numbers)
            elif isinstance(value, str) and value[:1] == "=":
                vals[name] = numbers.get(value[1:], 0)
            elif isinstance(value, str) and value[:1] == "%":
                vals[name] = numbers.get(value[1:], 0) / 100
            elif name != "needs":
                vals[name] = value
        if self.usual in REPEATING and self.repeated != "each":
            by = "item_level" if self.repeated == "level" else "item"
            key = self._templates()[self.usual]["name"]
            vals.update(stack_key=key, stack_by=by, stack_mode="highest")
        return vals

    def _quota_lines(self, numbers):
        marked = [key for key in numbers if key and key.startswith("category:")]
        return [
            Command.create({"unit_category_id": int(key.split(":")[1]), "quota": numbers[key]})
            for key in marked
        ]

    def action_add(self):
        """Add the rules at the end of the draft."""
        self.ensure_one()
        if not self.env.user.has_group("govinfo_module.group_manager"):
            raise AccessError(_("Only managers write rule sets."))
        rules = self._rules()
        if not rules:
            raise UserError(_("Fill in at least one number that is not 0."))
        ruleset = self.ruleset_id
        last = max(ruleset.rule_ids.mapped("sequence"), default=0)
        group = self._group()
        ruleset.rule_ids.create(
            [
                dict(vals, ruleset_id=ruleset.id, group_id=group.id, sequence=last + 10 * place)
                for place, vals in enumerate(rules, 1)
            ]
        )
        return {"type": "ir.actions.act_window_close"}

    def _group(self):
        """The draft's group of the given name; made when it has none."""
        name = (self.group_name or "").strip()
        groups = self.ruleset_id.group_ids
        found = groups.filtered(lambda group: group.name == name)[:1]
        if found or not name:
            return found
        codes, number = set(groups.mapped("code")), len(groups) + 1
        while str(number) in codes:
            number += 1
        return groups.create(
            {
                "ruleset_id": self.ruleset_id.id,
                "name": name,
                "code": str(number),
                "sequence": max(groups.mapped("sequence"), default=0) + 10,
            }
        )
