from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...helpers.foundation.step import Granted


class IrAttachment(models.Model):
    """Files of published documents: nobody changes or deletes them.

    They are read by those who may read the record they belong to, as any attachment.
    """

    _inherit = "ir.attachment"

    govinfo_locked = fields.Boolean("File of a published document", readonly=True, copy=False)

    @api.model
    def _govinfo_lock_file(self, record, name, content, mimetype):
        """``content`` (bytes) as a locked attachment of ``record``."""
        return self._govinfo_lock_files([(record, name, content, mimetype)])

    @api.model
    def _govinfo_lock_files(self, files):
        """Locked attachments of ``files``: record, name, content (bytes), type."""
        # the file is the system's; whether it may come to be was judged by the caller's step
        return self._govinfo_system().create(
            [
                Granted(
                    {
                        "name": name,
                        "raw": content,
                        "mimetype": mimetype,
                        "res_model": record._name,
                        "res_id": record.id,
                        "public": False,
                        "govinfo_locked": True,
                    }
                )
                for record, name, content, mimetype in files
            ]
        )

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create([self._govinfo_free(vals) for vals in vals_list])
        files._govinfo_read()
        return files

    @api.model
    def _govinfo_free(self, vals):
        """``vals`` of a file that is not locked, whatever context and the user's own defaults say."""
        if isinstance(vals, Granted):
            return vals
        if vals.get("govinfo_locked"):
            raise AccessError(_("Files of published documents are made by publishing only."))
        return dict(vals, govinfo_locked=False)

    def write(self, vals):
        if vals.keys() <= {"thumbnail"}:
            return super().write(vals)  # a picture of the first page, made by the web client
        # sudo: locked for everybody, also where the caller cannot see why
        if "govinfo_locked" in vals or any(self.sudo().mapped("govinfo_locked")):
            raise AccessError(_("The file of a published document is never changed."))
        result = super().write(vals)
        self._govinfo_read_again(vals)
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_except_govinfo_locked(self):
        if any(self.sudo().mapped("govinfo_locked")):  # sudo: see write
            raise AccessError(_("The file of a published document is never deleted."))
