"""Several items, also of several units, become one composite with all units credited."""

from markupsafe import escape

from odoo import Command, _, fields, models
from odoo.exceptions import UserError

from ...helpers.foundation.step import Step
from .govinfo_item_path import OFFICE


class GovinfoItem(models.Model):
    """A composite is the county office's own text, made of items that were signed off already.

    It is accepted from the start, counts as no submission (its parts do), and carries their units as
    joint units, so that what is adopted is credited to all of them.
    """

    _inherit = "govinfo.item"

    merged_into_id = fields.Many2one(
        "govinfo.item", "Merged into", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    part_ids = fields.One2many("govinfo.item", "merged_into_id", "Made of", readonly=True)

    _own_steps = {
        "merge": Step(
            **OFFICE,
            from_=("submitted", "accepted"),
            hindrance="_why_not_merged",
            closes=False,
        ),
    }

    def _why_not_merged(self):
        """Why this item cannot become part of a composite; False when it can."""
        return bool(self.merged_into_id) and _("%s is part of a composite already.", self.label)

    def _merge_refusal(self):
        """Why these items cannot become one composite; False if they can."""
        if len(self) < 2:
            return _("Choose two items or more to merge.")
        for item in self:
            refusal = item._step_refusal("merge")
            if refusal:
                return str(refusal)
        if len(self.company_id) > 1:
            return _("Items of different counties are not merged.")
        units = self.unit_id | self.joint_unit_ids
        secret = self.filtered(lambda item: item.secrecy == "work_secret")
        if secret and len(units) > 1:
            return _(
                "%s is a work secret: in a composite, the other units would read it.",
                secret[0].label,
            )
        return False

    def action_merge(self, name, unit_id=None):
        """Make one composite titled ``name`` of these items, in this order; gives the composite.

        Submitted items are accepted with it. Its own unit is ``unit_id``, by default the first
        item's; the other units are joint units.
        """
        items = self._begin("merge")
        refusal = items._merge_refusal()
        name = name.strip() if isinstance(name, str) else ""
        if refusal or not name:
            raise UserError(refusal or _("Give the composite a title."))
        items.filtered(lambda item: item.state == "submitted").action_accept()
        composite = items._make_composite(name, unit_id)
        for item in items:
            item._change("merge", merged_into_id=composite.id)
            item._log(_("Merged into %s.", composite.label))
        return composite.with_env(self.env)

    def _make_composite(self, name, unit_id):
        # sudo: editors write no items of their own; a composite is made of those they may process
        composite = self.sudo()._make([self._merged_vals(name, unit_id)]).with_env(self.env)
        composite._keep_version("accepted")
        return composite

    def _merged_vals(self, name, unit_id):
        """The values of the composite; later rooms add theirs."""
        levels = [key for key, _label in self._fields["secrecy"].selection]
        units = self.unit_id | self.joint_unit_ids
        unit = units.filtered(lambda one: one.id == unit_id) or self[:1].unit_id
        body = "".join("<h3>%s</h3>%s" % (escape(item.name), item.body) for item in self)
        return {
            "name": name,
            "unit_id": unit.id,
            "joint_unit_ids": [(6, 0, (units - unit).ids)],
            "author_id": self[:1].author_id.id,
            "category_id": self[:1].category_id.id,
            "urgency": "urgent" if "urgent" in self.mapped("urgency") else "normal",
            "event_time": min(self.filtered("event_time").mapped("event_time"), default=False),
            "body": body,
            "original_body": body,
            "secrecy": max(self.mapped("secrecy"), key=levels.index),
            "reader_ids": [(6, 0, self.reader_ids.ids)],
            "state": "accepted",
            "submitted_at": max(self.mapped("submitted_at")),
            "accepted_at": fields.Datetime.now(),
            "accepted_by_id": self.env.uid,
            "counted": False,
            "not_counted_reason": _("Composite of %s", "、".join(self.mapped("number"))),
        }

    def action_open_merge(self):
        """Ask for the title and order of the composite."""
        refusal = self._merge_refusal()
        if refusal:
            raise UserError(refusal)
        wizard = self.env["govinfo.item.merge"].create(
            {
                "name": self[:1].name,
                "unit_id": self[:1].unit_id.id,
                "line_ids": [
                    Command.create({"item_id": item.id, "sequence": position})
                    for position, item in enumerate(self)
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Merge into a Composite"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }
