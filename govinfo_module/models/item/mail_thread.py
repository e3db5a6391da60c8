from odoo import api, models


class MailThread(models.AbstractModel):
    """E-mails to the alias of items are answered before anything of them is stored."""

    _inherit = "mail.thread"

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        """Refuse unknown senders and state secrets politely; machines get no answer."""
        if route and route[0] == "govinfo.item" and not route[1]:
            # sudo: the gateway may run as any user
            refusal = self.env["govinfo.item"].sudo()._mail_refusal(message_dict)
            if refusal:
                if not self._govinfo_is_automatic(message):
                    self._routing_create_bounce_email(
                        message_dict["email_from"],
                        refusal,
                        message,
                        references=message_dict["message_id"],
                    )
                return False
        return super()._routing_check_route(message, message_dict, route, raise_exception)

    @api.model
    def _govinfo_is_automatic(self, message):
        """Whether a machine sent ``message``: an answer would start a loop (RFC 3834)."""
        automatic = (message.get("Auto-Submitted") or "no").strip().lower() != "no"
        bulk = (message.get("Precedence") or "").strip().lower() in ("bulk", "junk", "list")
        return automatic or bulk or (message.get("Return-Path") or "").strip() == "<>"
