from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.exchange_errors import sentence
from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office register adoptions."),
}


class GovinfoAdoptionImport(models.Model):
    """A superior's list of what it adopted (采用情况通报), matched to our items.

    Upload or paste, look at the matches, decide, confirm. It is kept: who brought in what, and what each
    row became. Rows decided in an earlier list are recognised, so the same list again changes nothing.
    """

    _name = "govinfo.adoption.import"
    _description = "Superior's List of Adoptions"
    _inherit = ["govinfo.step.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True
    _own_steps = {
        "match": Step(**OFFICE, from_=("draft", "matched"), to="matched"),
        "take_likely": Step(**OFFICE, from_=("matched",)),
        "confirm": Step(**OFFICE, from_=("matched",)),
    }

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
        help="Of rows without a date; a date such as 3月5日 is the latest one that is not after it.",
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

    @api.ondelete(at_uninstall=True)
    def _unlink_except_read(self):
        if any(record.state != "draft" for record in self) and not self.env.su:
            raise UserError(_("A list that was read is kept."))

    # -- reading and matching ----------------------------------------------------------------

    def action_match(self):
        """Read the list and propose for each row the item it means."""
        self.ensure_one()
        self._begin("match")._match()
        return True

    def _match(self):
        table = self._read_list()
        self.line_ids.unlink()
        known = self._known_publications()
        rows = [self._row_vals(row, known) for row in table.rows]
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
        self.env["govinfo.adoption.import.line"]._make(
            [dict(row, import_id=self.id) for row in rows]
        )
        self._change("match")

    # -- confirming --------------------------------------------------------------------------

    def action_take_likely(self):
        """Take the proposed item for every likely row that is not decided."""
        lines = self._take("take_likely").line_ids.filtered(
            lambda x: x.match == "likely" and not x.decision and not x.fault
        )
        lines.write({"decision": "adopt"})
        return True

    def action_confirm(self):
        """Register the adoptions of the decided rows; the list is done when none is left."""
        self.ensure_one()
        self._begin("confirm")._confirm()
        return True

    def _confirm(self):
        lines = self.line_ids.filtered(lambda x: not x.adoption_id)
        lines._check_complete()
        lines._make_items()
        lines._register_adoptions()
        left = self.line_ids.filtered(lambda x: not x.decision and not x.fault)
        self._change("confirm", **({} if left else {"state": "done"}))
        self._log(
            _(
                "Registered: %(done)s of %(all)s rows.",
                done=len(self.line_ids.adoption_id),
                all=len(self.line_ids),
            )
        )
        self._tell_authors(lines.adoption_id)

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
        return open_window(
            self, "govinfo_adoption_import_line_action", domain=[("import_id", "=", self.id)]
        )
