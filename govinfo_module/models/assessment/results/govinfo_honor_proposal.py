"""Who is proposed for an honour, and who is barred from it and why."""

from datetime import date, timedelta

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError

from ....helpers.foundation.grouping import totals
from ....helpers.foundation.lock import lock_rows
from ....helpers.foundation.readable import number_text

# The column of the ledger each kind is summed by.
SUMMED_BY = {"unit": "unit_id", "person": "user_id", "item": "item_id"}


class GovinfoHonor(models.Model):
    _inherit = "govinfo.honor"

    @api.private
    @api.model
    def propose(self, year, kind, number, company, date_from=None, date_to=None):
        """Propose the best ``number`` of ``kind`` in ``year``, per unit category for units.

        ``date_from`` and ``date_to`` make it a part of the year (half a year). What was proposed before
        for the same days and not decided is replaced. Those who are barred take no place of the
        number. Returns the new records.
        """
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office propose honours."))
        lock_rows(company)  # two who propose at once do not propose the same twice
        span = date_from or date(year, 1, 1), date_to or date(year, 12, 31)
        if span[0] > span[1] or {day.year for day in span} != {year}:
            raise UserError(_("Honours are for a year or for days within it."))
        same = [
            ("date_from", "=", span[0]),
            ("date_to", "=", span[1]),
            ("kind", "=", kind),
            ("company_id", "=", company.id),
        ]
        decided = self.search(same + [("state", "!=", "proposed")])
        self.search(same + [("state", "=", "proposed")]).unlink()
        vals_list = []
        for group in self._ranked(span, kind, company).values():
            places = number
            for vals in group:
                if places <= 0:
                    break
                places -= not vals["barred_reason"]
                if not decided.filtered(lambda rec, vals=vals: rec._is_same(vals)):
                    vals_list.append(vals)
        return self._make(vals_list)

    def _is_same(self, vals):
        return all(self[name].id == vals[name] for name in ("unit_id", "user_id", "item_id"))

    def _ranked(self, span, kind, company):
        """Values of everybody with points in ``span``, best first, by unit category for units."""
        column = SUMMED_BY[kind]
        domain = [
            ("company_id", "=", company.id),
            ("date", ">=", span[0]),
            ("date", "<=", span[1]),
            (column, "!=", False),
        ]
        if kind != "person":
            domain.append(("personal", "=", False))
        rows = totals(self.env["govinfo.score.entry"], domain, [column], ["points"])
        groups = {}
        for record_id, points, _count in sorted(rows, key=lambda row: (-row[1], row[0])):
            vals = self._values(span, kind, company, record_id, points)
            if vals:
                groups.setdefault(vals["unit_category_id"], []).append(vals)
        for group in groups.values():
            for place, vals in enumerate(group, 1):
                tied = place > 1 and vals["total"] == group[place - 2]["total"]
                vals["rank"] = group[place - 2]["rank"] if tied else place
        return groups

    def _values(self, span, kind, company, record_id, points):
        """Values of one proposal; None for what is not ranked or earned nothing."""
        if points <= 0:
            return None
        vals = {
            "year": span[0].year,
            "date_from": span[0],
            "date_to": span[1],
            "kind": kind,
            "company_id": company.id,
            "total": points,
            "unit_id": False,
            "user_id": False,
            "item_id": False,
            "unit_category_id": False,
            "barred_reason": False,
        }
        vals[SUMMED_BY[kind]] = record_id
        if kind == "unit":
            unit = self.env["govinfo.unit"].browse(record_id)
            if not unit.ranked:
                return None
            vals.update(
                unit_category_id=unit._categories_on(span[1])[unit].id,
                barred_reason=self._unit_bars(unit, span, company),
            )
        elif kind == "person":
            user = self.env["res.users"].browse(record_id)
            vals["barred_reason"] = self._person_bars(user, span, company)
        return vals

    # -- bars --------------------------------------------------------------------------------

    def _unit_bars(self, unit, span, company):
        """Why the unit may not be honoured for ``span``; False when nothing bars it."""
        own = [("unit_id", "=", unit.id)]
        first, after = self._moments(span, company)
        missed = self.env["govinfo.commission.line"].search_count(
            own + [("state", "=", "missed"), ("deadline", ">=", first), ("deadline", "<", after)]
        )
        reasons = [self._rule_bars("govinfo.score", own, span)]
        if missed:
            reasons.append(_("%d commissions missed", missed))
        of_unit = ["|", *own, ("joint_unit_ids", "in", unit.ids)]
        reasons.append(self._rate_bar(of_unit, span, company))
        reasons += self._task_bars([*own, ("user_id", "=", False)], span, company)
        return "；".join(filter(None, reasons)) or False

    def _person_bars(self, user, span, company):
        """Why the person may not be honoured for ``span``; False when nothing bars them."""
        own = [("user_id", "=", user.id)]
        in_county = [*own, ("company_id", "=", company.id)]
        reasons = [
            self._rule_bars("govinfo.score.person", in_county, span),
            self._rate_bar([("author_id", "=", user.id)], span, company),
            *self._task_bars(own, span, company),
        ]
        return "；".join(filter(None, reasons)) or False

    def _rule_bars(self, model, own, span):
        """The rules that bar from awards of the calendar year."""
        year = span[1].year
        score = self.env[model].search(
            own
            + [
                ("period_id.date_from", ">=", "%d-01-01" % year),
                ("period_id.date_to", "<=", "%d-12-31" % year),
                ("award_barred", "=", True),
            ],
            limit=1,
        )
        return score.award_barred_reason

    def _rate_bar(self, own, span, company):
        """The adoption rate of what was sent in ``span``, where it lies below what is asked."""
        ruleset = self.env["govinfo.ruleset"]._in_force(company, span[1])
        asked = ruleset.honor_min_adoption_rate
        if not asked:
            return False
        first, after = self._moments(span, company)
        # sudo: counted, not shown; work secrets count as well
        items = self.env["govinfo.item"].sudo()
        sent = own + [
            ("company_id", "=", company.id),
            ("counted", "=", True),
            ("state", "in", ("submitted", "accepted", "archived")),
            ("submitted_at", ">=", first),
            ("submitted_at", "<", after),
        ]
        count = items.search_count(sent)
        adopted = items.search_count([*sent, ("is_adopted", "=", True)])
        if count and adopted >= asked * count:
            return False
        return _(
            "%(adopted)s of %(count)s items adopted, below %(rate)s",
            adopted=adopted,
            count=count,
            rate=number_text(100 * asked) + "%",
        )

    def _task_bars(self, own, span, company):
        """The tasks asked for honours that were not met in a window ending in ``span``."""
        ruleset = self.env["govinfo.ruleset"]._in_force(company, span[1])
        failed = self.env["govinfo.score.window"].search(
            own
            + [
                ("rule_id", "in", ruleset.honor_requires_rule_ids.ids),
                ("kind", "=", "quota"),
                ("failed", "=", True),
                ("date", ">=", span[0]),
                ("date", "<=", span[1]),
            ],
            order="date",
        )
        return [_("%s not met", rule.name) for rule in failed.rule_id]

    def _moments(self, span, company):
        """The moments (UTC) at which ``span`` begins and is over."""
        return company.govinfo_utc(span[0]), company.govinfo_utc(span[1] + timedelta(days=1))
