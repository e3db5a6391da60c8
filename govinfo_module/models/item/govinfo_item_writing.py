"""What a form may offer, what of a pasted text is kept, and two people at one text."""

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...exchange.clean_html import clean
from ...helpers.foundation.step import Granted
from .govinfo_item import FROZEN, MANAGER

TEXT = ("name", "body")


class GovinfoItem(models.Model):
    """A form says which text it began with (``text_seen``); another text in between is not lost."""

    _inherit = "govinfo.item"

    text_stamp = fields.Integer("Changes of the text", readonly=True, copy=False)
    # only a way in: the stamp of the text that somebody has before them
    text_seen = fields.Integer(store=False)
    can_edit = fields.Boolean(compute="_compute_can_edit")
    can_edit_text = fields.Boolean(compute="_compute_can_edit")
    can_move = fields.Boolean(compute="_compute_can_edit", help="To another unit or author.")

    @api.depends("state", "submitted_at")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        manager = self.env.user.has_group(MANAGER)
        for item in self:
            known = item._origin
            item.can_edit = not known or (known.state != "signing" and known.has_access("write"))
            item.can_edit_text = item.can_edit and known.state not in FROZEN
            item.can_move = item.can_edit and (manager or not known.submitted_at)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._kept_text(vals) for vals in vals_list])

    def write(self, vals):
        if isinstance(vals, Granted):
            return super().write(vals)
        seen = vals.get("text_seen")
        vals = self._kept_text(vals)
        changed = self.filtered(
            lambda item: any(name in vals and vals[name] != item[name] for name in TEXT)
        )
        for item in changed if seen is not None else ():
            item._check_text_seen(seen)
        result = super().write(vals)
        for item in changed:
            item._transition({"text_stamp": item.text_stamp + 1})
        return result

    @api.model
    def _kept_text(self, vals):
        """``vals`` with the headings, lists, tables and words of the text, and nothing of its looks."""
        kept = {name: value for name, value in vals.items() if name != "text_seen"}
        if kept.get("body"):
            kept["body"] = clean(kept["body"])
        return type(vals)(kept) if isinstance(vals, Granted) else kept

    def _check_text_seen(self, seen):
        """Refuse a text that was begun before somebody else's, which is in the database now."""
        if seen == self.text_stamp:
            return
        # sudo: who, nothing else
        writer = self.sudo().write_uid
        moment = self.company_id.govinfo_local(self.write_date).strftime("%H:%M")
        who = _("you, in another window,") if writer == self.env.user else writer.name
        raise UserError(
            _(
                "%(who)s changed the text of %(item)s at %(time)s, after you had opened it. Nothing is"
                " lost: that text is kept, and yours still stands in this window. Copy yours, discard"
                " your changes to see the other text, and put in what is missing there.",
                who=who,
                item=self.label,
                time=moment,
            )
        )
