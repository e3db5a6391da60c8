from odoo import _, models
from odoo.tools import LazyTranslate, groupby

_lt = LazyTranslate(__name__)

# Subject and text of each kind of message; reminders before the deadline are all alike.
SOON = (
    _lt("Commission due soon: %(name)s (by %(due)s)"),
    _lt(
        'The commission "%(name)s" is due on %(due)s. Please send the answer of your unit in time.'
    ),
)
WORDS = {
    "asked": (
        _lt("Commission: %(name)s (by %(due)s)"),
        _lt('The county office asks your unit to write on "%(name)s" by %(due)s.'),
    ),
    "overdue": (
        _lt("Commission overdue: %(name)s (was due %(due)s)"),
        _lt(
            'Your unit has not answered the commission "%(name)s", which was due on %(due)s.'
            " Please see to it today."
        ),
    ),
    "extended": (
        _lt("Commission extended: %(name)s (by %(due)s)"),
        _lt('Your unit has more time for the commission "%(name)s": until %(due)s.'),
    ),
    "reopened": (
        _lt("Commission opened again: %(name)s (by %(due)s)"),
        _lt(
            'The commission "%(name)s" is open again for your unit. Please send the answer by %(due)s.'
        ),
    ),
    "waived": (
        _lt("Commission waived: %(name)s"),
        _lt('Your unit need not answer the commission "%(name)s" any more.'),
    ),
    "cancelled": (
        _lt("Commission cancelled: %(name)s"),
        _lt('The commission "%(name)s" has been cancelled. Your unit need not answer any more.'),
    ),
}


class GovinfoCommission(models.Model):
    """What people are told of a commission, each in their language."""

    _inherit = "govinfo.commission"

    def _tell(self, users, kind, deadline, reason=""):
        """Send ``users`` the message ``kind`` (see ``WORDS``), each in their language.

        ``reason``: why the county office has decided so, in its words.
        """
        for lang, readers in groupby(users, lambda user: user.lang):
            partners = self.env["res.users"].union(*readers).partner_id
            self.with_context(lang=lang)._tell_in_language(partners, kind, deadline, reason)

    def _tell_in_language(self, partners, kind, deadline, reason):
        words = {"name": self.name, "due": self.company_id.govinfo_format(deadline)}
        said = map(self.env._, WORDS.get(kind, SOON))
        subject, text = (sentence % words for sentence in said)
        reason = reason and _("Reason: %s", reason)
        values = {"commission": self, "kind": kind, "text": text, "reason": reason}
        # sudo: to people who need not be able to read each other; the queue sends the mails
        commission = self.sudo().with_context(mail_notify_force_send=False)
        message = commission.message_notify(
            partner_ids=partners.ids,
            author_id=(self.issued_by_id.partner_id or self.company_id.partner_id).id,
            subject=subject,
            body=self.env["ir.qweb"]._render("govinfo_module.message_commission", values),
        )
        if kind == "asked":
            message.attachment_ids |= commission.slip_id
