"""What is said of a work secret where more people listen than may read it."""

from odoo import models

WORDS = ("char", "text", "html")


class GovinfoStepMixin(models.AbstractModel):
    """Log and activities of a work secret say that something was done, and link to it; no words of it."""

    _inherit = "govinfo.step.mixin"

    def _mail_track(self, tracked_fields, initial_values):
        """Which texts have changed is not kept in the log of a work secret, old words nor new ones."""
        if self._is_secret():
            tracked_fields = {
                name: info for name, info in tracked_fields.items() if info["type"] not in WORDS
            }
        return super()._mail_track(tracked_fields, initial_values)
