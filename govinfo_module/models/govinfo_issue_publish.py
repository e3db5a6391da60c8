"""What makes an issue final: its PDF, the adoptions, the manuscripts, and telling those on the list."""

import hashlib

from markupsafe import Markup, escape

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import CHANNEL


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    channel_id = fields.Many2one(CHANNEL, "Intranet channel", readonly=True, copy=False)

    def _publish_refusal(self):
        """Why the current user may not publish this issue; False if they may."""
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            return AccessError(_("Only reviewers of the county office publish issues."))
        if self.state != "approved":
            return UserError(_("%s: only an approved issue is published.", self.label))
        return False

    def action_publish(self):
        """Fix the PDF, register the county's adoptions, tell authors and units on the list."""
        self._lock()
        self.read(["id"])  # record rules: an issue with work secrets is published by those named
        for issue in self:
            refusal = issue._publish_refusal()
            if refusal:
                raise refusal
        for issue in self:
            issue._approval_check()
            # sudo: what follows touches items, adoptions and channels of people the caller may not
            # act for. No past records are brought in by it, whatever the caller's context says.
            issue.sudo().with_context(govinfo_history=False)._publish()
        return True

    def _publish(self):
        pdf = self._render().pdf
        self._transition(
            {
                "state": "published",
                "published_at": fields.Datetime.now(),
                "attachment_id": self._keep_pdf(pdf).id,
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "channel_id": self._channel().id,
            }
        )
        self._approval_close_activities()
        self._register_adoptions()
        self._keep_issued_texts()
        self._tell_authors()
        self._post_to_channel()

    def _keep_pdf(self, pdf):
        """The PDF as an attachment of the issue that nobody changes or deletes."""
        return self.env["ir.attachment"]._govinfo_lock_file(
            self, "%s.pdf" % self.label, pdf, "application/pdf"
        )

    def _register_adoptions(self):
        """One adoption for every item in the issue."""
        return self.env["govinfo.adoption"].create(
            [
                {
                    "item_id": item.id,
                    "publication_id": self.publication_id.id,
                    "issue_id": self.id,
                    "date": self.date,
                    "mode": line.mode,
                }
                for line in self.line_ids
                for item in line.item_ids
            ]
        )

    def _keep_issued_texts(self):
        """Keep each item's text as issued; in a composite its own, for units see only their own texts."""
        for line in self.line_ids:
            alone = len(line.item_ids) == 1
            for item in line.item_ids:
                self.env["govinfo.item.version"]._guarded().create(
                    {
                        "item_id": item.id,
                        "stage": "issued",
                        "name": line.name if alone else item.name,
                        "body": line.body if alone else item.body,
                        "author_id": self.env.uid,
                    }
                )

    # -- telling -----------------------------------------------------------------------------

    def _tell_authors(self):
        """A message on each item, to its author."""
        for item in self.line_ids.item_ids:
            author = item.author_id if item.author_id.active else self.env["res.users"]
            item.message_post(
                body=_("Published in %s.", self.label),
                partner_ids=author.partner_id.ids,
                author_id=self.env.user.partner_id.id,
            )

    def _channel(self):
        """The private intranet channel of exactly the units on the list; empty with no unit."""
        return self.env[CHANNEL]._govinfo_channel_for(self.unit_ids)

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
