"""Items that come by e-mail to the addon's alias: a draft of the sender's unit, or a polite refusal."""

from odoo import _, api, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize

from ...exchange.clean_html import clean, plain_text
from ...exchange.errors import ExchangeError
from ...exchange.text_in import SUFFIXES
from ...helpers.foundation.exchange_errors import sentence


class GovinfoItem(models.Model):
    """What arrives is only a draft: a sender's address proves little, the leader's sign-off decides."""

    _inherit = "govinfo.item"

    @api.model
    def _mail_sender(self, msg_dict):
        """``(unit, author)`` of an e-mail, from the sender's user or contact; empty if unknown."""
        email = email_normalize(msg_dict.get("email_from") or "")
        users, units = self.env["res.users"], self.env["govinfo.unit"]
        if not email:
            return units, users
        users = users.search([("email_normalized", "=", email)])
        for user in users:
            if user.govinfo_unit_ids:
                return user.govinfo_unit_ids[0], user
        partners = self.env["res.partner"].search([("email_normalized", "=", email)])
        unit = units.search(
            [
                "|",
                ("head_id", "in", partners.ids),
                ("partner_id", "in", (partners | partners.parent_id).ids),
            ],
            limit=1,
        )
        officers = unit.officer_ids.filtered("active")
        return (unit, officers[0]) if officers else (units, users.browse())

    @api.model
    def _mail_refusal(self, msg_dict):
        """The answer to an e-mail that becomes no item, as HTML; False if it does."""
        unit, _author = self._mail_sender(msg_dict)
        company = unit.company_id or self.env.company
        item = self.with_context(lang=company.partner_id.lang or self.env.user.lang)
        if unit:
            try:
                item._mail_text(msg_dict)
                return False
            except ValidationError as refusal:
                reason = str(refusal)
        else:
            reason = item._unknown_sender()
        values = {"reason": reason, "organ": company.govinfo_organ or company.name}
        return item.env["ir.qweb"]._render("govinfo_module.item_mail_refused", values)

    def _unknown_sender(self):
        return _(
            "The sender's address belongs to no unit that reports info items. Please write from the"
            " address that the county office knows, or ask it to enter your address."
        )

    @api.model
    def _mail_text(self, msg_dict):
        """``(title, body, DocxText or None, sentence about a faulty file or "")`` of an e-mail.

        Raises when the text is marked as a state secret.
        """
        title, body = msg_dict.get("subject") or "", clean(msg_dict.get("body"))
        self._refuse_state_secret("%s\n%s" % (title, plain_text(body)))
        text, fault = None, ""
        for attachment in msg_dict.get("attachments") or []:
            if attachment[0].lower().endswith(SUFFIXES) and not text:
                try:
                    text = self._read_docx(attachment[1])
                except ExchangeError as error:
                    fault = "%s: %s" % (attachment[0], sentence(self, error))
        if text:
            title, body = text.title or title, text.html
        return title or _("No title"), body, text, fault

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A draft of the sender's unit, its text from the first usable file or from the e-mail."""
        unit, author = self._mail_sender(msg_dict)
        if not unit:  # the route has been checked before; this is for other ways in
            raise ValidationError(self._unknown_sender())
        title, body, text, fault = self._mail_text(msg_dict)
        item = self.create(
            dict(
                custom_values or {},
                name=title,
                body=body,
                unit_id=unit.id,
                author_id=author.id,
            )
        )
        if text:
            item._attach([(picture.name, picture.data) for picture in text.pictures])
        note = _("Received by e-mail: check the text, choose a category and submit it.")
        note = " ".join(filter(None, [note, fault]))
        item._ask("govinfo_module.mail_activity_revise", author, note)
        return item
