"""The county's word list, held against an item's text."""

from odoo import _, api, fields, models

from ..exchange.clean_html import plain_text


class GovinfoItemWordlist(models.Model):
    """Terms of the word list are marked while writing and named on submission; they do not block."""

    _inherit = "govinfo.item"

    wordlist_note = fields.Char("Words to check", compute="_compute_wordlist")
    wordlist_body = fields.Html("Marked text", compute="_compute_wordlist", sanitize=False)

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
                _("%(term)s → %(suggestion)s", term=term, suggestion=suggestion)
                if suggestion
                else term
                for term, suggestion in found.items()
            )
            item.wordlist_body = wordlist.mark(item.body) if found else False

    def action_request_signoff(self):
        """Send the items to the leader in charge; words to check are noted for who reads next."""
        result = super().action_request_signoff()
        for item in self.filtered("wordlist_note"):
            # sudo: the item has left the hands of the caller
            item.sudo()._message_log(
                body=_("Sent with words to check: %s", item.wordlist_note),
                author_id=self.env.user.partner_id.id,
            )
        return result
