"""The records of a scoring case: field names of the contract, with their default values."""

from decimal import Decimal


class Record:
    """One record of a case: attributes have the field names of the contract."""

    def __init__(self, values):
        self.__dict__.update(values)

    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, getattr(self, "id", None) or self.code)


def record(name, **defaults):
    """A kind of record with the values that it has when the case does not say otherwise."""
    return type(name, (Record,), defaults)


Publication = record("Publication", level="county")
Category = record("Category")
UnitCategory = record("UnitCategory", sequence=10)
Item = record(
    "Item",
    joint_unit_ids=(),
    state="accepted",
    counted=True,
    number=None,
    author_id=None,
    urgency="normal",
    commission_line_id=None,
    submitted_at=None,
)
Adoption = record("Adoption", mode="full", external_score=Decimal(0), state="registered")
Issue = record("Issue", item_ids=())
Instruction = record(
    "Instruction",
    item_id=None,
    issue_id=None,
    publication_id=None,
    rank="principal",
    state="registered",
)
Upload = record("Upload")
CommissionLine = record("CommissionLine", completed_at=None, deadline=None)
Incident = record(
    "Incident",
    state="confirmed",
    urgent=False,
    notified_by="none",
    assessed_points=Decimal(0),
)
Followup = record("Followup", done_at=None, deadline=None)
Attendance = record("Attendance", attended=True, user_id=None)
Response = record("Response", value="useful")
User = record("User", active=True)
Adjustment = record("Adjustment", state="approved", rule_id=None)
Group = record(
    "Group",
    sequence=10,
    has_cap=False,
    cap_points=Decimal(0),
    cap_window=None,
    has_floor=False,
    floor_points=Decimal(0),
)
Rule = record(
    "Rule",
    group_id=None,
    basis=None,
    # filters, empty = any
    publication_ids=(),
    level=None,
    category_ids=(),
    mode=None,
    leader_rank=None,
    outcome=None,
    incident_kind=None,
    unit_category_ids=(),
    commissioned=None,
    adopted=None,
    domain=(),
    # event
    points=Decimal(0),
    points_mode="fixed",
    points_max=Decimal(0),
    factor=Decimal(0),
    factor_rule_ids=(),
    points_every=0,
    share="full",
    first_n=0,
    has_cap=False,
    cap_points=Decimal(0),
    cap_window=None,
    stack_key=None,
    stack_by=None,
    stack_mode=None,
    later_points=Decimal(0),
    additive=False,
    # quota
    quota_window=None,
    quota=Decimal(0),
    quota_line_ids=(),
    quota_metric="facts",
    weight_line_ids=(),
    quota_group_id=None,
    requires_rule_ids=(),
    met_points=Decimal(0),
    extra_points=Decimal(0),
    extra_max=0,
    extra_share=Decimal(0),
    short_flat=Decimal(0),
    short_points=Decimal(0),
    short_share=Decimal(0),
    soft=False,
    quota_per="unit",
    to_unit=True,
    # ratio
    ratio_window=None,
    numerator_domain=(),
    threshold=Decimal(0),
    below_points=Decimal(0),
    # veto
    veto_trigger=None,
    veto_rule_id=None,
    veto_count=1,
    veto_window=None,
    effect=None,
    award_scope="unit",
)
Ruleset = record(
    "Ruleset",
    base_score=Decimal(0),
    base_window=None,
    has_floor=False,
    floor=Decimal(0),
    has_ceiling=False,
    ceiling=Decimal(0),
    pass_mark=Decimal(0),
    pass_window=None,
    zero_adoption_short=False,
    followup_short=False,
    conversion="none",
    conversion_weight=Decimal(0),
)


class Unit(Record):
    """A unit. ``category_history`` lists ``{date_from, category_id}`` when its category changed."""

    scored_as_id = None
    scored_as_level = None
    officer_ids = ()
    leader_id = None
    head_id = None
    ranked = True
    active = True
    target = Decimal(0)
    category_history = ()

    @property
    def stands(self):
        """Whether it has quotas, a base, a score of its own."""
        return not self.scored_as_id or bool(self.scored_as_level)

    def scored(self, level):
        """The unit that this one's facts of ``level`` are credited to."""
        if self.scored_as_id and self.scored_as_level in (None, level):
            return self.scored_as_id
        return self

    def category_on(self, day):
        """The ranking group on ``day``; before the history begins, its first line's."""
        known = [line for line in self.category_history if line["date_from"] <= day]
        if known:
            return max(known, key=lambda line: line["date_from"])["category_id"]
        if self.category_history:
            return min(self.category_history, key=lambda line: line["date_from"])["category_id"]
        return self.category_id
