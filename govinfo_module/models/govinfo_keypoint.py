from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import render
from .govinfo_guard_mixin import LEVELS

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
        "govinfo.guard.mixin", "govinfo.span.mixin", "mail.thread", "mail.activity.mixin"
    ]
    _order = "date_from desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True
    _guarded_fields = ("posted_at", "posted_by_id")

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
        "govinfo.item", "govinfo_item_keypoint_rel", "keypoint_id", "item_id", "Items"
    )
    commission_ids = fields.One2many("govinfo.commission", "keypoint_id", "Commissions")
    coverage_ids = fields.One2many("govinfo.coverage", "keypoint_id", "Coverage")
    posted_at = fields.Datetime("Posted on", readonly=True, copy=False)
    posted_by_id = fields.Many2one("res.users", "Posted by", readonly=True, copy=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    def write(self, vals):
        result = super().write(vals)
        if any(name in vals for name in POSTED):
            posted = self.filtered("posted_at")
            posted._guarded().write({"posted_at": False, "posted_by_id": False})
        return result

    def _people(self):
        """Officers of the units this key point is for."""
        # sudo: whom to tell, not what they may see
        units = self.sudo().unit_ids or self.env["govinfo.unit"].sudo().search(
            [("company_id", "=", self.company_id.id)]
        )
        return units.officer_ids.filtered("active")

    def action_post(self):
        """Post the key points to the intranet channel and tell the officers of their units."""
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office post key points."))
        for keypoint in self:
            if keypoint.posted_at:
                raise UserError(_("%s has been posted already.") % keypoint.name)
            keypoint._transition(
                {"posted_at": fields.Datetime.now(), "posted_by_id": self.env.uid}
            )
            keypoint.company_id._govinfo_post(
                subject=keypoint.name,
                body=render(
                    self.env, "govinfo_module.message_keypoint", {"keypoint": keypoint}
                ),
                users=keypoint._people(),
            )
        return True

    def action_view_coverage(self):
        """Items per unit for these key points."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_coverage_action"
        )
        return dict(action, domain=[("keypoint_id", "in", self.ids)], context={})
