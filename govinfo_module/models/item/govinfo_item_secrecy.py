"""Secrecy of items (保密制度): no state secrets at all, work secrets only for those concerned."""

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...exchange.clean_html import plain_text
from ...exchange.wordlist import secrecy_marks
from .govinfo_item import SECRECY


class GovinfoItem(models.Model):
    """What may not be stored, and who may be told about a work secret.

    Reading is limited by the record rules, which the platform applies to searches, counts, exports,
    messages and attachments as well. Here are the ways round them: followers and addressees get a
    copy of a message whether or not they may read its item.
    """

    _inherit = "govinfo.item"

    # -- state secrets -----------------------------------------------------------------------

    @api.constrains("name", "body")
    def _check_secrecy_marks(self):
        for item in self:
            self._refuse_state_secret("%s\n%s" % (item.name or "", plain_text(item.body)))

    @api.model
    def _refuse_state_secret(self, text):
        """Raise when a plain text is marked as a state secret: it must not be stored here."""
        marks = secrecy_marks(text)
        if marks:
            raise ValidationError(
                _(
                    'The text is marked "%s". This network must not hold state secrets: take the'
                    " text off this computer and send it through the confidential channels.",
                    marks[0].text,
                )
            )

    @api.model
    def _check_secrecy_level(self, vals):
        if vals.get("secrecy") and vals["secrecy"] not in list(dict(SECRECY)):
            raise ValidationError(
                _(
                    "Items are public, internal or a work secret. This network must not hold state"
                    " secrets: send them through the confidential channels."
                )
            )

    # -- work secrets ------------------------------------------------------------------------

    @api.constrains("reader_ids")
    def _check_readers(self):
        for user in self.reader_ids:
            if not user.has_group("govinfo_module.group_reviewer"):
                raise ValidationError(
                    _("%s is no editor of the county office: name editors only.", user.name)
                )

    def _raised_to_secret(self, vals):
        """The items that writing ``vals`` makes work secrets; whoever does so may read on."""
        raised = self.filtered(lambda item: vals.get("secrecy") == "work_secret" != item.secrecy)
        for item in raised.filtered("submitted_at"):
            item._transition({"reader_ids": [(6, 0, item._readers(self.env.user).ids)]})
        return raised

    def _readers(self, users=None):
        """Who is named on this work secret: the county's readers, and the editors in ``users``."""
        # sudo: the county's setting
        readers = self.reader_ids | self.sudo().company_id.govinfo_secret_reader_ids
        return readers | (users or self.env["res.users"]).filtered(
            lambda user: user.has_group("govinfo_module.group_reviewer")
        )

    def _check_readers_named(self):
        """A work secret that no editor may read does not leave the unit."""
        if self.secrecy == "work_secret" and not self._readers():
            raise UserError(
                _(
                    "%s is a work secret, but no editor may read it. Name an editor on it, or ask the"
                    " manager of the county office to name readers of work secrets in the settings.",
                    self.name,
                )
            )

    def _is_secret(self):
        return self.secrecy == "work_secret"

    def _may_read(self, partners):
        """Those of ``partners`` who may read this item as users."""
        self.ensure_one()
        allowed = partners.browse()
        for partner in partners:
            # sudo: whether somebody else may read, not what they read
            for user in partner.sudo().user_ids.filtered("active"):
                if (
                    self.with_user(user)
                    .with_context(allowed_company_ids=user.company_ids.ids)
                    .search([("id", "=", self.id)], limit=1)
                ):
                    allowed |= partner
        return allowed

    def _told_author(self):
        """The author as a partner, as long as they are here and may still read the item."""
        author = self.author_id if self.author_id.active else self.env["res.users"]
        return self._may_read(author.partner_id) if author else author.partner_id

    def _drop_strangers(self):
        """Followers who may not read a work secret stop following it."""
        for item in self.filtered(lambda item: item.secrecy == "work_secret"):
            partners = item.sudo().message_partner_ids  # sudo: as in _may_read
            strangers = partners - item._may_read(partners)
            if strangers:
                item.sudo().message_unsubscribe(strangers.ids)

    def message_post(self, **kwargs):
        """Nobody is told of a work secret who may not read it."""
        if self.secrecy == "work_secret":
            self._drop_strangers()
            partners = self.env["res.partner"].browse(kwargs.get("partner_ids") or [])
            strangers = partners - self._may_read(partners)
            if strangers or kwargs.get("channel_ids"):
                raise AccessError(
                    _(
                        "This item is a work secret: %s may not read it.",
                        "、".join(strangers.mapped("name")) or _("the members of a channel"),
                    )
                )
        return super().message_post(**kwargs)

    def message_subscribe(self, partner_ids=None, *args, **kwargs):
        """Followers of a work secret are those who may read it."""
        result = super().message_subscribe(partner_ids, *args, **kwargs)
        self._drop_strangers()
        return result
