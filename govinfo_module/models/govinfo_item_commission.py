from odoo import models


class GovinfoItemCommission(models.Model):
    """An item that answers a commission: the lines it answers follow its steps."""

    _inherit = "govinfo.item"

    def _transition(self, vals):
        result = super()._transition(vals)
        if "state" in vals:
            self._tell_commission_lines()
        return result

    def write(self, vals):
        if "commission_line_id" not in vals and "joint_unit_ids" not in vals:
            return super().write(vals)
        # sudo: the lines of joint units, or of the line given up, need not be readable
        before = [(item, item.sudo()._commission_lines()) for item in self]
        result = super().write(vals)
        for item, lines in before:
            (lines - item.sudo()._commission_lines())._answer_withdrawn(item.sudo())
        self._tell_commission_lines()
        return result

    def _commission_lines(self):
        """The lines the item answers: its line, and those of its joint units in the same commission."""
        units = self.unit_id | self.joint_unit_ids
        lines = self.commission_line_id.commission_id.line_ids
        return lines.filtered(lambda line: line.unit_id in units)

    def _tell_commission_lines(self):
        # sudo: who takes the item's step need not be able to read the lines of joint units
        for item in self.sudo().filtered("commission_line_id"):
            lines = item._commission_lines()
            if item.state == "submitted":
                lines._answer_submitted(item)
            elif item.state in ("accepted", "archived"):
                lines._answer_accepted(item)
            else:
                lines._answer_withdrawn(item)
