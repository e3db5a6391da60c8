import base64
import re

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..exchange.columns import ADOPTIONS
from ..exchange.errors import ExchangeError
from ..exchange.match import Known, Wanted, match_titles
from ..exchange.pasted import read_pasted
from ..exchange.text import fold
from ..exchange.xlsx_in import read_xlsx
from .exchange_errors import sentence, user_error

_PLACE = re.compile(r"^(.{2,8}?)(?:县|市|区|旗)")
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "govinfo_history": False,
}


class GovinfoAdoptionImport(models.Model):
    """A superior's list of what it adopted (采用情况通报), matched to our items.

    Upload or paste, look at the matches, decide, confirm. It is kept: who brought in what, and what each
    row became. Rows decided in an earlier list are recognised, so the same list again changes nothing.
    """

    _name = "govinfo.adoption.import"
    _description = "Superior's List of Adoptions"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True
    _guarded_fields = ("state",)

    name = fields.Char("List", required=True, default=lambda self: _("Superior's list"))
    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        check_company=True,
        help="Of rows that name none.",
    )
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company.govinfo_today(),
        help="Of rows without a date; its year completes dates such as 3月5日.",
    )
    external_issue = fields.Char("Superior's issue", help="Of rows that name none.")
    file = fields.Binary("Spreadsheet (.xlsx)", attachment=True)
    file_name = fields.Char()
    pasted = fields.Text("Or pasted text")
    state = fields.Selection(
        [("draft", "Draft"), ("matched", "To be confirmed"), ("done", "Done")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("govinfo.adoption.import.line", "import_id", "Rows", copy=False)
    sure_count = fields.Integer("Sure", compute="_compute_counts")
    likely_count = fields.Integer("Likely", compute="_compute_counts")
    none_count = fields.Integer("Without match", compute="_compute_counts")
    fault_count = fields.Integer("With errors", compute="_compute_counts")
    open_count = fields.Integer("To be decided", compute="_compute_counts")
    done_count = fields.Integer("Registered", compute="_compute_counts")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    @api.depends("line_ids.match", "line_ids.decision", "line_ids.fault", "line_ids.adoption_id")
    def _compute_counts(self):
        for record in self:
            lines = record.line_ids
            for match in ("sure", "likely", "none"):
                record[match + "_count"] = len(
                    lines.filtered(lambda x, m=match: x.match == m and not x.fault)
                )
            record.fault_count = len(lines.filtered("fault"))
            record.open_count = len(lines.filtered(lambda x: not x.decision and not x.fault))
            record.done_count = len(lines.adoption_id)

    def _check_office(self):
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office register adoptions."))

    def unlink(self):
        if any(record.state != "draft" for record in self) and not self.env.su:
            raise UserError(_("A list that was read is kept."))
        return super().unlink()

    # -- reading and matching ----------------------------------------------------------------

    def action_match(self):
        """Read the list and propose for each row the item it means."""
        self.ensure_one()
        self._check_office()
        self._lock()
        if self.state == "done":
            raise UserError(_("%s has been registered already.", self.name))
        table = self._read_list()
        self.line_ids.unlink()
        rows = [self._row_vals(row) for row in table.rows]
        self._propose(rows)
        rows += [
            {
                "number": error.number,
                "sheet": error.sheet,
                "match": "none",
                "fault": sentence(self, error.error),
            }
            for error in table.errors
        ]
        lines = self.env["govinfo.adoption.import.line"]
        lines._guarded().create([dict(row, import_id=self.id) for row in rows])
        self._transition({"state": "matched"})
        return True

    def _read_list(self):
        """The list as a ``table.Table``."""
        year = self.date.year
        try:
            if self.file:
                return read_xlsx(base64.b64decode(self.file), ADOPTIONS, year=year)
            if (self.pasted or "").strip():
                return read_pasted(self.pasted, ADOPTIONS, year=year)
        except ExchangeError as error:
            raise user_error(self, error) from error
        raise UserError(_("Choose a file or paste the list first."))

    def _row_vals(self, row):
        """A row of the list as values of a line; what it lacks comes from the list's head."""
        values = row.values
        publication = self._publication(values)
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

    def _publication(self, values):
        """The publication a row names by name, code or level; the list's when it names none."""
        wanted = fold(values["publication"] or "")
        known = self.env["govinfo.publication"].search(
            [("company_id", "=", self.company_id.id), ("is_own", "=", False)]
        )
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
            row["candidate_ids"] = [(6, 0, [c.key for c in match.candidates])]
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
            [("company_id", "=", self.company_id.id), ("submitted_at", ">=", since)]
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

    # -- confirming --------------------------------------------------------------------------

    def action_take_likely(self):
        """Take the proposed item for every likely row that is not decided."""
        self._check_office()
        lines = self.line_ids.filtered(
            lambda x: x.match == "likely" and not x.decision and not x.fault
        )
        lines.write({"decision": "adopt"})
        return True

    def action_confirm(self):
        """Register the adoptions of the decided rows; the list is done when none is left."""
        self.ensure_one()
        self._check_office()
        self._lock()
        if self.state != "matched":
            raise UserError(_("%s: match the list first, and confirm it once.", self.name))
        lines = self.line_ids.filtered(lambda x: not x.adoption_id)
        lines._make_items()
        lines._register_adoptions()
        if not self.line_ids.filtered(lambda x: not x.decision and not x.fault):
            self._transition({"state": "done"})
        self.message_post(
            body=_(
                "Registered: %(done)s of %(all)s rows.",
                done=len(self.line_ids.adoption_id),
                all=len(self.line_ids),
            )
        )
        self._tell_authors(lines.adoption_id)
        return True

    def _tell_authors(self, adoptions):
        """One message to each author, with all that was adopted of theirs."""
        for author in adoptions.item_id.author_id.filtered("active") - self.env.user:
            own = adoptions.filtered(lambda a, author=author: a.item_id.author_id == author)
            own[:1].sudo().item_id.message_notify(  # sudo: told whatever they may read besides
                partner_ids=author.partner_id.ids,
                subject=_("Adopted"),
                body=_("Adopted: %s", "；".join(own.mapped("label"))),
            )

    def action_view_lines(self):
        """All rows of this list, to be searched and decided in the list."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "govinfo_module.govinfo_adoption_import_line_action"
        )
        return dict(action, domain=[("import_id", "=", self.id)])
