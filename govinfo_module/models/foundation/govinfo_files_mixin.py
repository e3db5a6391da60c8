from odoo import api, fields, models


class GovinfoFilesMixin(models.AbstractModel):
    """A record with files: who may read the record may read them."""

    _name = "govinfo.files.mixin"
    _description = "Record with Files"

    attachment_ids = fields.Many2many("ir.attachment", string="Attachments", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._own_attachments()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    def _own_attachments(self):
        """Files uploaded before the record was saved belong to it from now on."""
        for record in self:
            # sudo: the uploader's own files; only the link to this record is written
            stray = record.attachment_ids.sudo().filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user
            )
            stray.write({"res_model": self._name, "res_id": record.id})
