"""Brings the facts into an empty county of this addon: by a manager, by the history way."""

import re

from .differences import of_period
from .packed import FactsError
from .tables import TABLES, names

BATCH = 500
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "no_reset_password": True,
}
# 14.0 began "since ever" in 1970; this addon knows no earlier day
EARLIEST = "2000-01-01"
DAYS = ("date", "datetime")
DIGITS = re.compile(r"(\d+)\D*$")


def bring(env, facts, login, tell=lambda model, count: None):
    """Bring ``facts`` (of ``read``) into ``env.company``; all of them or, when it raises, none.

    ``env``: the superuser's; ``login``: the manager who brings them in. Periods are computed anew and, when
    they come to the same points as before, publicised and locked as they were. ``tell`` hears what has been
    made. Return the periods that come to other points; what differs is said by ``differences``.
    """
    manager = env["res.users"].search([("login", "=", login)])
    if not manager.has_group("govinfo_module.group_manager"):
        raise FactsError("%s is no manager of this county." % login)
    if env["govinfo.item"].search_count([("company_id", "=", env.company.id)], limit=1):
        raise FactsError("This county has items already; facts are brought into an empty one.")
    with env.cr.savepoint():
        return Bringing(env, manager, facts, tell).bring()


class Bringing:
    """``made``: model → old id → new id."""

    def __init__(self, env, manager, facts, tell):
        self.env, self.facts, self.tell = env(context=dict(env.context, **QUIET)), facts, tell
        self.company = env.company
        # the manager's doing; su: among the facts are work secrets on which the manager is not named
        self.by = self.env(
            user=manager.id,
            su=True,
            context=dict(self.env.context, allowed_company_ids=self.company.ids),
        )
        self.made = {}
        self.later = []  # (model, new id, field, old ids): named before they were there

    def bring(self):
        """Write everything, put the rule sets in force and compute; gives what computing gave."""
        self._people()
        for table in TABLES:
            self._table(table)
        self._name_later()
        self._put_in_force()
        self._follow_numbers()
        return self._compute()

    # -- people ------------------------------------------------------------------------------

    def _people(self):
        """Users by their logins; who is not there is made without a password."""
        users = self.env["res.users"].with_context(active_test=False)
        known = {user.login: user.id for user in users.search([])}
        self.made["res.users"] = {}
        for row in self.facts["tables"]["res.users"]:
            new = known.get(row["login"]) or users.create(self._user(row)).id
            self.made["res.users"][row["id"]] = new
        partners = self.env["res.partner"].create(
            [
                {name: row[name] for name in ("name", "email", "phone")}
                for row in self.facts["tables"]["res.partner"]
            ]
        )
        old = [row["id"] for row in self.facts["tables"]["res.partner"]]
        self.made["res.partner"] = dict(zip(old, partners.ids))

    def _user(self, row):
        groups = ["base.group_user", *("govinfo_module." + role for role in row["roles"])]
        return {
            "login": row["login"],
            "name": row["name"],
            "email": row["email"],
            "active": row["active"],
            "company_id": self.company.id,
            "company_ids": [(6, 0, self.company.ids)],
            "group_ids": [(6, 0, [self.env.ref(group).id for group in groups])],
        }

    # -- tables ------------------------------------------------------------------------------

    def _table(self, table):
        model = self.by[table.model].with_context(govinfo_history=True)
        rows = [self._dated(model, row) for row in self.facts["tables"].get(table.model, [])]
        allowed = set(names(self.env, table.model))
        if not hasattr(model, "_history_call") and hasattr(model, "_guarded"):
            allowed -= model._guarded()
        made = self.made[table.model] = {}
        for start in range(0, len(rows), BATCH):
            fresh = []
            for row in rows[start : start + BATCH]:
                found = table.key and self._there(table, row)
                if found:
                    made[row["id"]] = found.id
                else:
                    fresh.append(row)
            self._make(model, fresh, allowed, made)
        self.tell(table.model, len(rows))

    def _dated(self, model, row):
        """``row`` without days that are too early."""
        days = [name for name in row if getattr(model._fields.get(name), "type", "") in DAYS]
        return {**row, **{name: EARLIEST for name in days if row[name] and row[name] < EARLIEST}}

    def _there(self, table, row):
        """The record of this county that ``row`` is, if there is one."""
        own = [("company_id", "in", (self.company.id, False))]
        for name in table.key:
            value = row[name]
            if self.env[table.model]._fields[name].type == "many2one":
                value = self._new(self.env[table.model]._fields[name].comodel_name, value)[0]
            own.append((name, "=", value))
        return self.env[table.model].with_context(active_test=False).search(own, limit=1)

    def _make(self, model, rows, allowed, made):
        vals_list = [self._vals(model, row, allowed) for row in rows]
        records = model.create(vals_list)
        for row, record in zip(rows, records):
            made[row["id"]] = record.id
            for name in allowed & set(row):
                if model._fields[name].relational and row[name]:
                    self._note_later(record, name, row[name])
        self.env.flush_all()
        self.env.invalidate_all()

    def _vals(self, model, row, allowed):
        vals = {name: self._taken(model._fields[name], row[name]) for name in allowed & set(row)}
        own = model._fields.get("company_id")
        if own and not own.related and not own.compute:
            vals["company_id"] = self.company.id
        return vals

    def _taken(self, field, value):
        if field.type == "many2one":
            return self._new(field.comodel_name, value)[0]
        if field.type == "many2many":
            return [(6, 0, [one for one in self._new(field.comodel_name, value) if one])]
        return value

    def _new(self, model, ids):
        """The new ids of old ones; False for what is not there (yet)."""
        made = self.made.get(model, {})
        return [made.get(one, False) for one in ids] or [False]

    def _note_later(self, record, name, ids):
        """Remember what names a record of the same table, or of one that comes later."""
        if not all(self._new(record._fields[name].comodel_name, ids)):
            self.later.append((record._name, record.id, name, ids))

    def _name_later(self):
        for model, new, name, ids in self.later:
            record = self.by[model].browse(new)
            vals = {name: self._taken(record._fields[name], ids)}
            if hasattr(record, "_history_call"):
                record._transition(vals)
            else:
                record.write(vals)

    # -- what follows from them -----------------------------------------------------------------

    def _put_in_force(self):
        """Rule sets that were in force, the oldest first."""
        rows = [row for row in self.facts["tables"]["govinfo.ruleset"] if row["state"] != "draft"]
        for row in sorted(rows, key=lambda row: row["date_from"]):
            ruleset = self.by["govinfo.ruleset"].browse(self.made["govinfo.ruleset"][row["id"]])
            ruleset.action_activate()

    def _follow_numbers(self):
        """New items and commissions are numbered after those brought in."""
        for unit in self.env["govinfo.unit"].search([("company_id", "=", self.company.id)]):
            items = self.env["govinfo.item"].search([("unit_id", "=", unit.id)])
            local = self.company.govinfo_local
            days = [(item.number, local(item.submitted_at)) for item in items]
            self._follow(unit._item_sequence(), days)
        commissions = self.env["govinfo.commission"].search([("company_id", "=", self.company.id)])
        if commissions:
            days = [(one.number, one.date_issued) for one in commissions]
            self._follow(commissions[0]._number_sequence(), days)

    def _follow(self, sequence, numbered):
        highest = {}
        for number, day in numbered:
            place = DIGITS.search(number or "")
            if place and day:
                highest[day.year] = max(highest.get(day.year, 0), int(place.group(1)))
        for year, number in highest.items():
            first = "%d-01-01" % year
            span = sequence.date_range_ids.filtered(lambda one, f=first: str(one.date_from) == f)
            span = span or sequence._create_date_range_seq(first)
            span.number_next_actual = max(span.number_next_actual, number + 1)

    def _compute(self):
        """Compute the periods; those that come to the same points are publicised and locked as before."""
        wrong = self.by["govinfo.period"].browse()
        for old in self.facts["scores"]:
            period = self.by["govinfo.period"].search(
                [
                    ("company_id", "=", self.company.id),
                    ("kind", "=", old["kind"]),
                    ("date_from", "=", old["date_from"]),
                ]
            )
            period.action_compute()
            if of_period(period, old):
                wrong |= period
            elif not wrong and old["state"] in ("publicity", "locked"):
                period.action_publicise()
                if old["state"] == "locked":
                    period.action_lock()
        return wrong
