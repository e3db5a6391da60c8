"""From the records of a rule set to the plain values the scoring engine takes."""

from decimal import Decimal

from ... import scoring
from .rule_condition import condition

# Basis → model of its facts.
FACT_MODELS = {
    "submission": "govinfo.item",
    "adoption": "govinfo.adoption",
    "instruction": "govinfo.instruction",
    "upload": "govinfo.upload",
    "commission": "govinfo.commission.line",
    "incident": "govinfo.incident",
    "followup": "govinfo.followup",
    "training": "govinfo.training.attendance",
    "response": "govinfo.response",
    "manual": "govinfo.adjustment",
}
# Models whose changes the engine follows; a domain that reads others makes its rule set volatile.
FOLLOWED = set(FACT_MODELS.values()) | {
    "govinfo.commission",
    "govinfo.issue",
    "govinfo.training",
    "govinfo.unit",
}


def ruleset_values(ruleset):
    """The record ``ruleset`` as a :class:`scoring.RuleSet`."""
    ruleset.ensure_one()
    return scoring.RuleSet(
        id=ruleset.id,
        name=ruleset.name,
        date_from=ruleset.date_from,
        date_to=ruleset.date_to or None,
        base_score=exact(ruleset.base_score),
        base_window=ruleset.base_window or None,
        floor=exact(ruleset.floor) if ruleset.has_floor else None,
        ceiling=exact(ruleset.ceiling) if ruleset.has_ceiling else None,
        groups=tuple(_group(group) for group in ruleset.group_ids),
        rules=tuple(BUILDERS[rule.kind](rule) for rule in ruleset.rule_ids),
        volatile=any(_is_volatile(rule) for rule in ruleset.rule_ids),
    )


def period_values(ruleset, kind, first, last, period_id):
    """A period as a :class:`scoring.Period`; ``ruleset`` says what it asks of scores, and may be empty."""
    passed = ruleset.pass_window == kind
    return scoring.Period(
        id=period_id,
        kind=kind,
        date_from=first,
        date_to=last,
        ruleset_id=ruleset.id or None,
        zero_adoption_short=ruleset.zero_adoption_short,
        followup_short=ruleset.followup_short,
        pass_mark=exact(ruleset.pass_mark) if passed else None,
        conversion=ruleset.conversion or "none",
        conversion_weight=exact(ruleset.conversion_weight, 4),
    )


def exact(number, places=2):
    """A stored decimal number, which Odoo reads as a binary float, as the decimal it is."""
    return Decimal(str(number or 0.0)).quantize(Decimal(1).scaleb(-places))


def _group(group):
    return scoring.RuleGroup(
        id=group.id,
        name=group.name,
        sequence=group.sequence,
        cap=exact(group.cap_points) if group.has_cap else None,
        floor=exact(group.floor_points) if group.has_floor else None,
        window=group.cap_window or None,
    )


def _common(rule):
    return {
        "id": rule.id,
        "name": rule.name,
        "sequence": rule.sequence,
        "group_id": rule.group_id.id or None,
        "basis": rule.basis or None,
        "filters": _filters(rule),
    }


def _filters(rule):
    return scoring.Filters(
        publication_ids=tuple(sorted(rule.publication_ids.ids)),
        level=rule.level or None,
        category_ids=tuple(sorted(rule.category_ids.ids)),
        mode=rule.mode or None,
        leader_rank=rule.leader_rank or None,
        outcome=rule.outcome or None,
        incident_kind=rule.incident_kind or None,
        unit_category_ids=tuple(sorted(rule.unit_category_ids.ids)),
        commissioned={"yes": True, "no": False}.get(rule.commissioned),
        adopted={"yes": True, "no": False}.get(rule.adopted),
        domain=_domain(rule, rule.domain),
    )


