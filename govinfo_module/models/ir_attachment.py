from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from .govinfo_guard_mixin import GUARD


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
        # sudo: the file is the system's; whether it may come to be was judged by the caller's step
        return (
            self.sudo()
            .with_context(govinfo_guard=GUARD)
            .create(
                [
                    {
                        "name": name,
                        "raw": content,
                        "mimetype": mimetype,
                        "res_model": record._name,
                        "res_id": record.id,
                        "public": False,
                        "govinfo_locked": True,
                    }
                    for record, name, content, mimetype in files
                ]
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("govinfo_guard") is not GUARD:
            if any(vals.get("govinfo_locked") for vals in vals_list):
                raise AccessError(_("Files of published documents are made by publishing only."))
        return super().create(vals_list)

    def write(self, vals):
        # sudo: locked for everybody, also where the caller cannot see why
        if "govinfo_locked" in vals or any(self.sudo().mapped("govinfo_locked")):
            raise AccessError(_("The file of a published document is never changed."))
        return super().write(vals)

    def unlink(self):
        if any(self.sudo().mapped("govinfo_locked")):  # sudo: see write
            raise AccessError(_("The file of a published document is never deleted."))
        return super().unlink()
