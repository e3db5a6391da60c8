from odoo import Command, _, fields, models

from ..item.govinfo_item import WITH_OFFICE
from .govinfo_commission_line import OPEN


class GovinfoCommissionLine(models.Model):
    """The answer of the unit: items name the line, and their own steps carry it on.

    ``_answer_…`` are called with the item's steps, on all lines it answers.
    """

    _inherit = "govinfo.commission.line"

    def action_answer(self):
        """Open a new item that answers this line."""
        self.ensure_one()
        self.action_acknowledge()
        return {
            "type": "ir.actions.act_window",
            "name": _("Answer the commission"),
            "res_model": "govinfo.item",
            "view_mode": "form",
            "context": {
                "default_name": self.commission_id.name,
                "default_unit_id": self.unit_id.id,
                "default_commission_line_id": self.id,
                "default_keypoint_ids": [Command.set(self.commission_id.keypoint_id.ids)],
            },
        }

    def _answers(self):
        """Items with the county office that answer this line, also as a joint unit's."""
        items = self.commission_id.line_ids.item_ids
        return items.filtered(
            lambda item: (
                item.state in WITH_OFFICE and self.unit_id in item.unit_id | item.joint_unit_ids
            )
        )

    def _answer_submitted(self, item):
        """``item``, which answers these lines, has left its unit."""
        self._lock()
        for line in self:
            if line.state in OPEN:
                line._transition({"state": "submitted", "submitted_at": item.submitted_at})
            elif line.state == "missed":
                trace = _("%s came after the commission had been missed.", item.label)
                line._message_log(body=trace)

    def _answer_withdrawn(self, item):
        """``item`` is with its unit again, or answers these lines no more: they wait for an answer."""
        self._lock()
        for line in self.filtered(lambda line: line.state == "submitted"):
            if not line._answers() - item:
                line._transition(
                    {
                        "state": "pending",
                        "submitted_at": False,
                        "open_since": fields.Datetime.now(),
                    }
                )

    def _answer_accepted(self, item):
        """The answer has been accepted or filed: done, or late by its time of submission."""
        self._lock()
        for line in self.filtered(lambda line: line.state in OPEN):
            line._finish(item.submitted_at)

    def _finish(self, answered_at):
        """The line is answered at ``answered_at``."""
        self._transition(self._finished(answered_at))
        self._close_activities()

    def _finished(self, answered_at):
        """The values of a line answered at ``answered_at``: in time up to and at the deadline itself."""
        late = bool(self.deadline and answered_at > self.deadline)
        return {
            "state": "late" if late else "done",
            "submitted_at": answered_at,
            "completed_at": answered_at,
        }
