"""The slow reference: which facts a rule sees, one fact after the other."""


def passes(rule, fact):
    """Whether ``fact`` passes every filter of ``rule`` but the one on units."""
    item = fact.item
    return (
        fact.basis == rule.basis
        and (not rule.publication_ids or fact.publications & set(rule.publication_ids))
        and (not rule.level or rule.level == fact.level)
        and (not rule.category_ids or item and item.category_id in rule.category_ids)
        and (not rule.mode or rule.mode == getattr(fact.record, "mode", None))
        and (not rule.leader_rank or rule.leader_rank == getattr(fact.record, "rank", None))
        and (not rule.outcome or rule.outcome == fact.outcome)
        and (not rule.incident_kind or rule.incident_kind == getattr(fact.record, "kind", None))
        and (not rule.commissioned or item and rule.commissioned == yes_no(item.commission_line_id))
        and (not rule.adopted or item and rule.adopted == yes_no(item.is_adopted))
        and satisfies(fact.record, rule.domain)
    )


def is_for(rule, unit, day):
    """Whether the unit filter of ``rule`` lets ``unit`` pass on ``day``."""
    return not rule.unit_category_ids or unit.category_on(day) in rule.unit_category_ids


def yes_no(value):
    return "yes" if value else "no"


def satisfies(source, domain):
    """Whether a record satisfies a domain in prefix notation (``&`` between terms is implied)."""
    stack = []
    for term in reversed(domain):
        if term == "!":
            stack.append(not stack.pop())
        elif term in ("&", "|"):
            left, right = stack.pop(), stack.pop()
            stack.append(left and right if term == "&" else left or right)
        else:
            stack.append(holds(source, *term))
    return all(stack)


def holds(source, path, operator, value):
    found = follow([source], path.split("."))
    if operator == "=":
        return any(one == value for one in found)
    if operator == "!=":
        return any(one != value for one in found)
    if operator == "in":
        return any(one in value for one in found)
    raise ValueError("operator %s is not known to the reference" % operator)


def follow(sources, names):
    """All values at the end of a dotted path."""
    for name in names:
        reached = []
        for source in sources:
            value = getattr(source, name)
            reached.extend(value if isinstance(value, (list, tuple)) else [value])
        sources = [value for value in reached if value is not None]
    return sources
