from odoo import _, api, models

from ...helpers.foundation.doing import SEEN, heard


class MailThread(models.AbstractModel):
    """The client changes messages as superuser, after it has asked this; how a log begins."""

    _inherit = "mail.thread"

    @api.model_create_multi
    def create(self, vals_list):
        records = super(MailThread, self._govinfo_heard()).create(vals_list)
        return records.with_env(self.env)

    def write(self, vals):
        return super(MailThread, self._govinfo_heard()).write(vals)

    def _govinfo_heard(self):
        """Records of ours whose log a client's context does not silence."""
        context = self.env.context
        if self.env.su or not self._name.startswith("govinfo.") or heard(context) == context:
            return self
        return self.with_context(heard(context))

    def _message_track(self, fields_iter, initial_values_dict):
        """Changes that the platform has seen itself are believed by the log."""
        seen = self.with_context(govinfo_seen=SEEN)
        return super(MailThread, seen)._message_track(fields_iter, initial_values_dict)

    def _check_can_update_message_content(self, messages):
        messages._govinfo_check_kept()
        return super()._check_can_update_message_content(messages)

    def _creation_message(self):
        """In our own words: the platform's word order is English in every language."""
        if not self._name.startswith("govinfo."):
            return super()._creation_message()
        return _("New: %s", self.env["ir.model"]._get(self._name).name)
