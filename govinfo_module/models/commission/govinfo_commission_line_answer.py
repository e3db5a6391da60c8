from odoo import Command, _, fields, models

from ..item.govinfo_item import WITH_OFFICE
from .govinfo_commission_line import OPEN

FINISHED = ("done", "late")
ACCEPTED = ("accepted", "archived")


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

    def _counted_answers(self):
        """Answers the state of this line rests on: those to be judged, and those that finished it.

        What was accepted before the line was opened again is not counted any more.
        """
        finished = self.state in FINISHED
        return self._answers().filtered(
            lambda item: (
                item.state == "submitted" or (finished and item.submitted_at >= self.submitted_at)
            )
        )

    def _answered_at(self, accepted=()):
        """When the first counted answer left its unit, ``accepted`` just now among them; or False.

        A supplement does not make late what was in time; what came again counts by its new time.
        """
        answers = self._counted_answers().union(*accepted)
        return min(answers.mapped("submitted_at"), default=False)

    def _answer_submitted(self, item):
        """``item``, which answers these lines, has left its unit."""
        self._lock()
        for line in self:
            if line.state in OPEN:
                first = line._answered_at()
                line._transition({"state": "submitted", "submitted_at": first})
            elif line.state == "missed":
                trace = _("%s came after the commission had been missed.", item.label)
                line._message_log(body=trace)

    def _answer_withdrawn(self, item):
        """``item`` is with its unit again, or answers these lines no more: they stand as without it."""
        self._lock()
        for line in self:
            if line.state == "submitted" or line._is_finished_by(item):
                line._settle()

    def _is_finished_by(self, item):
        """Whether accepted answers have finished this line, and ``item`` was one of its answers.

        What the office has completed at its own word stands without any answer.
        """
        finished = self.state in FINISHED and item.submitted_at
        if not finished or item.submitted_at < self.submitted_at:
            return False
        answers = self._counted_answers() | item
        accepted = any(_was_accepted(answer) for answer in answers)
        return accepted and self.submitted_at in answers.mapped("submitted_at")

    def _settle(self):
        """The state that the answers left give this line."""
        answers = self._counted_answers()
        first = self._answered_at()
        if answers.filtered(lambda item: item.state in ACCEPTED):
            self._finish(first)
        elif answers:
            self._transition({"state": "submitted", "submitted_at": first, "completed_at": False})
        elif self.commission_state == "issued":
            self._wait_again()
        else:
            self._end_unanswered()

    def _wait_again(self):
        """The unit owes its answer again; what it was asked for had been closed with the line."""
        finished = self.state in FINISHED
        self._transition(self._opened(True))
        if finished:
            self._remind_people()

    def _end_unanswered(self):
        """What the end of the commission would have made of this line without an answer."""
        self._transition({"submitted_at": False})
        if self.commission_state == "cancelled":
            self._release(_("Commission cancelled"))
        else:
            self._end(
                self.commission_id.closed_at or fields.Datetime.now(),
                _("Missed: the answer was sent back after the commission had been closed."),
            )

    def _answer_accepted(self, item):
        """The answer has been accepted or filed: done, or late by the first submission."""
        self._lock()
        for line in self.filtered(lambda line: line.state in OPEN):
            line._finish(line._answered_at(item))

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


def _was_accepted(item):
    """Whether ``item`` is accepted, or was until it was sent back: as it had been sent last."""
    accepted_at = item.accepted_at
    return item.state in ACCEPTED or bool(accepted_at and accepted_at >= item.submitted_at)
