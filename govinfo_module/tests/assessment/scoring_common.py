"""Assessment in few words: a rule set in force, facts of past days, the ledger as rows."""

from datetime import date, datetime, time

import pytz

from ..common import GovinfoCase

ZONE = pytz.timezone("Asia/Shanghai")


def utc(day, at="09:00"):
    """The naive UTC moment of local ``day`` (a date or its text) at local time ``at``."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    local = ZONE.localize(datetime.combine(day, time.fromisoformat(at)))
    return local.astimezone(pytz.utc).replace(tzinfo=None)


class ScoringCase(GovinfoCase):
    """Units, people and papers of ``GovinfoCase``, with builders for what scoring needs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.papers = {"county": cls.bulletin, "city": cls.city_paper}
        for level in ("province", "national"):
            cls.papers[level] = cls.env["govinfo.publication"].create(
                {"name": level, "code": level, "level": level}
            )

    # -- builders ----------------------------------------------------------------------------

    @classmethod
    def make_ruleset(cls, rules, groups=(), active=True, **vals):
        """A rule set of 2026; ``rules`` by name, their ``group`` by code."""
        defaults = {"name": "考核办法", "date_from": "2026-01-01", "date_to": "2026-12-31"}
        ruleset = cls.env["govinfo.ruleset"].with_user(cls.manager).create(dict(defaults, **vals))
        made = {}
        for sequence, group in enumerate(groups):
            group = dict({"name": group["code"], "sequence": sequence}, **group)
            made[group["code"]] = ruleset.group_ids.create(dict(group, ruleset_id=ruleset.id))
        for sequence, (name, rule) in enumerate(rules.items(), 1):
            rule = dict(rule, name=name, ruleset_id=ruleset.id)
            rule.setdefault("sequence", 10 * sequence)
            if rule.get("group"):
                rule["group_id"] = made[rule.pop("group")].id
            ruleset.rule_ids.create(rule)
        if active:
            ruleset.action_activate()
        return ruleset

    @classmethod
    def rule(cls, ruleset, name):
        return ruleset.rule_ids.filtered(lambda rule: rule.name == name)

    @classmethod
    def make_period(cls, day="2026-07-01", kind="quarter"):
        vals = {"kind": kind, "date_from": day}
        return cls.env["govinfo.period"].with_user(cls.manager).create(vals)

    @classmethod
    def sent(cls, unit, day, at="09:00", **vals):
        """An item the unit sent on ``day``."""
        defaults = {
            "name": "政务信息",
            "unit_id": unit.id,
            "author_id": cls.officer.id,
            "category_id": cls.category.id,
            "body": "<p>内容</p>",
            "state": "accepted",
            "submitted_at": utc(day, at),
        }
        return cls.history("govinfo.item", **dict(defaults, **vals))

    @classmethod
    def adopted(cls, item, level, day, **vals):
        paper = cls.papers[level]
        return cls.history(
            "govinfo.adoption", item_id=item.id, publication_id=paper.id, date=day, **vals
        )

    @classmethod
    def instructed(cls, item, level, day, **vals):
        values = dict({"leader_name": "领导", "level": level, "date": day}, **vals)
        return cls.history("govinfo.instruction", item_id=item.id, **values)

    @classmethod
    def commissioned(cls, unit, state, day):
        """A commission line of the unit that became done, late or missed on ``day``."""
        moment = utc(day)
        commission = (
            cls.env["govinfo.commission"]
            .with_user(cls.manager)
            .create({"name": "约稿", "deadline": moment})
        )
        vals = {"state": state, "deadline": moment}
        if state != "missed":
            vals["completed_at"] = moment
        return cls.history(
            "govinfo.commission.line", commission_id=commission.id, unit_id=unit.id, **vals
        )

    @classmethod
    def adjusted(cls, unit, period, points, **vals):
        """An adjustment proposed by a reviewer and approved by a leader."""
        values = dict({"reason": "调整"}, unit_id=unit.id, period_id=period.id, points=points)
        adjustment = (
            cls.env["govinfo.adjustment"].with_user(cls.reviewer).create(dict(values, **vals))
        )
        adjustment.action_request_approval()
        adjustment.with_user(cls.leader).action_approve()
        return adjustment

    # -- what came of it ---------------------------------------------------------------------

    def entries(self, unit, *names, **between):
        """The unit's entries in order of day, with the fields ``names``."""
        domain = [("unit_id", "=", unit.id)]
        if "since" in between:
            domain.append(("date", ">=", between["since"]))
        entries = self.env["govinfo.score.entry"].search(domain, order="date, id")
        names = names or ("date", "raw_points", "points", "reason")
        rows = [[entry[name] for name in names] for entry in entries]
        return [tuple(str(v) if isinstance(v, date) else v for v in row) for row in rows]

    def score(self, period, unit):
        return period.score_ids.filtered(lambda score: score.unit_id == unit)

    def total(self, period, unit):
        return self.score(period, unit).total
