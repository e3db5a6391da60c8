from odoo import _, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# what is asked for, at the head of the subject
ASKED = {
    "govinfo_module.mail_activity_approval": _lt("To sign"),
    "govinfo_module.mail_activity_decision": _lt("Waiting for a decision"),
    "govinfo_module.mail_activity_revise": _lt("To revise"),
    "govinfo_module.mail_activity_accept": _lt("To process"),
    "govinfo_module.mail_activity_commission": _lt("To answer"),
    "govinfo_module.mail_activity_upload": _lt("To send upward"),
    "govinfo_module.mail_activity_followup": _lt("To handle"),
    "govinfo_module.mail_activity_instruction": _lt("To hand on"),
    "govinfo_module.mail_activity_finding": _lt("To decide"),
}


class MailActivity(models.Model):
    """What somebody is asked for comes by e-mail in the office's own words."""

    _inherit = "mail.activity"

    def action_notify(self):
        ours = self.filtered(lambda activity: (activity.res_model or "").startswith("govinfo."))
        for activity in ours.filtered("user_id"):
            lang = activity.user_id.lang or self.env.lang
            activity.with_context(lang=lang)._govinfo_notify()
        if ours:
            self.env["ir.cron"]._govinfo_soon("mail.ir_cron_mail_scheduler_action", waking=False)
        return super(MailActivity, self - ours).action_notify()

    def _govinfo_notify(self):
        """One message to who is asked: what, by whom, until when, and why."""
        record = self.env[self.res_model].browse(self.res_id).exists()
        if not record:
            return
        words = {
            "what": self._govinfo_asked(),
            "name": " ".join(filter(None, (self.summary, record.display_name))),
            "day": self.env.company._govinfo_day(self.date_deadline),
        }
        values = {"sentences": self._govinfo_sentences(words), "note": self.note}
        body = self.env["ir.qweb"]._render("govinfo_module.mail_activity_body", values)
        # by the queue: who asks does not wait for the mail server
        record.with_context(mail_notify_force_send=False).message_notify(
            partner_ids=self.user_id.partner_id.ids,
            subject=_("[%(what)s] %(name)s (by %(day)s)", **words),
            body=body,
        )

    def _govinfo_sentences(self, words):
        """To whom, what, by whom, until when; the system asks in nobody's name."""
        asker = self.create_uid
        yield _("Dear %s,", self.user_id.name)
        yield _("%(what)s: %(name)s", **words)
        if asker.active and asker != self.user_id:
            yield _("Asked by %(who)s, to be done by %(day)s.", who=asker.name, **words)
        else:
            yield _("To be done by %(day)s.", **words)

    def _govinfo_asked(self):
        """What is asked for, in a word or two."""
        names = self.activity_type_id.get_external_id()
        asked = ASKED.get(names.get(self.activity_type_id.id))
        return self.env._(asked) if asked else self.activity_type_id.name or _("To look at")
