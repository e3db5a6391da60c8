import base64
from collections import Counter
from dataclasses import dataclass
from typing import Any

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ...exchange.errors import ExchangeError
from ...exchange.tables.xlsx_in import read_xlsx
from ...exchange.tables.xlsx_out import Sheet, write_xlsx
from ...helpers.foundation.exchange_errors import sentence, user_error


class RowFault(Exception):
    """Why a row cannot be taken over, as a sentence for the user."""


@dataclass(frozen=True)
class ImportRow:
    """A row of the spreadsheet as judged: what it would make (``vals``), or why it cannot."""

    number: int
    sheet: str
    summary: str = ""
    vals: Any | None = None
    fault: str = ""


class GovinfoImportWizard(models.TransientModel):
    """Takes records over from a .xlsx: upload, preview with the errors row by row, confirm.

    What is imported is said by ``kind``; for each there is a file with ``_columns_<kind>``,
    ``_judge_<kind>`` and ``_make_<kind>``. The file is read again when confirmed: the preview is for
    the eyes only. Rights are those of the records made.
    """

    _name = "govinfo.import.wizard"
    _description = "Import from a Spreadsheet"

    kind = fields.Selection(
        [("commission", "Commissions"), ("unit", "Units")], required=True, readonly=True
    )
    file = fields.Binary("Spreadsheet (.xlsx)", attachment=False)
    file_name = fields.Char()
    line_ids = fields.One2many("govinfo.import.wizard.line", "wizard_id", "Rows", readonly=True)
    good_count = fields.Integer("Rows to import", readonly=True)
    bad_count = fields.Integer("Rows with errors", readonly=True)
    template = fields.Binary(compute="_compute_template")
    template_name = fields.Char(compute="_compute_template")

    @api.depends("kind")
    def _compute_template(self):
        for wizard in self:
            labels = [column.label for column in wizard._call("columns")]
            sheet = Sheet(dict(self._fields["kind"].selection)[wizard.kind], labels, [])
            wizard.template = base64.b64encode(write_xlsx([sheet]))
            wizard.template_name = _("Template.xlsx")

    def _call(self, step, *args):
        return getattr(self, "_%s_%s" % (step, self.kind))(*args)

    def _read_sheet(self):
        """The rows of the file as ``ImportRow``, in their order."""
        if not self.file:
            raise UserError(_("Choose a file first."))
        try:
            table = read_xlsx(
                base64.b64decode(self.file),
                self._call("columns"),
                year=self.env.company.govinfo_today().year,
            )
        except ExchangeError as error:
            raise user_error(self, error) from error
        rows = [self._judged(row) for row in self._call("prepare", table.rows)]
        faults = {}
        for row in table.errors:
            faults.setdefault((row.sheet, row.number), []).append(sentence(self, row.error))
        rows += [
            ImportRow(number, sheet, fault=" ".join(sentences))
            for (sheet, number), sentences in faults.items()
        ]
        return sorted(rows, key=lambda row: (row.sheet, row.number))

    def _mark_twice(self, rows, name):
        """The rows, with ``twice`` among their values: whether another has the same ``name``."""
        counts = Counter(row.values[name] for row in rows)
        return [
            type(row)(row.number, dict(row.values, twice=counts[row.values[name]] > 1), row.sheet)
            for row in rows
        ]

    def _judged(self, row):
        summary = "　".join(
            str(value) for value in row.values.values() if value and not isinstance(value, tuple)
        )
        try:
            return ImportRow(row.number, row.sheet, summary, self._call("judge", row.values))
        except RowFault as fault:
            return ImportRow(row.number, row.sheet, summary, fault=str(fault))

    def action_preview(self):
        """Read the file and show every row with what is wrong with it."""
        self.ensure_one()
        rows = self._read_sheet()
        bad = [row for row in rows if row.fault]
        lines = [
            Command.create(
                {
                    "number": row.number,
                    "sheet": row.sheet,
                    "summary": row.summary[:200],
                    "fault": row.fault,
                }
            )
            for row in bad + [row for row in rows if not row.fault]
        ]
        self.write(
            {
                "line_ids": [Command.clear()] + lines,
                "good_count": len(rows) - len(bad),
                "bad_count": len(bad),
            }
        )
        return self._reopen()

    def action_import(self):
        """Make the records of all rows without error."""
        self.ensure_one()
        rows = [row for row in self._read_sheet() if not row.fault]
        if not rows:
            raise UserError(_("No row can be imported."))
        records = self._call("make", [row.vals for row in rows])
        return {
            "type": "ir.actions.act_window",
            "name": _("Imported"),
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
        }

    def action_template(self):
        """Download an empty spreadsheet with the columns."""
        self.check_access("read")
        self.ensure_one()
        url = (
            "/web/content?model=%s&id=%d&field=template&filename_field=template_name&download=true"
        )
        return {"type": "ir.actions.act_url", "url": url % (self._name, self.id), "target": "self"}

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Import"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
