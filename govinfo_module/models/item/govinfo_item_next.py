"""Reading and deciding one after another: what was decided makes room for the next one waiting."""

from odoo import _, models

# action → whether the next one is asked for in the same place
DIALOGS = ("action_return", "action_archive_item")


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    def action_sign_off_next(self):
        """Sign off, and show the next item that waits for the same leader."""
        self.action_sign_off()
        return self._next_window("action_sign_off")

    def action_accept_next(self):
        """Accept, and show the next item that waits for the county office."""
        self.action_accept()
        return self._next_window("action_accept")

    def _next_window(self, method):
        """The client's action that shows the next item waiting where this one waited."""
        if len(self) != 1 or method not in (*DIALOGS, "action_sign_off", "action_accept"):
            return super()._next_window(method)
        waiting, place = self._waiting_like(method)
        following = [item for item in waiting if place(item) > place(self)]
        return {
            "type": "ir.actions.client",
            "tag": "govinfo_next",
            "params": {
                "res_model": self._name,
                "res_id": (following or waiting or [self.browse()])[0].id,
                "left": len(waiting),
                "done": self._next_notice(method),
            },
        }

    def _waiting_like(self, method):
        """The other items that wait for the current user as this one did, and their order in the list."""
        if method == "action_sign_off" or (method == "action_return" and self._is_in_charge()):
            domain, step, since = self._to_sign_domain(), "sign_off", "approval_requested_at"
        else:
            domain, step, since = [("state", "=", "submitted")], "accept", "submitted_at"
        waiting = self.search([*domain, ("id", "not in", self.ids)])

        def place(item):
            """Urgent ones first, then the newest."""
            moment = item[since]
            return (item.urgency != "urgent", -moment.timestamp() if moment else 0.0, -item.id)

        return sorted(waiting.filtered(lambda item: item._may_step(step)), key=place), place

    def _to_sign_domain(self):
        return [("state", "=", "signing"), ("unit_id.leader_id", "=", self.env.uid)]

    def _next_notice(self, method):
        """What was done, in a word."""
        return {
            "action_sign_off": _("Signed off"),
            "action_accept": _("Accepted"),
            "action_return": _("Returned"),
            "action_archive_item": _("Filed"),
        }[method]
