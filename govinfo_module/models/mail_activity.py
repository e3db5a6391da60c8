from odoo import models


class MailActivity(models.Model):
    """The request for a sign-off, marked as done by the one it asks, is the sign-off."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
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
