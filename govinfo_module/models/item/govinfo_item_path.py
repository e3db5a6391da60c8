"""The path of an item: every step, from which states, by whom, and what follows."""

from dataclasses import replace

from odoo import Command, _, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.readable import is_html_empty
from ...helpers.foundation.step import Step
from ..foundation.govinfo_approval_mixin import APPROVE, REQUEST, RETURN
from .govinfo_item import EDITABLE_BY_OFFICE

_lt = LazyTranslate(__name__)

ACCEPT_ACTIVITY = "govinfo_module.mail_activity_accept"

# What the steps of either side have in common.
OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office process items."),
}
OWN = {
    "groups": ("group_manager",),
    "who": "_is_own",
    "denied": _lt("%s belongs to another unit."),
}
SIGN_OFF = {"from_": ("signing",), "groups": (), "who": "_is_in_charge"}


class GovinfoItem(models.Model):
    """Sign-off by the leader in charge, acceptance by the county office."""

    _inherit = "govinfo.item"

    _own_steps = {
        "request": replace(
            REQUEST,
            action="request_signoff",
            to="signing",
            groups=("group_manager",),
            who="_is_own",
            keeps="signing",
        ),
        "approve": replace(
            APPROVE,
            **SIGN_OFF,
            action="sign_off",
            to="submitted",
            by="signed_by",
            at="submitted_at",
            keeps="submitted",
            asks=ACCEPT_ACTIVITY,
            asked="_editors",
        ),
        "return": replace(RETURN, **SIGN_OFF),
        "send_back": replace(
            RETURN,
            **OFFICE,
            action="return",
            from_=("submitted", "accepted"),
            makers="",
            hindrance="_why_kept",
            keeps="returned",
        ),
        "withdraw": Step(
            **OWN,
            from_=("draft", "signing", "returned", "submitted"),
            to="withdrawn",
            hindrance="_why_not_withdrawn",
        ),
        "reset": Step(**OWN, from_=("withdrawn", "returned"), to="draft"),
        "accept": Step(
            **OFFICE,
            from_=("submitted",),
            to="accepted",
            makers=_lt("%s: nobody accepts what they wrote or sent."),
            made_by="_writers",
            by="accepted_by_id",
            at="accepted_at",
            keeps="accepted",
        ),
        "archive": Step(
            **OFFICE,
            action="archive_item",
            from_=("submitted", "accepted"),
            to="archived",
            reason=_lt("Say why the item is filed without being used."),
            title=_lt("File without use"),
            note=_lt("Filed: %s"),
        ),
        "not_count": Step(
            **OFFICE,
            from_=("submitted", "accepted", "archived"),
            reason=_lt("Say why %s does not count."),
            title=_lt("Do not count"),
            reason_field="not_counted_reason",
            closes=False,
        ),
        "count": Step(**OFFICE, from_=("submitted", "accepted", "archived"), closes=False),
    }

    leader_id = fields.Many2one(related="unit_id.leader_id", string="Leader in charge")
    can_accept = fields.Boolean(compute="_compute_can_step")
    can_archive = fields.Boolean(compute="_compute_can_step")
    can_withdraw = fields.Boolean(compute="_compute_can_step")
    can_reset = fields.Boolean(compute="_compute_can_step")

    # -- who ---------------------------------------------------------------------------------

    def _is_own(self):
        """Whether the current user writes for the item's unit."""
        # sudo: whose item it is, not what it says
        item = self.sudo()
        return self.env.user in item.unit_id.officer_ids or self.env.user == item.author_id

    def _is_in_charge(self):
        """Whether the current user is the leader in charge of the item's unit."""
        return self.env.user == self.sudo().unit_id.leader_id  # sudo: as in _is_own

    def _approvers(self):
        return self.sudo().unit_id.leader_id  # sudo: as in _is_own

    def _writers(self):
        """Who wrote or sent it in its unit: they do not accept it."""
        return super()._makers() | self.author_id

    def _makers(self):
        """Editors who changed it after an earlier sign-off have made it, too."""
        edited = self.version_ids.filtered(lambda version: version.stage == "edited")
        return self._writers() | edited.author_id

    def _note_maker(self):
        """What the county office edits is kept as a manuscript; the editor accepts it all the same."""
        own = self.filtered(lambda item: item.state not in EDITABLE_BY_OFFICE)
        super(GovinfoItem, own)._note_maker()

    # -- the unit ----------------------------------------------------------------------------

    def _check_complete(self):
        self._check_leader()
        if not self.category_id:
            raise UserError(_('Choose a category for "%s" first.', self.name))
        if is_html_empty(self.body):
            raise UserError(_('"%s" has no text yet.', self.name))
        self._check_event_time()
        self._check_readers_named()

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

    def action_submit(self):
        """Submit from the form: what the writer should look at is shown first."""
        self.ensure_one()
        return self.env["govinfo.item.check"]._open_for(self) or self.action_request_signoff()

    def action_request_signoff(self):
        """Send the items to the leader in charge of their unit."""
        for item in self._take("request_signoff"):
            item.sudo()._fingerprint()  # sudo: the item has left the hands of the caller
            item._note_similar()
            item._note_words()
        return True

    def action_sign_off(self):
        """The leader in charge lets the items leave the unit."""
        for item in self._take("sign_off"):
            item._note_similar()
            item._alert_editors()
            first = item.version_ids.mapped("stage").count("submitted") == 1
            if first and item.urgency == "urgent":
                item._propose_incident()
        return True

    def _approval_values(self):
        """The text as it leaves the unit is kept, and a work secret gets its readers."""
        values = dict(super()._approval_values(), original_body=self.body)
        if self.secrecy == "work_secret":
            values["reader_ids"] = [(6, 0, self._readers().ids)]
        return values

    def _why_not_withdrawn(self):
        """Why the unit cannot take the item back; False when it can."""
        return self._is_used_above() and _(
            "%s has been sent up or adopted; it cannot be withdrawn any more.", self.label
        )

    def action_withdraw(self):
        """Take the items back before the county office has accepted them."""
        self._take("withdraw")
        return True

    def action_reset(self):
        """Take withdrawn or returned items up again as drafts."""
        self._take("reset")
        return True

    # -- the way back: by the leader in charge while signing, by a reviewer afterwards --------------

    def _why_kept(self):
        """Why the county office cannot send the item back; False when it can."""
        if self.part_ids:
            return _("%s is a composite of the county office itself.", self.label)
        if self._is_used_above():
            return _("%s has been sent up or adopted; it cannot be returned any more.", self.label)
        return False

    def _is_used_above(self):
        """Whether somebody above has the item already; the rooms that know extend this."""
        return False

    # -- the county office -------------------------------------------------------------------

    def action_accept(self):
        """A reviewer takes the items into the pool of the county office."""
        self._take("accept")
        return True

    def action_archive_item(self, reason):
        """A reviewer files items that will not be used, saying why."""
        self._take("archive_item", reason)
        return True

    def action_open_archive(self):
        """Ask for the reason and file the items."""
        return self._ask_reason("archive_item")

    def action_not_count(self, reason):
        """A reviewer takes items out of the assessment's submissions, saying why."""
        self._take("not_count", reason, counted=False)
        return True

    def action_open_not_count(self):
        """Ask for the reason and take the items out of the assessment's submissions."""
        return self._ask_reason("not_count")

    def action_count(self):
        """A reviewer lets the items count again."""
        self._take("count", counted=True, not_counted_reason=False)
        return True

    # -- windows -----------------------------------------------------------------------------

    def action_open_batch(self, step):
        """Show which of these items can take ``step`` (see the batch wizard) and take it."""
        self.check_access("read")
        batch = self.env["govinfo.item.batch"].create(
            {"step": step, "item_ids": [Command.set(self.ids)]}
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
