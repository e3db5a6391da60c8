import re

from odoo import Command, _, models

from ...exchange.tables.columns import UNITS
from ...exchange.text import half_width
from .govinfo_import_wizard import RowFault


class GovinfoImportWizard(models.TransientModel):
    """Units from a spreadsheet: name, code, category, people.

    A person who has no account yet gets one with the login that stands beside the name, as an officer
    of information work and nothing else; how they sign in is set by the system's administrator.
    """

    _inherit = "govinfo.import.wizard"

    def _columns_unit(self):
        return UNITS

    def _prepare_unit(self, rows):
        """The rows; codes that stand in the file twice are known afterwards.

        For managers alone: what is wrong with a row tells which logins there are.
        """
        self.env["res.users"]._govinfo_check_manager()
        return self._mark_twice(rows, "code")

    def _judge_unit(self, values):
        company = self.env.company
        units = self.env["govinfo.unit"].with_context(active_test=False)
        if values["twice"]:
            raise RowFault(_("The code %s stands in the file more than once.", values["code"]))
        if units.search_count([("company_id", "=", company.id), ("code", "=", values["code"])]):
            raise RowFault(_("There is a unit with the code %s already.", values["code"]))
        ranked = values["ranked"]
        return {
            "name": values["name"],
            "full_name": values["full_name"],
            "code": values["code"],
            "category": self._unit_category(values["category"]),
            "head": (values["head"], values["head_email"]),
            "leaders": self._unit_people(values["leader"], values["leader_login"], single=True),
            "officers": self._unit_people(values["officer"], values["officer_login"]),
            "ranked": True if ranked is None else ranked,
            "target": values["target"] or 0,
            "company_id": company.id,
        }

    def _unit_category(self, name):
        """``(record, name)`` of a ranking group; a county that has none yet gets those of the file."""
        categories = self.env["govinfo.unit.category"]
        if not name:
            raise RowFault(_("The category is missing."))
        own = [("company_id", "=", self.env.company.id)]
        found = categories.search(own + ["|", ("name", "=", name), ("code", "=ilike", name)])
        known = found or categories.search(own)
        if len(found) != 1 and known:
            raise RowFault(
                _(
                    "There is no category %(name)s; there are: %(known)s.",
                    name=name,
                    known="、".join(known.mapped("name")),
                )
            )
        return found, name

    def _unit_people(self, names, logins, single=False):
        """``[(user or none, name, login)]`` of the people in two cells, divided by 、 or commas."""
        names, logins = _parts(names), _parts(logins)
        if logins and len(logins) != len(names):
            raise RowFault(_("There must be a login for each name: %s.", "、".join(names)))
        if single and len(names) > 1:
            raise RowFault(_("A unit has one leader in charge; there are: %s.", "、".join(names)))
        logins = logins or [None] * len(names)
        return [(self._unit_user(*person), *person) for person in zip(names, logins)]

    def _unit_user(self, name, login):
        """The county's user with that login, or called ``name``; none when one is to be made."""
        users = self.env["res.users"].sudo()  # sudo: managers of information work pick among users
        if login:
            found = users.with_context(active_test=False).search([("login", "=ilike", login)])
            if not found:
                return found
            if found.share or not found.active or self.env.company not in found.company_ids:
                raise RowFault(_("The login %s is taken by somebody outside this county.", login))
            if found.name != name:
                raise RowFault(_("The login %(login)s is taken by another person.", login=login))
            return found
        found = users.search(
            [
                ("company_ids", "in", self.env.company.id),
                ("share", "=", False),
                "|",
                ("name", "=", name),
                ("login", "=", name),
            ]
        )
        if not found:
            raise RowFault(
                _("There is no user called %s; write a login beside the name to make one.", name)
            )
        if len(found) > 1:
            raise RowFault(_("There are several users called %s; write the login.", name))
        return found

    def _make_unit(self, rows):
        users, categories = {}, {}
        return self.env["govinfo.unit"].create(
            [self._unit_vals(vals, users, categories) for vals in rows]
        )

    def _unit_vals(self, vals, users, categories):
        """What a unit is made with; ``users`` and ``categories`` keep what this file has made."""
        name, email = vals.pop("head")
        if name:
            # managers of information work need not be able to edit contacts
            contacts = self.env["res.partner"]._govinfo_system()
            head = contacts.create({"name": name, "email": email or False})
            vals["head_id"] = head.id
        category, label = vals.pop("category")
        vals["category_id"] = (category or self._unit_new_category(label, categories)).id
        leaders = [self._unit_account(*person, users) for person in vals.pop("leaders")]
        vals["leader_id"] = leaders[0].id if leaders else False
        officers = [self._unit_account(*person, users) for person in vals.pop("officers")]
        vals["officer_ids"] = [Command.set([user.id for user in officers])]
        return vals

    def _unit_new_category(self, name, made):
        if name not in made:
            made[name] = self.env["govinfo.unit.category"].create(
                {"name": name, "code": "G%d" % (len(made) + 1), "sequence": 10 * (len(made) + 1)}
            )
        return made[name]

    def _unit_account(self, user, name, login, made):
        """The person's user, with the role of an officer; made when there is none."""
        if not user and login.lower() not in made:
            made[login.lower()] = self.env["res.users"]._govinfo_new_officer(name, login)
        user = user or made[login.lower()]
        user._govinfo_make_officer()
        return user


def _parts(text):
    """The names in a cell: ``"甲、乙"`` and ``"甲，乙"`` are two."""
    return [part for part in re.split(r"[、,;\s]+", half_width(text or "")) if part]
