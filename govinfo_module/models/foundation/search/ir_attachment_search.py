from odoo import api, models

from ....exchange.file_text import file_text
from ....exchange.text import visible

# A file with another of these is another text, or another record's.
WATCHED = {"raw", "datas", "name", "res_model", "res_id"}


class IrAttachment(models.Model):
    """The words in files on searched records: read once, when a file comes, and found with them."""

    _inherit = "ir.attachment"

    def _govinfo_read_again(self, vals):
        """Read the files anew that writing ``vals`` has changed or moved."""
        if not WATCHED.isdisjoint(vals):
            self.env["govinfo.search.text"]._forget_files(self.ids)
            self._govinfo_read()

    def _govinfo_read(self):
        """Read the files among these that lie on searched records, and keep their words.

        Only who may write a record may put a file on it, and so reaches the readers of files.
        """
        # sudo: the index is the system's; the files are those the caller has just written
        files = self.sudo().filtered(lambda file: file._search_is_found())
        rows = files._search_rows()
        for row in rows:
            self._govinfo_check_words(row["res_model"], row["text"])
        self.env["govinfo.search.text"]._put(rows)

    @api.model
    def _govinfo_check_words(self, model, text):
        """Refuse a file on a record of ``model`` for the words in it; later rooms know why."""

    def _search_is_found(self):
        """Whether the file is found with its record.

        What the system printed itself (locked files) says nothing that its record does not say.
        """
        names = self.env["govinfo.search"]._models()
        whole = self.res_id and not self.res_field and not self.govinfo_locked
        return whole and self.res_model in names

    def _search_rows(self):
        """Rows for ``govinfo.search.text``, with the county of the record the file lies on."""
        rows = []
        for file in self:
            record = self.env[file.res_model].browse(file.res_id).exists()
            if record.company_id:
                rows.append(
                    {
                        "res_model": file.res_model,
                        "res_id": file.res_id,
                        "attachment_id": file.id,
                        "company_id": record.company_id.id,
                        "date": record._search_day(file.create_date),
                        "title": visible(file.name or ""),
                        "text": file_text(file.name, file.raw),
                    }
                )
        return rows
