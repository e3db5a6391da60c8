"""The figures of a period, collected once and frozen on the notice."""

from datetime import timedelta

from odoo import models

from ...gongwen.chinese import period as period_name
from ...helpers.foundation.grouping import totals
from ...helpers.foundation.language import in_chinese
from ...scoring import windows
from ..county.govinfo_unit import STANDING
from ..foundation.govinfo_guard_mixin import LEVELS
from ..item.govinfo_item import WITH_OFFICE

# The highest level comes first in lists.
LEVEL_ORDER = {level: -place for place, (level, _label) in enumerate(LEVELS)}


class GovinfoNoticeFigures(models.AbstractModel):
    """Collects what a notice says about a period: plain values, points as text with two places.

    Scores come from the period, counts of facts from the records themselves. Everything is read as
    superuser: a notice speaks of the whole county, and names no work secret.
    """

    _name = "govinfo.notice.figures"
    _description = "Figures of a Notice"

    def _collect(self, period):
        """The figures of ``period`` as a dict that survives JSON."""
        # sudo: all units' facts, whoever drafts the notice; and its words are Chinese
        period = in_chinese(period.sudo())
        figures = in_chinese(self.sudo())
        company, first, last = period.company_id, period.date_from, period.date_to
        before = first - timedelta(days=1)
        year_ago = first.replace(year=first.year - 1)
        return {
            "period": {
                "name": period_name(first, last),
                "kind": period.kind,
                "date_from": str(first),
                "date_to": str(last),
            },
            "totals": figures._totals(company, first, last),
            "previous": figures._totals(company, windows.start(period.kind, before), before),
            "last_year": figures._totals(company, year_ago, windows.end(period.kind, year_ago)),
            "ranking": figures._ranking(period),
            "adopted": figures._adopted(company, first, last),
            "commissions": figures._commissions(company, first, last),
            "shortfalls": figures._shortfalls(period),
            "structure": figures._structure(company, first, last),
            "problems": figures._problems(company, first, last),
            "responses": figures._responses(company, first, last),
            "persons": figures._persons(period),
        }

    # -- counts of facts ---------------------------------------------------------------------

    def _moments(self, company, field, first, last):
        """Domain: the naive UTC ``field`` falls on local days ``first`` to ``last``."""
        return [
            ("company_id", "=", company.id),
            (field, ">=", company.govinfo_utc(first)),
            (field, "<", company.govinfo_utc(last + timedelta(days=1))),
        ]

    def _days(self, company, first, last):
        return [
            ("company_id", "=", company.id),
            ("date", ">=", first),
            ("date", "<=", last),
        ]

    def _submitted(self, company, first, last):
        return self._moments(company, "submitted_at", first, last) + [
            ("state", "in", WITH_OFFICE),
            ("counted", "=", True),
        ]

    def _totals(self, company, first, last):
        days = self._days(company, first, last)
        facts = days + [("state", "=", "registered")]
        lines = self._moments(company, "deadline", first, last) + self._asked()
        return {
            "units": self.env["govinfo.unit"].search_count(
                [("company_id", "=", company.id), *STANDING]
            ),
            "submitted": self.env["govinfo.item"].search_count(
                self._submitted(company, first, last)
            ),
            "uploaded": self._counts("govinfo.upload", days, "level"),
            "adopted": self._counts("govinfo.adoption", facts, "level"),
            "instructed": self._counts("govinfo.instruction", facts, "level"),
            "commissions": self._counts("govinfo.commission.line", lines, "state"),
        }

    def _asked(self):
        return [("commission_state", "in", ("issued", "closed")), ("state", "!=", "waived")]

    def _counts(self, model, domain, field):
        return dict(totals(self.env[model], domain, [field]))

    def _structure(self, company, first, last):
        counts = self._counts("govinfo.item", self._submitted(company, first, last), "category_id")
        return [
            {"category": category.name, "count": counts.get(category.id, 0)}
            for category in self.env["govinfo.category"].search(
                [("company_id", "in", (False, company.id))]
            )
        ]

    # -- lists -------------------------------------------------------------------------------

    def _ranking(self, period):
        groups = []
        for score in period.score_ids.sorted(
            lambda s: (
                s.category_id.sequence,
                s.category_id.id,
                s.rank or 10**6,
                s.unit_id.sequence,
                s.unit_id.code,
            )
        ):
            if not groups or groups[-1]["category"] != score.category_id.name:
                groups.append({"category": score.category_id.name, "rows": []})
            groups[-1]["rows"].append(
                {
                    "unit": score.unit_id.name,
                    "unit_id": score.unit_id.id,
                    "rank": score.rank,
                    "submitted": score.submitted_count,
                    "adopted": score.adopted_count,
                    "instructed": score.instruction_count,
                    "total": "%.2f" % score.total,
                }
            )
        return groups

    def _adopted(self, company, first, last):
        adoptions = (
            self.env["govinfo.adoption"]
            .search(
                self._days(company, first, last) + [("state", "=", "registered")],
                order="date, id",
            )
            .sorted(lambda adoption: LEVEL_ORDER[adoption.level])
        )
        return [
            {
                "unit": "、".join((a.item_id.unit_id | a.item_id.joint_unit_ids).mapped("name")),
                "title": a.item_id.name if a.item_id.secrecy != "work_secret" else a.item_id.label,
                "author": a.item_id.author_id.name or "",
                "publication": a.publication_id.name,
                "level": a.level,
                "date": str(a.date),
            }
            for a in adoptions
        ]

    def _commissions(self, company, first, last):
        lines = self.env["govinfo.commission.line"].search(
            self._moments(company, "deadline", first, last) + self._asked()
        )
        places = {unit: place for place, unit in enumerate(lines.unit_id.sorted())}
        lines = lines.sorted(
            lambda line: (line.deadline, line.commission_id.id, places[line.unit_id])
        )
        return [
            {
                "place": places[line.unit_id],
                "commission": line.commission_id.name,
                "unit": line.unit_id.name,
                "unit_id": line.unit_id.id,
                "deadline": company.govinfo_local(line.deadline).strftime("%Y-%m-%d %H:%M"),
                "state": line.state,
            }
            for line in lines
        ]

    def _shortfalls(self, period):
        rows = []
        for score in period.score_ids.filtered("shortfall").sorted(
            lambda s: (s.category_id.sequence, s.category_id.id, s.unit_id.sequence, s.unit_id.code)
        ):
            rows.append(
                {
                    "unit": score.unit_id.name,
                    "unit_id": score.unit_id.id,
                    "category": score.category_id.name,
                    "reasons": self._reasons(score),
                    "silent": not score.submitted_count,
                }
            )
        return rows

    def _reasons(self, score):
        """The reasons of a shortfall; a task's with its window, and what it counts, for its sentence."""
        rules = {rule.id: rule for rule in score.period_id.ruleset_id.rule_ids}
        reasons = []
        for reason in score.shortfall_reasons():
            rule = rules.get(reason.get("rule"))
            if rule:
                reason = dict(
                    reason, window=rule.quota_window, basis=rule.basis, metric=rule.quota_metric
                )
            reasons.append(reason)
        return reasons

    def _problems(self, company, first, last):
        """How many confirmed incidents of each kind."""
        confirmed = self._days(company, first, last) + [("state", "=", "confirmed")]
        counts = self._counts("govinfo.incident", confirmed, "kind")
        labels = self.env["govinfo.incident"]._fields["kind"]._description_selection(self.env)
        return [
            {"kind": label, "count": counts[kind]} for kind, label in labels if counts.get(kind)
        ]
