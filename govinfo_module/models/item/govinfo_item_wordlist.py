"""The county's word list, held against an item's text."""

from odoo import _, api, fields, models

from ...exchange.clean_html import plain_text


class GovinfoItem(models.Model):
    """Terms of the word list are named on submission, for who reads next; they do not block."""

    _inherit = "govinfo.item"

    wordlist_note = fields.Char("Words to check", compute="_compute_wordlist")

    @api.depends("name", "body", "company_id")
    def _compute_wordlist(self):
        terms = self.env["govinfo.wordlist.term"]
        lists = {}
        for item in self:
            company = item.company_id or self.env.company
            if company not in lists:
                lists[company] = terms._wordlist(company)
            wordlist = lists[company]
            text = "%s\n%s" % (item.name or "", plain_text(item.body))
            found = {hit.term: hit.suggestion for hit in wordlist.find(text)}
            item.wordlist_note = "；".join(
                self.env._("%(term)s → %(suggestion)s", term=term, suggestion=suggestion)
                if suggestion
                else term
                for term, suggestion in found.items()
            )

    def _note_words(self):
        """Note the words to check for who reads next."""
        if self.wordlist_note:
            secret = self._is_secret()  # the log is read by more people than the item
            # sudo: the item has left the hands of the caller
            self.sudo()._message_log(
                body=_("Sent with words to check.")
                if secret
                else _("Sent with words to check: %s", self.wordlist_note),
                author_id=self.env.user.partner_id.id,
            )