def _domain(rule, text):
    """A domain as ``(sql, params)`` of a query for the ids of the records that pass, or None."""
    if not text or not rule.basis:
        return None
    domain = condition(text, FACT_MODELS[rule.basis])
    if not domain:
        return None
    facts = rule.env[FACT_MODELS[rule.basis]].with_context(active_test=False)
    select = facts._search(domain, bypass_access=True).select()  # all facts count, whoever computes
    return select.code, tuple(select.params)


def _event(rule):
    return scoring.EventRule(
        points=exact(rule.points),
        points_max=exact(rule.points_max),
        points_mode=rule.points_mode,
        factor=exact(rule.factor, 4),
        factor_rule_ids=tuple(sorted(rule.factor_rule_ids.ids)),
        every=rule.points_every,
        share=rule.share,
        first_n=rule.first_n,
        cap=exact(rule.cap_points) if rule.has_cap else None,
        cap_window=rule.cap_window or None,
        stack_key=rule.stack_key or None,
        stack_by=rule.stack_by or None,
        stack_mode=rule.stack_mode or None,
        later_points=exact(rule.later_points),
        additive=rule.additive,
        **_common(rule),
    )


def _quota(rule):
    lines = rule.quota_line_ids
    return scoring.QuotaRule(
        window=rule.quota_window or None,
        quota=exact(rule.quota),
        unit_quotas=tuple((line.unit_id.id, exact(line.quota)) for line in lines if line.unit_id),
        category_quotas=tuple(
            (line.unit_category_id.id, exact(line.quota)) for line in lines if line.unit_category_id
        ),
        user_quotas=tuple((line.user_id.id, exact(line.quota)) for line in lines if line.user_id),
        per=rule.quota_per,
        to_unit=rule.to_unit,
        metric=rule.quota_metric,
        weights=tuple(
            (line.category_id.id, exact(line.weight, 4)) for line in rule.weight_line_ids
        ),
        counted_group_id=rule.quota_group_id.id or None,
        met_points=exact(rule.met_points),
        extra_points=exact(rule.extra_points),
        extra_max=rule.extra_max,
        extra_share=exact(rule.extra_share),
        short_flat=exact(rule.short_flat),
        short_points=exact(rule.short_points),
        short_share=exact(rule.short_share),
        requires_ids=tuple(sorted(rule.requires_rule_ids.ids)),
        soft=rule.soft,
        **_common(rule),
    )


def _ratio(rule):
    return scoring.RatioRule(
        window=rule.ratio_window or None,
        numerator=_domain(rule, rule.numerator_domain),
        threshold=exact(rule.threshold, 4),
        below_points=exact(rule.below_points),
        **_common(rule),
    )


def _veto(rule):
    return scoring.VetoRule(
        trigger=rule.veto_trigger or "facts",
        count=rule.veto_count,
        window=rule.veto_window or None,
        rule_id=rule.veto_rule_id.id or None,
        effect=rule.effect or None,
        scope=rule.award_scope,
        **_common(rule),
    )


BUILDERS = {"event": _event, "quota": _quota, "ratio": _ratio, "veto": _veto}


def _is_volatile(rule):
    """Whether a domain of the rule reads anything the engine does not follow."""
    if not rule.basis:
        return False
    texts = (rule.domain, rule.numerator_domain)
    return any(
        not _is_followed(rule.env[FACT_MODELS[rule.basis]], leaf)
        for text in texts
        for leaf in condition(text, FACT_MODELS[rule.basis])
    )


def _is_followed(model, leaf):
    """Whether ``leaf`` reads only stored columns of followed models."""
    if not isinstance(leaf, (tuple, list)) or len(leaf) != 3 or not isinstance(leaf[0], str):
        return True
    path = leaf[0].split(".")
    for name in path[:-1]:
        field = model._fields[name]
        if not field.store or field.comodel_name not in FOLLOWED:
            return False
        model = model.env[field.comodel_name]
    last = model._fields[path[-1]]
    by_name = last.relational and not isinstance(leaf[2], (int, bool, list, tuple))
    hierarchy = leaf[1] in ("child_of", "parent_of")
    return last.store and model._name in FOLLOWED and not by_name and not hierarchy
