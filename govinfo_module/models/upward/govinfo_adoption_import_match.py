import base64
import re

from odoo import Command, _, models
from odoo.exceptions import UserError

from ...exchange.errors import ExchangeError
from ...exchange.likeness.match import Known, Wanted, match_titles
from ...exchange.tables.columns import ADOPTIONS
from ...exchange.tables.pasted import read_pasted
from ...exchange.tables.xlsx_in import read_xlsx
from ...exchange.text import fold
from ...helpers.foundation.exchange_errors import user_error
from ..item.govinfo_item import WITH_OFFICE

_PLACE = re.compile(r"^(.{2,8}?)(?:县|市|区|旗)")


class GovinfoAdoptionImport(models.Model):
    """What a superior's list says: its rows read, and for each the item it means proposed."""

    _inherit = "govinfo.adoption.import"

    def _read_list(self):
        """The list as a ``table.Table``."""
        try:
            if self.file:
                return read_xlsx(base64.b64decode(self.file), ADOPTIONS, year=self.date)
            if (self.pasted or "").strip():
                return read_pasted(self.pasted, ADOPTIONS, year=self.date)
        except ExchangeError as error:
            raise user_error(self, error) from error
        raise UserError(_("Choose a file or paste the list first."))

    def _known_publications(self):
        """The superiors' publications that the county knows."""
        return self.env["govinfo.publication"].search(
            [("company_id", "=", self.company_id.id), ("is_own", "=", False)]
        )

    def _row_vals(self, row, known):
        """A row of the list as values of a line; what it lacks comes from the list's head.

        ``known``: the publications a row may name.
        """
        values = row.values
        publication = self._publication(values, known)
        return {
            "number": row.number,
            "sheet": row.sheet,
            "title": values["title"],
            "unit_text": values["unit"],
            "publication_id": publication.id,
            "date": values["date"] or self.date,
            "mode": values["mode"] or "full",
            "external_issue": values["issue"] or self.external_issue,
            "external_score": values["score"] or 0,
            "key": "|".join(
                [
                    fold(values["title"]),
                    fold(values["unit"] or ""),
                    str(publication.id),
                    str(values["date"] or ""),
                    fold(values["issue"] or self.external_issue or ""),
                ]
            ),
            "fault": ""
            if publication
            else _("No publication is called %s.", values["publication"] or "—"),
        }

    def _publication(self, values, known):
        """Of ``known`` the one a row names by name, code or level; the list's when it names none."""
        wanted = fold(values["publication"] or "")
        if wanted:
            exact = known.filtered(lambda p: wanted in (fold(p.name), fold(p.code)))
            near = known.filtered(lambda p: wanted in fold(p.name) or fold(p.name) in wanted)
            return exact[:1] or (near if len(near) == 1 else known.browse())
        if self.publication_id:
            return self.publication_id
        of_level = known.filtered(lambda p: p.level == values["level"])
        return of_level if len(of_level) == 1 else known.browse()

    def _propose(self, rows):
        """Fill in match, item, unit and decision of the rows."""
        units = self.env["govinfo.unit"].search([("company_id", "=", self.company_id.id)])
        known = self._known_items(rows)
        matches = match_titles(
            [Wanted(row["title"], row["unit_text"] or "") for row in rows], known, self._places()
        )
        earlier = self.env["govinfo.adoption.import.line"]._decided(self, rows)
        unit_names = {}
        for unit in units:
            unit_names.setdefault(fold(unit.name), unit.id)
        seen = {}
        for row, match in zip(rows, matches):
            row.update(match=match.certainty, item_id=match.key, similarity=match.score)
            row["candidate_ids"] = [Command.set([c.key for c in match.candidates])]
            row["unit_id"] = unit_names.get(fold(row["unit_text"] or ""))
            row["decision"] = self._decision(row)
            past = earlier.get(row["key"])
            if past:
                row.update(decision="known", item_id=past.item_id.id, fault=False)
            elif row["key"] in seen:
                row.update(decision="skip", fault=_("The same as row %s.", seen[row["key"]]))
            seen.setdefault(row["key"], row["number"])
        self._recognise_registered(rows)

    def _decision(self, row):
        """What is proposed: sure matches are adopted, a known unit's unmatched title becomes an item."""
        if row["fault"]:
            return False
        if row["match"] == "sure":
            return "adopt"
        return "create" if row["match"] == "none" and row["unit_id"] else False

    def _recognise_registered(self, rows):
        """Rows whose adoption is registered already, by whatever way."""
        adoptions = self.env["govinfo.adoption"].search(
            [("item_id", "in", [row["item_id"] for row in rows if row.get("item_id")])]
        )
        known = set()
        for adoption in adoptions:
            use = (adoption.item_id.id, adoption.publication_id.id)
            known.add((*use, adoption.date))
            if adoption.external_issue:
                known.add((*use, fold(adoption.external_issue)))
        for row in rows:
            use = (row["item_id"], row["publication_id"])
            issue = fold(row["external_issue"] or "")
            if row["decision"] == "adopt" and ({(*use, row["date"]), (*use, issue)} & known):
                row["decision"] = "known"

    def _known_items(self, rows):
        """Our items that a list of these dates may name, as the matcher takes them."""
        first = min((row["date"] for row in rows), default=self.date)
        since = self.company_id.govinfo_utc(first.replace(year=first.year - 1, month=1, day=1))
        items = self.env["govinfo.item"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("submitted_at", ">=", since),
                ("state", "in", WITH_OFFICE),
            ]
        )
        names = {unit.id: unit.name for unit in (items.unit_id | items.joint_unit_ids).sudo()}
        return [
            Known(
                row["id"],
                row["name"] or "",
                tuple(
                    names[unit]
                    for unit in [row["unit_id"] and row["unit_id"][0], *row["joint_unit_ids"]]
                    if unit in names
                ),
            )
            for row in items.read(["name", "unit_id", "joint_unit_ids"])
        ]

    def _places(self):
        """The county's name as titles carry it: 江海县, 江海."""
        found = set()
        for name in (self.company_id.name, self.company_id.govinfo_organ):
            match = _PLACE.match(name or "")
            if match:
                found |= {match.group(0), match.group(1)}
        return sorted(found)
