"""The catalogue of tables: what a fact of each basis is, its day, its units, its words.

``BASES`` maps a basis to the query that finds its facts and to the filters it accepts. A filter that
compares with a column of the fact is named in ``attributes``; publications, unit categories and domains
take joins of their own (``passes.match``).

The queries use the temporary tables made by ``facts``: ``score_unit`` (id, target: the unit it is
scored as) and, when only some units are computed, ``score_item`` (their items) and ``score_scope``.

``FOLLOWED``, ``BESIDE``, ``WRITTEN`` and ``FROZEN`` are all tables the engine reads and writes; a test
finds any other name.
"""

from dataclasses import dataclass, field

LEDGER = "govinfo_score_entry"
RESULTS = "govinfo_score_window"

STACK_BY = {"item": None, "item_level": "level", "item_publication": "publication_id"}

# Columns a fact may have besides who, when and from where; with their types.
ATTRIBUTES = {
    "category_id": "int",
    "publication_id": "int",
    "level": "varchar",
    "mode": "varchar",
    "rank": "varchar",
    "outcome": "varchar",
    "kind": "varchar",
    "commissioned": "boolean",
    "adopted": "boolean",
    "value": "numeric",
    "rule_id": "int",
}

# filter → attribute it is compared with
COMPARED = {
    "level": "level",
    "category_ids": "category_id",
    "mode": "mode",
    "leader_rank": "rank",
    "outcome": "outcome",
    "incident_kind": "kind",
    "commissioned": "commissioned",
    "adopted": "adopted",
}

ALWAYS = frozenset({"unit_category_ids", "domain"})
OF_ITEM = frozenset({"category_ids", "commissioned", "adopted"})
ITEM_ATTRIBUTES = {
    "category_id": "i.category_id",
    "commissioned": "i.commission_line_id IS NOT NULL",
    "adopted": "COALESCE(i.is_adopted, FALSE)",
}


@dataclass(frozen=True)
class Basis:
    """Where the facts of a basis come from.

    ``tables`` and ``condition`` select them (alias ``f``; ``i`` is the item where there is one), ``id``
    is the record, ``day`` its local day and ``stamp`` its own date and time, ``unit`` the unit it is
    credited to before ``scored_as_id``. ``{tz}`` stands for the county's time zone, ``{only}`` for the
    restriction of an inner query to the items being computed.
    """

    model: str
    tables: str
    condition: str
    day: str
    stamp: str
    has_item: bool = True
    id: str = "f.id"
    unit: str = "i.unit_id"
    user: str = "i.author_id"
    attributes: dict[str, str] = field(default_factory=dict)
    own_filters: frozenset[str] = frozenset()

    @property
    def filters(self):
        """The filters a rule on this basis may use."""
        return ALWAYS | self.own_filters | (OF_ITEM if self.has_item else frozenset())

    def attribute(self, name):
        """The SQL of an attribute of the fact."""
        if name in self.attributes:
            return self.attributes[name]
        return ITEM_ATTRIBUTES[name] if self.has_item and name in ITEM_ATTRIBUTES else "NULL"


def _local(moment):
    return "(%s AT TIME ZONE 'UTC' AT TIME ZONE {tz})::date" % moment


def _dated(model, tables, condition, **more):
    """A basis whose record has a plain date."""
    return Basis(model, tables, condition, "f.date", "f.date::timestamp", **more)


def _timed(model, tables, condition, moment, **more):
    """A basis whose record has a date and time in UTC."""
    return Basis(model, tables, condition, _local(moment), moment, **more)


COMPLETED = (
    "CASE WHEN f.state = 'missed' THEN COALESCE(f.deadline, c.deadline)"
    " ELSE COALESCE(f.completed_at, f.submitted_at, f.deadline, c.deadline) END"
)
FOLLOWED = "CASE WHEN f.state = 'overdue' THEN f.deadline ELSE COALESCE(f.done_at, f.deadline) END"
# An instruction on an issue is one fact for each item in it, however often the item stands there.
INSTRUCTED_ITEMS = """(
    SELECT id AS instruction_id, item_id FROM govinfo_instruction
    WHERE item_id IS NOT NULL {only}
    UNION
    SELECT n.id, r.item_id FROM govinfo_instruction n
    JOIN govinfo_issue_line l ON l.issue_id = n.issue_id
    JOIN govinfo_issue_line_item_rel r ON r.line_id = l.id
    WHERE n.item_id IS NULL {only_of_issue}
)"""

