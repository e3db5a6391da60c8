from odoo import _, models
from odoo.exceptions import AccessError

# what asks for somebody's name under a decision
SIGNATURES = ("govinfo_module.mail_activity_approval", "govinfo_module.mail_activity_decision")


class MailActivity(models.Model):
    """The request for a sign-off, marked as done by the one it asks, is the sign-off."""

    _inherit = "mail.activity"

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + ["display_name"]

    def unlink(self):
        self._check_not_asked_of_others()
        return super().unlink()

    def _check_not_asked_of_others(self):
        """What a signature was asked for stays asked: its own step closes it, nobody else."""
        types = [self.env.ref(name, raise_if_not_found=False) for name in SIGNATURES]
        others = self.filtered(
            lambda activity: (
                activity.activity_type_id in types and activity.user_id != self.env.user
            )
        )
        if others and not self.env.su:
            raise AccessError(
                _("A signature is asked of somebody else here: withdraw the request.")
            )

    def _action_done(self, feedback=False, attachment_ids=None):
        self._check_not_asked_of_others()
        approval = self.env.ref("govinfo_module.mail_activity_approval")
        asked = self.filtered(
            lambda activity: (
                activity.activity_type_id == approval
                and activity.res_model == "govinfo.item"
                and activity.user_id == self.env.user
            )
        )
        items = self.env["govinfo.item"].browse(asked.mapped("res_id"))
        if items:
            items.action_sign_off()  # closes the activities itself
        for item in items if feedback else ():
            item.message_post(body=feedback)
        rest = self.exists()
        return super(MailActivity, rest)._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
