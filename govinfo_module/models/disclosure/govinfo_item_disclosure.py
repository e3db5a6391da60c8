from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Step
from .govinfo_disclosure import CLEARED

_lt = LazyTranslate(__name__)


class GovinfoItem(models.Model):
    """The way of an item to the public pages: the office proposes, a leader clears or declines."""

    _inherit = "govinfo.item"

    disclosure_ids = fields.One2many(
        "govinfo.disclosure",
        "item_id",
        "Disclosures",
        readonly=True,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )
    disclosure_proposed_at = fields.Datetime(
        "Proposed for disclosure on", readonly=True, copy=False, index="btree_not_null"
    )
    disclosure_proposed_by_id = fields.Many2one(
        "res.users", "Proposed for disclosure by", readonly=True, copy=False
    )
    public_on = fields.Date("Public since", compute="_compute_public_on")
    can_propose_disclosure = fields.Boolean(compute="_compute_can_disclose")
    can_disclose = fields.Boolean(compute="_compute_can_disclose")

    _own_steps = {
        "propose_disclosure": Step(
            from_=("accepted", "archived"),
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office propose items for disclosure."),
            hindrance="_why_not_proposed",
            by="disclosure_proposed_by_id",
            at="disclosure_proposed_at",
            closes=False,
        ),
        "disclose": Step(**CLEARED, from_=("accepted", "archived"), values="_proposal_done"),
        "decline_disclosure": Step(
            from_=("accepted", "archived"),
            groups=("group_leader",),
            denied=_lt("Only leaders of the county office clear texts for the public."),
            values="_proposal_done",
            reason=_lt("Say why %s stays inside."),
            title=_lt("Not Disclosed"),
            note=_lt("Not disclosed: %s"),
            closes=False,
        ),
    }

    @api.constrains("secrecy", "disclosure")
    def _check_public_stays_open(self):
        """What stands on the public pages is withdrawn there before it is closed here."""
        for item in self.sudo():  # sudo: whether it is public, as everybody can see
            own = item.public_on and (item.secrecy != "public" or item.disclosure == "none")
            if own or (item.secrecy != "public" and item._public_issues()):
                raise ValidationError(
                    _("%s is public now: withdraw it from the public pages first.", item.label)
                )

    def _public_issues(self):
        """The issues with this item that stand on the public pages."""
        lines = self.env["govinfo.issue.line"].search([("item_ids", "in", self.ids)])
        return lines.issue_id.filtered("public_on")

    @api.depends("disclosure_ids.state")
    def _compute_public_on(self):
        dates = self.env["govinfo.disclosure"]._public_since("item_id", self)
        for item in self:
            item.public_on = dates.get(item._origin.id, False)

    @api.depends("state", "secrecy", "disclosure", "disclosure_proposed_at", "public_on")
    @api.depends_context("uid")
    def _compute_can_disclose(self):
        for item in self:
            item.can_propose_disclosure = item._may_step("propose_disclosure")
            item.can_disclose = item._may_step("disclose")

    def _why_not_public(self):
        """Why the item may not be disclosed; False when it may."""
        if self.public_on:
            return _('"%s" is public already.', self.label)
        closed = self.secrecy != "public" or self.disclosure == "none"
        return closed and _(
            "%s is not marked as public information that may be disclosed.", self.label
        )

    def _why_not_proposed(self):
        proposed = self.disclosure_proposed_at and _("%s has been proposed already.", self.label)
        return proposed or self._why_not_public()

    def _proposal_done(self):
        return {"disclosure_proposed_at": False, "disclosure_proposed_by_id": False}

    def action_propose_disclosure(self):
        """The county office proposes these items to its leaders for the public pages."""
        self._take("propose_disclosure")
        return True

    def action_disclose(self):
        """A leader clears these items for the public pages."""
        for item in self._take("disclose"):
            item.env["govinfo.disclosure"]._clear(
                {
                    "name": item.name,
                    "body": item.body,
                    "source": item.unit_id.name,
                    "item_id": item.id,
                    "company_id": item.company_id.id,
                }
            )
        return True

    def action_decline_disclosure(self, reason):
        """A leader keeps these items inside, saying why; they are proposed no more."""
        self._take("decline_disclosure", reason)
        return True

    def action_open_decline_disclosure(self):
        """Ask why the item stays inside."""
        return self._ask_reason("decline_disclosure")
