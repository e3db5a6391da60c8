import re

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

#: Public texts are counted so far.
COUNTED = 10000
# What stands for other characters in a search of the database.
_JOKER = re.compile(r"[%_\\]")

# What clearing an item or an issue has in common.
CLEARED = {
    "action": "disclose",
    "groups": ("group_leader",),
    "denied": _lt("Only leaders of the county office clear texts for the public."),
    "makers": _lt("%s: nobody clears what they wrote."),
    "hindrance": "_why_not_public",
    "closes": False,
}


class GovinfoDisclosure(models.Model):
    """What the public may read of an item or an issue (政府信息公开).

    A leader clears an item or a published issue; title and text are copied here at that moment. The
    public pages read this model and no other, so nothing else can be reached without login, and what
    is edited later stays inside until it is cleared again.
    """

    _name = "govinfo.disclosure"
    _description = "Disclosure"
    _inherit = ["govinfo.step.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True
    _own_steps = {
        "withdraw": Step(
            from_=("public",),
            to="withdrawn",
            groups=("group_leader", "group_manager"),
            denied=_lt("Only leaders and managers withdraw a disclosure."),
            reason=_lt("Say why the text is no longer public."),
            title=_lt("Withdraw"),
            reason_field="withdrawn_reason",
            by="withdrawn_by_id",
            at="withdrawn_at",
        ),
    }

    name = fields.Char("Title", required=True, readonly=True)
    body = fields.Html("Text", readonly=True, sanitize=True, strip_style=True)
    source = fields.Char("Published by", readonly=True)
    date = fields.Date("Disclosed on", required=True, readonly=True, index=True)
    item_id = fields.Many2one(
        "govinfo.item", "Item", readonly=True, index=True, ondelete="restrict"
    )
    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("public", "Public"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="public",
        index=True,
        tracking=True,
    )
    cleared_by_id = fields.Many2one("res.users", "Cleared by", required=True, readonly=True)
    withdrawn_by_id = fields.Many2one("res.users", "Withdrawn by", readonly=True)
    withdrawn_at = fields.Datetime("Withdrawn on", readonly=True)
    withdrawn_reason = fields.Char("Reason of withdrawal", readonly=True)
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    _item_unique = models.UniqueIndex(
        "(item_id) WHERE state = 'public' AND item_id IS NOT NULL", "This item is public already."
    )
    _issue_unique = models.UniqueIndex(
        "(issue_id) WHERE state = 'public' AND issue_id IS NOT NULL",
        "This issue is public already.",
    )

    @api.constrains("item_id", "issue_id")
    def _check_one_source(self):
        for record in self:
            if bool(record.item_id) == bool(record.issue_id):
                raise ValidationError(_("A disclosure shows one item or one issue."))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(_("Disclosures are withdrawn, not deleted."))

    @api.model
    def _clear(self, vals):
        """Make the text in ``vals`` public; the source has decided that it may be."""
        # sudo: a disclosure is made by clearing its source, never by hand
        disclosures = self.sudo()
        same = [(name, "=", vals.get(name, False)) for name in ("item_id", "issue_id")]
        if disclosures.search_count(same + [("state", "=", "public")]):
            raise UserError(_('"%s" is public already.', vals["name"]))
        today = self.env.company.govinfo_today()
        return disclosures._make([dict(vals, cleared_by_id=self.env.uid, date=today)])

    @api.model
    def _public_since(self, field, records):
        """``{id: day}`` of those of ``records``, sources by ``field``, that the public may read now."""
        # sudo: since when the public may read it, whoever asks
        domain = [(field, "in", records.ids), ("state", "=", "public")]
        return {text[field].id: text.date for text in self.sudo().search(domain)}

    def action_withdraw(self, reason):
        """Take the texts off the public pages, saying why."""
        self._take("withdraw", reason)
        return True

    def action_open_withdraw(self):
        """Ask for the reason of the withdrawal."""
        return self._ask_reason("withdraw")

    # -- the public pages --------------------------------------------------------------------

    @api.model
    def _public(self, company, words="", only=None, limit=20, offset=0):
        """What the public pages of ``company`` show, newest first: ``(records, count)``.

        ``words``: at most five words that title or text must hold; ``only``: one record's id. Counted
        as far as ``COUNTED``.
        """
        # sudo: the one place where somebody without login reads; public texts and nothing else
        records = self.sudo()
        domain = [("company_id", "=", company.id), ("state", "=", "public")]
        if only is not None:
            domain.append(("id", "=", only))
        for word in words.split()[:5]:
            word = _JOKER.sub(r"\\\g<0>", word)
            domain += ["|", ("name", "ilike", word), ("body", "ilike", word)]
        return (
            records.search(domain, limit=limit, offset=offset),
            records.search_count(domain, limit=COUNTED),
        )
