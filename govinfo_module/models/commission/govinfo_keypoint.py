from odoo import Command, _, api, fields, models
from odoo.tools import LazyTranslate

from ...helpers.foundation.grouping import totals
from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Step
from ..foundation.govinfo_guard_mixin import LEVELS
from ..item.govinfo_item import WITH_OFFICE

_lt = LazyTranslate(__name__)

# A change of these makes the posted text out of date: the key point may be posted again.
POSTED = ("name", "body", "date_from", "date_to", "level", "unit_ids")


class GovinfoKeypoint(models.Model):
    """What units should report on in a span (报送要点).

    Reviewers write key points and post them to the county's intranet channel; officers link their
    items to them; the coverage shows which units have reported.
    """

    _name = "govinfo.keypoint"
    _description = "Reporting Key Point"
    _inherit = [
        "govinfo.history.mixin",
        "govinfo.step.mixin",
        "govinfo.span.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_from desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True
    _own_steps = {
        "post": Step(
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office post key points."),
            hindrance="_why_not_posted",
            by="posted_by_id",
            at="posted_at",
        ),
    }

    name = fields.Char("Subject", required=True, tracking=True)
    level = fields.Selection(
        LEVELS, required=True, default="county", help="Who asks for it: the county or a superior."
    )
    body = fields.Html("Text")
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_keypoint_unit_rel",
        "keypoint_id",
        "unit_id",
        "Units",
        check_company=True,
        help="None: for all units.",
    )
    item_ids = fields.Many2many(
        "govinfo.item",
        "govinfo_item_keypoint_rel",
        "keypoint_id",
        "item_id",
        "Items",
        readonly=True,
        copy=False,
        help="Chosen on the items.",
    )
    commission_ids = fields.One2many("govinfo.commission", "keypoint_id", "Commissions")
    coverage_ids = fields.One2many("govinfo.coverage", "keypoint_id", "Coverage")
    unit_count = fields.Integer("Units to report", compute="_compute_coverage")
    reported_count = fields.Integer("Units that reported", compute="_compute_coverage")
    silent_count = fields.Integer("Units that have not reported", compute="_compute_coverage")
    item_count = fields.Integer("Items sent", compute="_compute_coverage")
    posted_at = fields.Datetime("Posted on", readonly=True, copy=False)
    posted_by_id = fields.Many2one("res.users", "Posted by", readonly=True, copy=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    @api.depends("unit_ids", "item_ids.state")
    @api.depends_context("uid")
    def _compute_coverage(self):
        coverage = self.env["govinfo.coverage"]
        asked = dict(totals(coverage, [("keypoint_id", "in", self.ids)], ["keypoint_id"]))
        silent = [("keypoint_id", "in", self.ids), ("item_count", "=", 0)]
        silent = dict(totals(coverage, silent, ["keypoint_id"]))
        items = [("keypoint_ids", "in", self.ids), ("state", "in", WITH_OFFICE)]
        items = self.env["govinfo.item"].search(items)
        for keypoint in self:
            keypoint.unit_count = asked.get(keypoint.id, 0)
            keypoint.silent_count = silent.get(keypoint.id, 0)
            keypoint.reported_count = keypoint.unit_count - keypoint.silent_count
            keypoint.item_count = len(items.filtered(lambda i, k=keypoint: k in i.keypoint_ids))

    def write(self, vals):
        result = super().write(vals)
        if any(name in vals for name in POSTED):
            posted = self.filtered("posted_at")
            posted._transition({"posted_at": False, "posted_by_id": False})
        return result

    def _people(self):
        """Officers of the units this key point is for."""
        # sudo: whom to tell, not what they may see
        units = self.sudo().unit_ids or self.env["govinfo.unit"].sudo().search(
            [("company_id", "=", self.company_id.id)]
        )
        return units.officer_ids.filtered("active")

    def _why_not_posted(self):
        return bool(self.posted_at) and _("%s has been posted already.", self.name)

    def action_post(self):
        """Post the key points to the intranet channel and tell the officers of their units."""
        for keypoint in self._take("post"):
            keypoint._post_to_intranet()
        return True

    def _post_to_intranet(self):
        # sudo: the county's channel takes the key point whoever posts it
        channel = self.company_id.sudo()._govinfo_channel()
        channel.message_post(
            subject=self.name,
            body=self.env["ir.qweb"]._render("govinfo_module.message_keypoint", {"keypoint": self}),
            partner_ids=self._people().partner_id.ids,
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def action_view_coverage(self):
        """Items per unit for these key points."""
        return open_window(
            self, "govinfo_coverage_action", domain=[("keypoint_id", "in", self.ids)], context={}
        )

    def action_view_silent(self):
        """Units that have not reported on these key points."""
        action = self.action_view_coverage()
        return dict(action, domain=action["domain"] + [("item_count", "=", 0)])

    def action_view_items(self):
        """Items linked to these key points."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": _("Items"),
            "res_model": "govinfo.item",
            "view_mode": "list,form",
            "domain": [("keypoint_ids", "in", self.ids), ("state", "in", WITH_OFFICE)],
        }

    def action_commission(self):
        """A new commission on this key point, to its units."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Commission a piece"),
            "res_model": "govinfo.commission",
            "view_mode": "form",
            "context": {
                "default_name": self.name,
                "default_keypoint_id": self.id,
                "default_origin": self.level,
                "default_requirement": self.body,
                "default_line_ids": [
                    Command.create({"unit_id": unit.id}) for unit in self.unit_ids
                ],
            },
        }
