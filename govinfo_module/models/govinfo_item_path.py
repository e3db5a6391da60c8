"""The path of an item: every step, from which states, by whom."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import is_html_empty
from .govinfo_item import MANAGER, REVIEWER

# From which states each step may be taken. A step or state that is not here is not possible; request,
# approve and return-while-signing are the approval mixin's.
OFFICE_STEPS = {
    "accept": ("submitted",),
    "send_back": ("submitted", "accepted"),
    "archive": ("submitted", "accepted"),
    "merge": ("submitted", "accepted"),
    "upload": ("accepted", "archived"),
    "count": ("submitted", "accepted", "archived"),
}
OWN_STEPS = {
    "withdraw": ("draft", "signing", "returned", "submitted"),
    "reset": ("withdrawn", "returned"),
}


class GovinfoItemPath(models.Model):
    """Sign-off by the leader in charge, acceptance by the county office.

    ``_approval_refusal`` (sign-off) and ``_step_refusal`` (everything else) are the only judges: the
    steps raise what they return, and the buttons show what they allow.
    """

    _inherit = "govinfo.item"

    can_accept = fields.Boolean(compute="_compute_can_step")
    can_return = fields.Boolean(compute="_compute_can_step")
    can_archive = fields.Boolean(compute="_compute_can_step")
    can_withdraw = fields.Boolean(compute="_compute_can_step")
    can_reset = fields.Boolean(compute="_compute_can_step")

    @api.depends("state", "can_approve")
    @api.depends_context("uid")
    def _compute_can_step(self):
        for item in self:
            item.can_accept = item._may_step("accept")
            item.can_return = item.can_approve or item._may_step("send_back")
            item.can_archive = item._may_step("archive")
            item.can_withdraw = item._may_step("withdraw")
            item.can_reset = item._may_step("reset")

    def _may_step(self, step):
        """Whether the current user may take ``step``, without wording a refusal for each row."""
        states = OWN_STEPS.get(step, ()) + OFFICE_STEPS.get(step, ())
        return self.state in states and not self._step_refusal(step)

    def _step_refusal(self, step):
        """Why the current user may not take ``step`` with this item; False if they may."""
        self.ensure_one()
        if step in OWN_STEPS:
            if not self._approval_may_request():
                return AccessError(_("%s belongs to another unit.", self.label))
        elif not self.env.user.has_group(REVIEWER):
            return AccessError(_("Only reviewers of the county office process items."))
        if self.state not in OWN_STEPS.get(step, ()) + OFFICE_STEPS.get(step, ()):
            return UserError(
                _(
                    '%(name)s is "%(state)s" now; this step is not possible.',
                    name=self.label,
                    state=self._state_label(),
                )
            )
        if step == "accept" and self.env.user in self.sudo()._approval_makers():
            # sudo: who made it, not what it says
            return AccessError(_("%s: nobody accepts what they wrote or sent.", self.label))
        if step == "send_back" and (self.is_adopted or self.sudo().upload_ids):
            return UserError(
                _("%s has been sent up or adopted; it cannot be returned any more.", self.label)
            )
        return False

    def _step_enter(self, step):
        """Lock, read afresh and let the judge decide about every item before any is changed."""
        self._lock()
        self.read(["id"])  # record rules: who may not read an item takes no step with it
        for item in self:
            refusal = item._step_refusal(step)
            if refusal:
                raise refusal

    # -- the unit ----------------------------------------------------------------------------

    def _is_own(self):
        """Whether the current user writes for the item's unit."""
        # sudo: whose item it is, not what it says
        item = self.sudo()
        return self.env.user in item.unit_id.officer_ids or self.env.user == item.author_id

    def _approval_may_request(self):
        return self._is_own() or self.env.user.has_group(MANAGER)

    def _approval_may_approve(self):
        return self.env.user == self.sudo().unit_id.leader_id  # sudo: as in _is_own

    def _approval_makers(self):
        return super()._approval_makers() | self.author_id

    def _approval_users(self):
        return self.sudo().unit_id.leader_id  # sudo: as in _is_own

    def _approval_check(self):
        self._check_leader()
        if not self.category_id:
            raise UserError(_('Choose a category for "%s" first.', self.name))
        if is_html_empty(self.body):
            raise UserError(_('"%s" has no text yet.', self.name))

    def _check_leader(self):
        """A unit without a leader in charge cannot send anything: say whom to ask."""
        unit = self.sudo().unit_id  # sudo: as in _is_own
        if unit.leader_id.active:
            return
        managers = unit.company_id._govinfo_users("group_manager")[:3].mapped("name")
        raise UserError(
            _(
                "%(unit)s has no leader in charge who could sign off. Ask the manager of the county"
                " office (%(managers)s) to name one on the unit.",
                unit=unit.name,
                managers="、".join(managers),
            )
        )

    def _approval_approve_vals(self):
        return {
            "submitted_at": fields.Datetime.now(),
            "signed_by": self.env.uid,
            "original_body": self.body,
        }

    def _approval_done(self):
        self._keep_version("submitted")

    def action_request_signoff(self):
        """Send the items to the leader in charge of their unit."""
        self._approval_request()
        for item in self:
            item._keep_version("signing")
        return True

    def action_submit(self):
        """Submit from the form: what the writer should look at is shown first."""
        self.ensure_one()
        return self.env["govinfo.item.check"]._open_for(self) or self.action_request_signoff()

    def action_sign_off(self):
        """The leader in charge lets the items leave the unit."""
        return self._approval_approve()

    def action_open_batch(self, step):
        """Show which of these items can take ``step`` (see the batch wizard) and take it."""
        batch = self.env["govinfo.item.batch"].create(
            {"step": step, "item_ids": [(6, 0, self.ids)]}
        )
        labels = dict(batch._fields["step"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": labels[step],
            "res_model": batch._name,
            "res_id": batch.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_open_full(self):
        """This item with all its fields."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(self.env.ref("govinfo_module.govinfo_item_view_form").id, "form")],
        }

    def action_withdraw(self):
        """Take the items back before the county office has accepted them."""
        self._step_enter("withdraw")
        self._transition({"state": "withdrawn"})
        self._approval_close_activities()
        return True

    def action_reset(self):
        """Take withdrawn or returned items up again as drafts."""
        self._step_enter("reset")
        self._transition({"state": "draft"})
        self._approval_close_activities()
        return True

    # -- either side -------------------------------------------------------------------------

    def action_return(self, reason):
        """Return with a reason: by the leader in charge while signing, by a reviewer afterwards."""
        signing = self.filtered(lambda item: item.state == "signing")
        rest = self - signing
        if rest:
            rest._step_enter("send_back")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Give the reason of the return, so that it can be put right."))
        if signing:
            signing._approval_return(reason)
        for item in rest:
            item._return_to_maker(reason)
        return True

    def action_open_return(self):
        """Ask for the reason and return."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_return")

    # -- the county office -------------------------------------------------------------------

    def action_accept(self):
        """A reviewer takes the items into the pool of the county office."""
        self._step_enter("accept")
        self._transition(
            {
                "state": "accepted",
                "accepted_at": fields.Datetime.now(),
                "accepted_by_id": self.env.uid,
            }
        )
        for item in self:
            item._keep_version("accepted")
        return True

    def action_archive_item(self, reason):
        """A reviewer files items that will not be used, saying why."""
        self._step_enter("archive")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the item is filed without being used."))
        self._transition({"state": "archived"})
        for item in self:
            item.sudo().message_post(  # sudo: see _return_to_maker
                body=_("Filed: %s", reason), author_id=self.env.user.partner_id.id
            )
        return True

    def action_open_archive(self):
        """Ask for the reason and file the items."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_archive_item")

    def action_upload(self, level):
        """Register that the items were sent up to ``level`` (city, province or national)."""
        if level not in ("city", "province", "national"):
            raise UserError(_("Upward reports go to the city, the province or the nation."))
        self._step_enter("upload")
        uploads = self.env["govinfo.upload"]
        sent = uploads.search([("item_id", "in", self.ids), ("level", "=", level)]).item_id
        return uploads.create([{"item_id": item.id, "level": level} for item in self - sent])
