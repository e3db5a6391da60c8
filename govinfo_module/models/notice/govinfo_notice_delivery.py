import json

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...documents import letter_title
from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

# sudo: how many, not who; officers read published notices but no letters
COUNT = {"compute": "_compute_delivery", "compute_sudo": True}


class GovinfoNotice(models.Model):
    """How far the letters of a notice have come, and the steps for those that have not."""

    _inherit = "govinfo.notice"

    _own_steps = {
        "resend_failed": Step(
            from_=("published",),
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office send letters."),
            closes=False,
        ),
    }

    letter_ids = fields.One2many(
        "govinfo.notice.letter",
        "notice_id",
        "Letters",
        readonly=True,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )
    letter_count = fields.Integer("Heads", **COUNT)
    ready_percent = fields.Integer("Letters made ready", **COUNT)
    pending_count = fields.Integer("Waiting to be sent", **COUNT)
    sent_count = fields.Integer("Sent, not acknowledged", **COUNT)
    failed_count = fields.Integer("Failed", **COUNT)
    unconfirmed_count = fields.Integer("Unconfirmed", **COUNT)
    paper_count = fields.Integer("To be printed and posted", **COUNT)
    acknowledged_count = fields.Integer("Acknowledged", **COUNT)
    unrectified_count = fields.Integer("Rectification not reported", **COUNT)

    @api.depends(
        "letter_ids.state",
        "letter_ids.is_ready",
        "letter_ids.unconfirmed",
        "letter_ids.mail_id",
        "letter_ids.rectified_on",
    )
    def _compute_delivery(self):
        for notice in self:
            letters = notice.letter_ids
            pending = letters.filtered(lambda letter: letter.state == "pending")
            paper = pending.filtered(lambda letter: letter._is_on_paper())
            unconfirmed = pending.filtered("unconfirmed")
            ready = letters.filtered(lambda letter: letter.is_ready or letter.state != "pending")
            notice.letter_count = len(letters)
            notice.ready_percent = 100 * len(ready) // (len(letters) or 1)
            notice.paper_count = len(paper)
            notice.unconfirmed_count = len(unconfirmed)
            notice.pending_count = len(pending - paper - unconfirmed)
            for state in ("sent", "failed", "acknowledged"):
                found = letters.filtered(lambda letter, state=state: letter.state == state)
                notice[state + "_count"] = len(found)
            notice.unrectified_count = len(
                letters.filtered(lambda letter: letter.shortfall and not letter.rectified_on)
            )

    def _letter_parts(self):
        """What all letters of this notice have in common: the figures, and what the office says."""
        figures, office = json.loads(self.figures), self._office()
        return figures, dict(
            office,
            mark=office["organ"],
            title=letter_title(figures, self.kind),
            notice_title=self.name,
            notice_number=self.doc_number,
        )

    def _report_open_letters(self):
        """An activity for each reviewer who has none about this notice's letters."""
        words = self.with_context(lang=self.company_id.partner_id.lang or self.env.lang)
        text = words._open_letters_text()
        for user in self.company_id._govinfo_users("group_reviewer"):
            if user not in self.activity_ids.user_id:
                self._ask("mail.mail_activity_data_warning", user, text)

    def _open_letters_text(self):
        return _(
            "Letters of this notice have not arrived for certain: %(failed)s failed,"
            " %(unconfirmed)s unconfirmed.",
            failed=self.failed_count,
            unconfirmed=self.unconfirmed_count,
        )

    def action_open_letters(self):
        """Open the delivery table of this notice."""
        self.ensure_one()
        return open_window(
            self, "govinfo_notice_letter_action", domain=[("notice_id", "=", self.id)], context={}
        )

    def action_resend_failed(self):
        """Queue again the letters that failed, and only those."""
        self.ensure_one()
        notice = self._take("resend_failed")
        failed = notice.letter_ids.filtered(lambda letter: letter.state == "failed")
        failed._lock()
        failed.filtered(lambda letter: letter.state == "failed")._queue_again()
        return True

    def action_print_batch(self):
        """Open the papers for the heads without e-mail as one PDF."""
        self.ensure_one()
        if not self._letters_on_paper():
            raise UserError(_("Every head has an e-mail address; nothing is to be printed."))
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/notice/%d/print" % self.id,
            "target": "new",
        }

    def _letters_on_paper(self):
        """Letters of heads who cannot be reached by e-mail."""
        return self.letter_ids.filtered(
            lambda letter: letter._is_on_paper() or letter.state == "failed" and not letter.email
        )
