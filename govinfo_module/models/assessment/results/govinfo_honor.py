from datetime import date

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ....documents import certificate, span_words
from ....gongwen import render_batch
from ....helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

KINDS = [("unit", "Advanced unit"), ("person", "Advanced person"), ("item", "Excellent item")]
DECIDED = {
    "from_": ("proposed",),
    "groups": ("group_leader",),
    "denied": _lt("Only leaders of the county office decide on honours."),
    "makers": _lt("Nobody decides on their own honour or proposal."),
    "by": "decided_by_id",
    "at": "decided_at",
}


class GovinfoHonor(models.Model):
    """A commendation proposed from the ledger of a year or a part of it (先进集体、先进个人).

    Reviewers propose, a leader approves or rejects. Those the rules bar are listed with the reason, so
    that nobody wonders why a unit of that rank is missing; they cannot be approved.
    """

    _name = "govinfo.honor"
    _description = "Honour"
    _inherit = ["govinfo.step.mixin", "mail.thread"]
    _order = "year desc, kind, unit_category_id, id"
    _rec_name = "label"
    _mail_post_access = "read"
    _guarded_fields = (
        "year",
        "date_from",
        "date_to",
        "kind",
        "unit_id",
        "user_id",
        "item_id",
        "unit_category_id",
        "total",
        "rank",
        "barred_reason",
        "state",
        "decided_by_id",
        "decided_at",
        "reject_reason",
        "company_id",
    )

    _own_steps = {
        "approve": Step(**DECIDED, to="approved", hindrance="_why_barred"),
        "reject": Step(
            **DECIDED,
            to="rejected",
            reason=_lt("Say why the honour is not granted."),
            title=_lt("Reject"),
            reason_field="reject_reason",
        ),
    }

    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(required=True, readonly=True, index=True, aggregator=False)
    date_from = fields.Date("From", compute="_compute_span", store=True, readonly=False)
    date_to = fields.Date("To", compute="_compute_span", store=True, readonly=False)
    span_label = fields.Char("For", compute="_compute_span_label")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True, index=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Unit category", readonly=True)
    user_id = fields.Many2one("res.users", "Person", readonly=True)
    item_id = fields.Many2one("govinfo.item", "Item", readonly=True)
    total = fields.Float("Points", digits=(16, 2), readonly=True)
    rank = fields.Integer(readonly=True, aggregator=False)
    barred_reason = fields.Char("Barred because", readonly=True)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Agreed"), ("rejected", "Rejected")],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        tracking=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided on", readonly=True)
    reject_reason = fields.Char("Reason of rejection", readonly=True)
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    _once = models.UniqueIndex(
        "(company_id, date_from, date_to, kind, (coalesce(unit_id, user_id, item_id)))",
        "This honour has been proposed already.",
    )

    @api.depends("kind", "unit_id.name", "user_id.name", "item_id.label")
    def _compute_label(self):
        for honor in self:
            honor.label = honor.item_id.label or honor.user_id.name or honor.unit_id.name

    @api.depends("year")
    def _compute_span(self):
        """The whole year, unless it was proposed for a part of it."""
        for honor in self.filtered("year"):
            honor.date_from = honor.date_from or date(honor.year, 1, 1)
            honor.date_to = honor.date_to or date(honor.year, 12, 31)

    @api.depends("date_from", "date_to")
    def _compute_span_label(self):
        for honor in self:
            known = honor.date_from and honor.date_to
            honor.span_label = known and span_words(honor.date_from, honor.date_to)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_proposed(self):
        if any(honor.state != "proposed" for honor in self):
            raise UserError(_("A decided honour is kept."))

    # -- deciding ----------------------------------------------------------------------------

    def _makers(self):
        """Nobody decides on their own proposal, nor on an honour of their own."""
        return super()._makers() | self.user_id

    def _why_barred(self):
        return self.barred_reason and _(
            "%(name)s cannot be honoured: %(reason)s", name=self.label, reason=self.barred_reason
        )

    def action_approve(self):
        """A leader grants the honours."""
        self._take("approve")
        return True

    def action_reject(self, reason):
        """A leader does not grant the honours, saying why."""
        self._take("reject", reason)
        return True

    def action_open_reject(self):
        """Ask for the reason of the rejection."""
        return self._ask_reason("reject")

    # -- certificates ------------------------------------------------------------------------

    def action_print_certificates(self):
        """Open the certificates of these honours as one PDF."""
        self.check_access("read")
        approved = self.filtered(lambda honor: honor.state == "approved")
        if not approved:
            raise UserError(_("Only approved honours have a certificate."))
        ids = ",".join(map(str, approved.ids))
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/honor/certificates?ids=%s" % ids,
            "target": "new",
        }

    def _render_certificates(self):
        """The certificates of the approved ones among these, as one PDF."""
        return render_batch(
            [
                certificate(
                    kind=honor.kind,
                    name=honor.label,
                    span=honor.span_label,
                    organ=honor.company_id.govinfo_organ or honor.company_id.name,
                    day=honor.company_id.govinfo_local(honor.decided_at).date(),
                )
                for honor in self
                if honor.state == "approved"
            ],
            **self.company_id[:1]._govinfo_print(),
        )
