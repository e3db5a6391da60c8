"""Answering on a piece in one tap."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...helpers.foundation.lock import lock_rows
from .govinfo_response import VALUES


class GovinfoIssueLine(models.Model):
    _inherit = "govinfo.issue.line"

    my_value = fields.Selection(
        VALUES, "My unit's answer", compute="_compute_my_answer", compute_sudo=False
    )
    my_words = fields.Text("My unit's words", compute="_compute_my_answer", compute_sudo=False)
    can_respond = fields.Boolean(
        "To be answered by my unit",
        compute="_compute_my_answer",
        compute_sudo=False,
        search="_search_can_respond",
    )
    awaits_response = fields.Boolean(
        "Not answered by my unit yet",
        compute="_compute_my_answer",
        compute_sudo=False,
        search="_search_awaits_response",
    )

    @api.depends_context("uid")
    @api.depends("item_ids", "issue_id.state")
    def _compute_my_answer(self):
        units = self.env.user._govinfo_answers_for()
        given = self._given(units)
        for line in self:
            items = line.sudo().item_ids  # sudo: which items the piece is made of
            own = given.filtered(lambda one, items=items: one.item_id in items)[:1]
            line.my_value = own.value
            line.my_words = own.words
            line.can_respond = bool(line._answering(units))
            line.awaits_response = line.can_respond and not own

    def _given(self, units):
        """The answers of ``units`` on the items of these pieces."""
        # sudo: the answers of the caller's own units, whoever gave them
        items = self.sudo().item_ids
        responses = self.env["govinfo.response"].sudo()
        return responses.search([("item_id", "in", items.ids), ("unit_id", "in", units.ids)])

    def _answering(self, units):
        """``(item, unit)`` for all items of the piece that one of ``units`` may answer on."""
        self.ensure_one()
        line = self.sudo()  # sudo: whose the items are, and to whom the issue went
        if line.issue_id.state != "published":
            return []
        return [
            (item, unit)
            for unit in units & line.issue_id.unit_ids
            for item in line.item_ids
            if unit not in item.unit_id | item.joint_unit_ids
        ]

    @api.model
    def _search_can_respond(self, operator, value):
        return self._found(self._answerable(), operator, value)

    @api.model
    def _search_awaits_response(self, operator, value):
        units = self.env.user._govinfo_answers_for()
        lines = self._answerable()
        # sudo: which items the pieces are made of
        answered = lines._given(units).item_id
        return self._found(
            lines.filtered(lambda line: not line.sudo().item_ids & answered), operator, value
        )

    def _answerable(self):
        """All pieces the caller's units may answer on."""
        units = self.env.user._govinfo_answers_for()
        sent = [("issue_id.state", "=", "published"), ("issue_id.unit_ids", "in", units.ids)]
        # sudo: what went to the caller's units; record rules hold for what is made of it
        lines = self.sudo().search(sent)
        return lines.filtered(lambda line: line._answering(units)).sudo(False)

    @api.model
    def _found(self, lines, operator, value):
        value = True in value if hasattr(value, "__iter__") else bool(value)
        wanted = (operator in ("=", "in")) == value
        return [("id", "in" if wanted else "not in", lines.ids)]

    # -- answering ---------------------------------------------------------------------------

    def action_respond(self, value, words=None):
        """Answer for the caller's unit on the items of this piece; a second answer takes the first's
        place. ``words`` None leaves the words as they are."""
        self.ensure_one()
        self.check_access("read")
        units = self.env.user._govinfo_answers_for()
        if not units:
            raise AccessError(
                _("Only the leader in charge or the head of the unit answers on a piece.")
            )
        lock_rows(self)  # two who answer for a unit at once
        pairs = self._answering(units)
        if not pairs:
            raise UserError(_("This piece is your unit's own, or did not go to it: no answer."))
        for item, unit in pairs:
            self.env["govinfo.response"]._answer(self, item, unit, value, words)
        self.invalidate_recordset(["my_value", "my_words", "awaits_response"])
        return True

    def action_respond_useful(self):
        """One tap: useful."""
        return self.action_respond("useful")

    def action_respond_some(self):
        """One tap: of some use."""
        return self.action_respond("some")

    def action_respond_none(self):
        """One tap: of no use."""
        return self.action_respond("none")

    def action_open_words(self):
        """Ask for the words that go with the answer."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Answer in Words"),
            "res_model": "govinfo.response.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_line_id": self.id,
                "default_value": self.my_value,
                "default_words": self.my_words,
            },
        }
