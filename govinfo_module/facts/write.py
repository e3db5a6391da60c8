"""Takes the facts out, with the superuser's environment of Odoo's shell; 14.0 and 19.0 alike."""

from .packed import pack
from .tables import TABLES, names

ROLES = ("group_officer", "group_reviewer", "group_leader", "group_manager")
SECOND = len("2026-01-01 00:00:00")  # 14.0 keeps parts of it
SCORES = ("total", "rank", "submitted_count", "adopted_count", "shortfall")


def write(env, path, company=None):
    """Write the facts of ``company`` (by default the environment's) to the file ``path``.

    Return ``{model: number of records}``.
    """
    company = company or env.company
    taken = Taken(env, company)
    for table in TABLES:
        if table.model in env.registry:
            taken.take(table)
    taken.name_people()
    tables = taken.tables
    pack(path, {"county": company.name, "tables": tables, "scores": taken.scores()})
    return {model: len(rows) for model, rows in tables.items()}


class Taken:
    """What has been taken out of the county so far."""

    def __init__(self, env, company):
        # all records, also archived ones, in the order in which they were made
        self.env = env(
            context=dict(env.context, active_test=False, allowed_company_ids=company.ids)
        )
        self.company = company
        self.tables, self.ids = {}, {}
        self.people = {"res.users": set(), "res.partner": set()}

    def take(self, table):
        """The records of ``table``."""
        model = self.env[table.model]
        records = model.search(table.of(self.company), order="id")
        self.ids[table.model] = set(records.ids)
        wanted = names(self.env, table.model)
        self.tables[table.model] = [
            dict(self._row(model, values), id=values["id"])
            for values in records.read(wanted, load="")
        ]

    def _row(self, model, values):
        return {
            name: self._value(model._fields[name], value)
            for name, value in values.items()
            if name != "id"
        }

    def _value(self, field, value):
        if field.type == "many2one":
            return self._known(field.comodel_name, [value] if value else [])[:1]
        if field.type == "many2many":
            return self._known(field.comodel_name, value)
        if field.type in ("date", "datetime"):
            return value and str(value)[:SECOND]
        return value

    def _known(self, model, ids):
        """Those of ``ids`` that go along; a record of a table that comes later, too, may."""
        if model in self.people:
            self.people[model].update(ids)
        elif model in self.ids:
            ids = [one for one in ids if one in self.ids[model]]
        return list(ids)

    def name_people(self):
        """The users and partners that the facts name, without their passwords."""
        users = self.env["res.users"].browse(sorted(self.people["res.users"]))
        self.tables["res.users"] = [
            {
                "id": user.id,
                "login": user.login,
                "name": user.name,
                "email": user.email,
                "active": user.active,
                "roles": [role for role in ROLES if user.has_group("govinfo_module." + role)],
            }
            for user in users
        ]
        partners = self.env["res.partner"].browse(sorted(self.people["res.partner"]))
        self.tables["res.partner"] = [
            {"id": one.id, "name": one.name, "email": one.email, "phone": one.phone}
            for one in partners
        ]

    def scores(self):
        """The scores of computed periods, to compare with those the other database comes to."""
        periods = self.env["govinfo.period"].browse(sorted(self.ids["govinfo.period"]))
        return [
            {
                "kind": period.kind,
                "date_from": str(period.date_from),
                "state": period.state,
                "units": {
                    score.unit_id.code: {name: score[name] for name in SCORES}
                    for score in period.score_ids
                },
            }
            for period in periods.sorted(lambda one: (one.date_to, one.id))
        ]
