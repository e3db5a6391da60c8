from odoo import models


class MailThread(models.AbstractModel):
    """E-mails about our records are letters of the county office: what it is about, one link, who writes."""

    _inherit = "mail.thread"

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        if not self._name.startswith("govinfo.") or not self:
            return super()._notify_by_email_render_layout(
                message, recipients_group, msg_vals=msg_vals, render_values=render_values
            )
        values = dict(render_values or {}, **recipients_group)
        values["link"] = recipients_group.get("has_button_access") and self._govinfo_link()
        values["organ"] = values["company"].govinfo_organ or values["company"].name
        return self.env["ir.qweb"]._render(
            "govinfo_module.mail_layout",
            values,
            minimal_qcontext=True,
            lang=values.get("lang", self.env.lang),
        )

    def _govinfo_link(self):
        """The address of this record, at the address people use."""
        return "%s/mail/view?model=%s&res_id=%d" % (self.get_base_url(), self._name, self.id)