BASES = {
    "submission": _timed(
        "govinfo.item",
        "govinfo_item i",
        "i.counted AND i.state IN ('submitted', 'accepted', 'archived')"
        " AND i.submitted_at IS NOT NULL",
        "i.submitted_at",
        id="i.id",
    ),
    "adoption": _dated(
        "govinfo.adoption",
        "govinfo_adoption f JOIN govinfo_item i ON i.id = f.item_id",
        "f.state = 'registered'",
        attributes={
            "publication_id": "f.publication_id",
            "level": "f.level",
            "mode": "f.mode",
            "value": "f.external_score",
        },
        own_filters=frozenset({"publication_ids", "level", "mode"}),
    ),
    "instruction": _dated(
        "govinfo.instruction",
        "govinfo_instruction f JOIN %s x ON x.instruction_id = f.id"
        " JOIN govinfo_item i ON i.id = x.item_id"
        " LEFT JOIN govinfo_issue s ON s.id = f.issue_id" % INSTRUCTED_ITEMS,
        "f.state = 'registered'",
        attributes={
            "publication_id": "COALESCE(f.publication_id, s.publication_id)",
            "level": "f.level",
            "rank": "f.rank",
        },
        own_filters=frozenset({"publication_ids", "level", "leader_rank"}),
    ),
    "upload": _dated(
        "govinfo.upload",
        "govinfo_upload f JOIN govinfo_item i ON i.id = f.item_id",
        "TRUE",
        attributes={"level": "f.level"},
        own_filters=frozenset({"publication_ids", "level"}),
    ),
    "commission": _timed(
        "govinfo.commission.line",
        "govinfo_commission_line f JOIN govinfo_commission c ON c.id = f.commission_id",
        "f.state IN ('done', 'late', 'missed')",
        COMPLETED,
        has_item=False,
        unit="f.unit_id",
        user="NULL",
        attributes={"level": "c.origin", "outcome": "f.state"},
        own_filters=frozenset({"level", "outcome"}),
    ),
    "incident": _dated(
        "govinfo.incident",
        "govinfo_incident f",
        "f.state = 'confirmed'",
        has_item=False,
        unit="f.unit_id",
        user="NULL",
        attributes={"level": "f.notified_by", "kind": "f.kind", "value": "f.assessed_points"},
        own_filters=frozenset({"level", "incident_kind"}),
    ),
    "followup": _timed(
        "govinfo.followup",
        "govinfo_followup f JOIN govinfo_instruction n ON n.id = f.instruction_id",
        "f.state IN ('done', 'late', 'overdue') AND n.state = 'registered'",
        FOLLOWED,
        has_item=False,
        unit="f.unit_id",
        user="NULL",
        attributes={"outcome": "f.state"},
        own_filters=frozenset({"outcome"}),
    ),
    "training": _timed(
        "govinfo.training.attendance",
        "govinfo_training_attendance f JOIN govinfo_training t ON t.id = f.training_id",
        "f.attended",
        "t.date_stop",
        has_item=False,
        unit="f.unit_id",
        user="f.user_id",
    ),
    "response": _dated(
        "govinfo.response",
        "govinfo_response f JOIN govinfo_item i ON i.id = f.item_id",
        "TRUE",
        attributes={"outcome": "f.value"},
        own_filters=frozenset({"outcome"}),
    ),
    "manual": _dated(
        "govinfo.adjustment",
        "govinfo_adjustment f",
        "f.state = 'approved'",
        has_item=False,
        unit="f.unit_id",
        user="NULL",
        attributes={"value": "f.points", "rule_id": "f.rule_id"},
    ),
}

# Table → which records its rows concern: kind and column.
FOLLOWED = {
    "govinfo_unit": (("unit", "id"), ("unit", "scored_as_id")),
    "govinfo_unit_category_history": (("unit", "unit_id"),),
    "govinfo_unit_officer_rel": (("unit", "unit_id"),),
    "govinfo_item": (("unit", "unit_id"), ("item", "id")),
    "govinfo_item_joint_unit_rel": (("unit", "unit_id"), ("item", "item_id")),
    "govinfo_adoption": (("item", "item_id"),),
    "govinfo_upload": (("item", "item_id"),),
    "govinfo_instruction": (("item", "item_id"), ("issue", "issue_id"), ("instruction", "id")),
    "govinfo_issue": (("issue", "id"),),
    "govinfo_issue_line_item_rel": (("item", "item_id"),),
    "govinfo_commission": (("commission", "id"),),
    "govinfo_commission_line": (("unit", "unit_id"),),
    "govinfo_incident": (("unit", "unit_id"),),
    "govinfo_followup": (("unit", "unit_id"),),
    "govinfo_training": (("training", "id"),),
    "govinfo_training_attendance": (("unit", "unit_id"),),
    "govinfo_adjustment": (("unit", "unit_id"),),
    "govinfo_response": (("item", "item_id"),),
    "res_users": (),
}
# Kinds of changed records and the table of each.
KINDS = {
    "unit": "govinfo_unit",
    "item": "govinfo_item",
    "issue": "govinfo_issue",
    "instruction": "govinfo_instruction",
    "commission": "govinfo_commission",
    "training": "govinfo_training",
}
# What else is read: its changes change no entry, or come with those of a table that is followed.
BESIDE = ("govinfo_unit_category", "govinfo_period", "govinfo_issue_line")
# Every table the engine writes, and whether its rows have an id of their own.
WRITTEN = {
    LEDGER: True,
    RESULTS: True,
    "govinfo_score": True,
    "govinfo_score_group": True,
    "govinfo_score_person": True,
    "govinfo_ledger": False,
    "govinfo_ledger_change": False,
}
# Written when a period is locked; ``scratch`` leaves them alone.
FROZEN = ("govinfo_ledger_roll", "govinfo_ledger_roll_person")
