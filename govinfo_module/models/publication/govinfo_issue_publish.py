"""What makes an issue final: its files, the adoptions, the manuscripts, and telling those on the list."""

from markupsafe import Markup, escape

from odoo import _, fields, models


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    channel_id = fields.Many2one("discuss.channel", "Intranet channel", readonly=True, copy=False)

    def action_publish(self):
        """Fix PDF and OFD, register the county's adoptions, tell authors and units on the list."""
        for issue in self._begin("publish"):
            # sudo: what follows touches items, adoptions and channels of people the caller may not
            # act for
            issue.sudo()._publish()
        return True

    def _publish(self):
        self._check_pictures()
        (files,) = self._keep_files([(self.label, self._document())])
        self._change("publish", channel_id=self._channel().id, **files)
        self._register_adoptions()
        self._keep_issued_texts()
        self._tell_authors()
        self._post_to_channel()

    def _register_adoptions(self):
        """Note that the items have been used; the room of adoptions says how."""

    def _keep_issued_texts(self):
        """Keep each item's text as issued; in a composite its own, for units see only their own texts."""
        for line in self.line_ids:
            alone = len(line.item_ids) == 1
            self.env["govinfo.item.version"]._make(
                [
                    {
                        "item_id": item.id,
                        "stage": "issued",
                        "name": line.name if alone else item.name,
                        "body": line.body if alone else item.body,
                        "author_id": self.env.uid,
                    }
                    for item in line.item_ids
                ]
            )

    # -- telling -----------------------------------------------------------------------------

    def _tell_authors(self):
        """A message on each item, to its author."""
        for item in self.line_ids.item_ids:
            item.message_post(
                body=_("Published in %s.", self.label),
                partner_ids=item._told_author().ids,
                author_id=self.env.user.partner_id.id,
            )

    def _channel(self):
        """The private intranet channel of exactly the units on the list; empty with no unit."""
        return self.env["discuss.channel"]._govinfo_channel_for(self.unit_ids)

    def _post_to_channel(self):
        """Title and link only: who opens the issue is judged when they do."""
        if self.channel_id:
            self.channel_id.message_post(
                body=escape(_("%s has been published.")) % self._link(),
                author_id=self.env.user.partner_id.id,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )

    def _link(self):
        return Markup('<a href="/mail/view?model=%s&amp;res_id=%d">%s</a>') % (
            self._name,
            self.id,
            self.label,
        )
