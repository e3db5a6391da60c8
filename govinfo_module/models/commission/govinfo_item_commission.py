"""What an item has to do with commissions, key points and key works."""

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoItem(models.Model):
    """An item that answers a commission: the lines it answers follow its steps."""

    _inherit = "govinfo.item"

    commission_line_id = fields.Many2one(
        "govinfo.commission.line",
        "Answers commission",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    keypoint_ids = fields.Many2many(
        "govinfo.keypoint",
        "govinfo_item_keypoint_rel",
        "item_id",
        "keypoint_id",
        "Key points",
        check_company=True,
    )
    topic_ids = fields.Many2many(
        "govinfo.topic",
        "govinfo_item_topic_rel",
        "item_id",
        "topic_id",
        "Key works",
        check_company=True,
    )

    @api.constrains("commission_line_id", "unit_id", "joint_unit_ids")
    def _check_commission_line(self):
        for item in self.filtered("commission_line_id"):
            if item.commission_line_id.unit_id not in item.unit_id | item.joint_unit_ids:
                raise ValidationError(_("An item answers a commission of its own units only."))

    def _stepped(self, row):
        super()._stepped(row)
        # one that goes to its unit's leader answered nothing before and answers nothing yet: no line of the
        # commission is locked, which other people of the unit are answering just now
        if row.to and row.to != "signing":
            self._tell_commission_lines()

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

    def _merged_vals(self, name, unit_id):
        return dict(
            super()._merged_vals(name, unit_id),
            keypoint_ids=[(6, 0, self.keypoint_ids.ids)],
            topic_ids=[(6, 0, self.topic_ids.ids)],
        )
