"""What a rule's further condition may ask of a fact: a listed set of fields, compared with values.

A condition is evaluated as superuser, over every county secret there is. So it names fields that are
no text, of the fact and of what stands behind it, and nothing else: no title, no words, no user.
"""

from ast import literal_eval

OPERATORS = {"=", "!=", "<", "<=", ">", ">=", "in", "not in"}
CONNECTORS = {"&", "|", "!"}

UNIT = ("code", "category_id", "category_id.code", "ranked")
PUBLICATION = ("code", "kind", "level", "is_own")
ITEM = (
    "state urgency secrecy disclosure counted is_adopted adopted_level is_duplicate hours_taken"
    " submitted_at accepted_at event_time registered_afterwards category_id category_id.code unit_id"
    " joint_unit_ids commission_line_id commission_line_id.state commission_line_id.origin keypoint_ids"
    " keypoint_ids.level topic_ids upload_ids upload_ids.level adoption_ids.level adoption_ids.mode"
    " instruction_ids.level instruction_ids.rank"
).split()


def _of(path, names):
    return [path, *("%s.%s" % (path, name) for name in names)]


OF_UNIT = _of("unit_id", UNIT)
OF_ITEM = _of("item_id", [*ITEM, *OF_UNIT])
#: Model of the facts → the fields its conditions may name.
FIELDS = {
    "govinfo.item": {"id", *ITEM, *OF_UNIT},
    "govinfo.adoption": {
        *("id", "state", "level", "mode", "date", "external_score", "issue_id"),
        *_of("publication_id", PUBLICATION),
        *OF_UNIT,
        *OF_ITEM,
    },
    "govinfo.instruction": {
        *("id", "state", "level", "rank", "date", "progress", "issue_id"),
        *_of("publication_id", PUBLICATION),
        *OF_UNIT,
        *OF_ITEM,
    },
    "govinfo.upload": {"id", "state", "level", "date", "channel", *OF_UNIT, *OF_ITEM},
    "govinfo.commission.line": {
        *("id", "state", "origin", "deadline", "submitted_at", "completed_at", "acknowledged_at"),
        *("commission_id", "commission_id.state", "commission_id.date_issued"),
        *("commission_id.keypoint_id", "commission_id.superior_deadline"),
        *OF_UNIT,
    },
    "govinfo.incident": {
        *("id", "state", "kind", "urgent", "notified_by", "assessed_points", "date"),
        *OF_UNIT,
        *OF_ITEM,
    },
    "govinfo.followup": {
        *("id", "state", "deadline", "done_at", "instruction_id"),
        *("instruction_id.level", "instruction_id.rank", "instruction_id.date"),
        *OF_UNIT,
    },
    "govinfo.training.attendance": {
        *("id", "attended", "training_id", "training_id.date_start", "training_id.date_stop"),
        *OF_UNIT,
    },
    "govinfo.adjustment": {"id", "state", "points", "date", *OF_UNIT},
    "govinfo.response": {"id", "value", "date", *OF_UNIT, *OF_ITEM},
}


class UnknownField(ValueError):
    """A condition names a field that is not in the list."""


def condition(text, model):
    """The condition ``text`` on facts of ``model`` as a domain.

    Raises ``UnknownField`` for a field that is not listed, ``ValueError`` for whatever else is wrong.
    """
    try:
        terms = literal_eval(text or "[]")
    except (SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(terms, list):
        raise ValueError(text)
    for term in terms:
        if isinstance(term, str) and term in CONNECTORS:
            continue
        _check_term(term, FIELDS[model])
    return terms


def _check_term(term, names):
    if not isinstance(term, (tuple, list)) or len(term) != 3:
        raise ValueError(term)
    name, operator, value = term
    if not isinstance(name, str) or name not in names:
        raise UnknownField(name)
    if operator not in OPERATORS or not _is_plain(value, many=operator in ("in", "not in")):
        raise ValueError(term)


def _is_plain(value, many):
    if many:
        return isinstance(value, (tuple, list)) and all(_is_plain(one, False) for one in value)
    return value is None or isinstance(value, (bool, int, float, str))
