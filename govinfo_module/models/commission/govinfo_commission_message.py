from odoo import _, models
from odoo.tools import groupby


class GovinfoCommission(models.Model):
    """What people are told of a commission, each in their language."""

    _inherit = "govinfo.commission"

    def _tell(self, users, kind, deadline):
        """Send ``users`` the message ``kind`` (see govinfo.commission.reminder), each in their language."""
        for lang, readers in groupby(users, lambda user: user.lang):
            partners = self.env["res.users"].union(*readers).partner_id
            self.with_context(lang=lang)._tell_in_language(partners, kind, deadline)

    def _tell_in_language(self, partners, kind, deadline):
        due = self.company_id.govinfo_format(deadline)
        values = {"commission": self, "kind": kind, "text": self._message_text(kind, due)}
        # sudo: to people who need not be able to read each other; the queue sends the mails
        commission = self.sudo().with_context(mail_notify_force_send=False)
        message = commission.message_notify(
            partner_ids=partners.ids,
            author_id=(self.issued_by_id.partner_id or self.company_id.partner_id).id,
            subject=self._message_subject(kind, due),
            body=self.env["ir.qweb"]._render("govinfo_module.message_commission", values),
        )
        if kind == "asked":
            message.attachment_ids |= commission.slip_id

    def _message_subject(self, kind, due):
        words = {"name": self.name, "due": due}
        if kind == "asked":
            return _("Commission: %(name)s (by %(due)s)", **words)
        if kind == "overdue":
            return _("Commission overdue: %(name)s (was due %(due)s)", **words)
        return _("Commission due soon: %(name)s (by %(due)s)", **words)

    def _message_text(self, kind, due):
        if kind == "asked":
            return _(
                'The county office asks your unit to write on "%(name)s" by %(due)s.',
                name=self.name,
                due=due,
            )
        if kind == "overdue":
            return _(
                'Your unit has not answered the commission "%(name)s", which was due on %(due)s.'
                " Please see to it today.",
                name=self.name,
                due=due,
            )
        return _(
            'The commission "%(name)s" is due on %(due)s. Please send the answer of your unit in time.',
            name=self.name,
            due=due,
        )
