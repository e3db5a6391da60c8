from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ....helpers.assessment.ruleset_values import FACT_MODELS
from ...instruction.govinfo_incident import KINDS as INCIDENTS
from .govinfo_rule_group import WINDOWS

ANY_WINDOWS = [("week", "Week")] + WINDOWS
KINDS = [
    ("event", "Points for each fact"),
    ("quota", "Task per window"),
    ("ratio", "Rate per window"),
    ("veto", "Bar"),
]
BASES = [
    ("submission", "Submission"),
    ("adoption", "Adoption"),
    ("instruction", "Instruction"),
    ("upload", "Upward report"),
    ("commission", "Commission"),
    ("incident", "Incident"),
    ("followup", "Follow-up"),
    ("training", "Training"),
    ("response", "Response"),
    ("manual", "Adjustment"),
]
YES_NO = [("yes", "Yes"), ("no", "No")]


class GovinfoRule(models.Model):
    """One clause of a measure (计分规则): which facts or windows give or cost how many points.

    The fields of one ``kind`` only count for that kind; ``scoring.rules`` has one class for each.
    """

    _name = "govinfo.rule"
    _description = "Rule"
    _inherit = ["govinfo.ruleset.part.mixin"]
    _order = "ruleset_id, sequence, id"

    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    group_id = fields.Many2one(
        "govinfo.rule.group",
        "Group",
        index=True,
        ondelete="restrict",
        domain="[('ruleset_id', '=', ruleset_id)]",
    )
    kind = fields.Selection(KINDS, required=True, default="event")
    basis = fields.Selection(BASES)
    fact_model = fields.Char(compute="_compute_fact_model")
    company_id = fields.Many2one(related="ruleset_id.company_id", store=True, index=True)

    # which facts
    publication_ids = fields.Many2many(
        "govinfo.publication",
        "govinfo_rule_publication_rel",
        "rule_id",
        "publication_id",
        "Publications",
    )
    level = fields.Selection(
        [
            ("none", "None"),
            ("own", "Own"),
            ("county", "County level"),
            ("city", "City"),
            ("province", "Province"),
            ("national", "National"),
        ],
        help="Of the publication, leader, upward report, commission, or of the notice of an incident.",
    )
    category_ids = fields.Many2many(
        "govinfo.category", "govinfo_rule_category_rel", "rule_id", "category_id", "Categories"
    )
    mode = fields.Selection(
        [
            ("full", "Full"),
            ("brief", "Brief"),
            ("composite", "Composite"),
            ("excerpt", "Excerpt"),
            ("title", "Title"),
        ],
        "Form of adoption",
    )
    leader_rank = fields.Selection(
        [("principal", "Principal"), ("deputy", "Deputy"), ("secretary", "Secretary-general")],
        "Leader's rank",
    )
    outcome = fields.Selection(
        [
            ("done", "Done"),
            ("late", "Late"),
            ("missed", "Missed"),
            ("overdue", "Not done in time"),
            ("useful", "Useful"),
            ("some", "Of some use"),
            ("none", "Of no use"),
        ]
    )
    incident_kind = fields.Selection(INCIDENTS, "Kind of incident")
    unit_category_ids = fields.Many2many(
        "govinfo.unit.category",
        "govinfo_rule_unit_category_rel",
        "rule_id",
        "category_id",
        "Unit categories",
    )
    commissioned = fields.Selection(YES_NO, "Answers a commission")
    adopted = fields.Selection(YES_NO, "Item adopted")
    domain = fields.Char("Further condition", help="A condition on the fact's record.")

    # points for each fact
    points = fields.Float(digits=(16, 2), aggregator=False)
    points_max = fields.Float(
        "Up to", digits=(16, 2), help="Other end of the range of an assessment."
    )
    points_mode = fields.Selection(
        [
            ("fixed", "Fixed"),
            ("external", "Superior's score × points"),
            ("assessed", "Assessed within a range"),
            ("factor", "Factor × points of other rules"),
        ],
        required=True,
        default="fixed",
    )
    factor = fields.Float(digits=(16, 4))
    factor_rule_ids = fields.Many2many(
        "govinfo.rule",
        "govinfo_rule_factor_rel",
        "rule_id",
        "other_id",
        "Points of",
        domain="[('ruleset_id', '=', ruleset_id), ('kind', '=', 'event'), ('basis', '=', basis),"
        " ('points_mode', 'in', ('fixed', 'external'))]",
        help="The points that the first of these rules that matches would give, times the factor.",
    )
    points_every = fields.Integer(
        "Once for each", help="Facts of a window that give the points once; 0 or 1: each fact."
    )
    share = fields.Selection(
        [("full", "Each in full"), ("split", "Split evenly"), ("lead", "First unit only")],
        "Joint units",
        required=True,
        default="full",
    )
    first_n = fields.Integer("Only the first", help="0: all.")
    has_cap = fields.Boolean("Capped")
    cap_points = fields.Float("Cap", digits=(16, 2), help="Most points, in either direction.")
    cap_window = fields.Selection(WINDOWS, "Per")
    stack_key = fields.Char("Stack", help="Rules with the same word are counted once for a fact.")
    stack_by = fields.Selection(
        [
            ("item", "Item"),
            ("item_level", "Item and level"),
            ("item_publication", "Item and publication"),
        ]
    )
    stack_mode = fields.Selection(
        [("highest", "Highest counts"), ("first_then", "First, then later points")]
    )
    later_points = fields.Float("Later points", digits=(16, 2))
    additive = fields.Boolean(help="Gives its points whatever other rule matches.")

    # task per window
    quota_window = fields.Selection(ANY_WINDOWS, "Task per")
    quota = fields.Float(digits=(16, 2))
    quota_line_ids = fields.One2many(
        "govinfo.rule.quota", "rule_id", "Quotas of units and categories", copy=True
    )
    quota_metric = fields.Selection(
        [
            ("facts", "Facts"),
            ("items", "Items, each once"),
            ("weighted", "Facts by weight of category"),
            ("points", "Points of a group"),
        ],
        "Counted by",
        required=True,
        default="facts",
    )
    weight_line_ids = fields.One2many("govinfo.rule.weight", "rule_id", "Weights", copy=True)
    quota_group_id = fields.Many2one(
        "govinfo.rule.group",
        "Counted group",
        ondelete="restrict",
        domain="[('ruleset_id', '=', ruleset_id)]",
    )
    met_points = fields.Float("Points when met", digits=(16, 2))
    extra_points = fields.Float("Points for each above", digits=(16, 2))
    extra_max = fields.Integer("At most", help="Facts above the quota that give points; 0: all.")
    extra_share = fields.Float("Points × part above", digits=(16, 2))
    short_flat = fields.Float("Points when short", digits=(16, 2))
    short_points = fields.Float("Points for each missing", digits=(16, 2))
    short_share = fields.Float("Points × part missing", digits=(16, 2))
    requires_rule_ids = fields.Many2many(
        "govinfo.rule", "govinfo_rule_requires_rel", "rule_id", "required_id", "Requires"
    )
    soft = fields.Boolean(help="Gives points but is no shortfall.")
    quota_per = fields.Selection(
        [("unit", "Unit"), ("author", "Person")],
        "A task of each",
        required=True,
        default="unit",
        help="Person: of the persons named and, when there is a quota for all, of every officer.",
    )
    to_unit = fields.Boolean(
        "Counts for the unit",
        default=True,
        help="Off: what a person's task gives is the person's alone.",
    )

    # rate per window
    ratio_window = fields.Selection(ANY_WINDOWS, "Rate per")
    numerator_domain = fields.Char("Counted in the rate")
    threshold = fields.Float(digits=(16, 4), help="0 to 1")
    below_points = fields.Float("Points when below", digits=(16, 2))

    # bar
    veto_trigger = fields.Selection([("facts", "Facts"), ("rule", "Rule")], default="facts")
    veto_rule_id = fields.Many2one(
        "govinfo.rule",
        "Rule failed",
        ondelete="restrict",
        domain="[('ruleset_id', '=', ruleset_id), ('kind', 'in', ('quota', 'ratio'))]",
    )
    veto_count = fields.Integer("Times", default=1)
    veto_window = fields.Selection(ANY_WINDOWS, "Within", default="year")
    effect = fields.Selection([("zero", "Points lost"), ("no_award", "No award")])
    award_scope = fields.Selection(
        [("unit", "The unit"), ("head", "The unit's head"), ("author", "The author")],
        "Bars",
        required=True,
        default="unit",
    )

    @api.depends("basis")
    def _compute_fact_model(self):
        for rule in self:
            rule.fact_model = FACT_MODELS.get(rule.basis)

    @api.constrains(
        "ruleset_id",
        "group_id",
        "quota_group_id",
        "veto_rule_id",
        "requires_rule_ids",
        "factor_rule_ids",
    )
    def _check_ruleset(self):
        for rule in self:
            parts = rule.group_id | rule.quota_group_id
            others = rule.veto_rule_id | rule.requires_rule_ids | rule.factor_rule_ids
            if parts.ruleset_id - rule.ruleset_id or others.ruleset_id - rule.ruleset_id:
                raise ValidationError(
                    _("%s refers to a group or rule of another rule set.", rule.name)
                )

    @api.constrains("points_mode", "points", "points_max", "threshold", "first_n", "points_every")
    def _check_numbers(self):
        for rule in self:
            if not 0 <= rule.threshold <= 1:
                raise ValidationError(_("%s: a rate lies between 0 and 1.", rule.name))
            if rule.first_n < 0 or rule.points_every < 0:
                raise ValidationError(_("%s: a number of facts cannot be negative.", rule.name))

    def _check_assessed(self, points):
        """Refuse ``points`` outside the range of an assessed rule (its ends in either order)."""
        self.ensure_one()
        low, high = sorted((self.points, self.points_max))
        if self.points_mode == "assessed" and not low <= points <= high:
            raise ValidationError(
                _(
                    "%(rule)s: %(points)s does not lie between %(low)s and %(high)s.",
                    rule=self.name,
                    points=points,
                    low=low,
                    high=high,
                )
            )
