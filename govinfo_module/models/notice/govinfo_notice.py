import json
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL, LazyTranslate

from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.step import Granted, Step
from .res_company_notice import NOTICE_KINDS

_lt = LazyTranslate(__name__)

EDITABLE = ("opening", "comment", "requirements")
# What else does not change once approval has been asked for.
SETTLED = ("name", "period_id", "rectify_by", "kind")
OPEN = ("draft", "returned")
OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office draft notices."),
}


class GovinfoNotice(models.Model):
    """The notice on information work in a period (通报).

    Figures are frozen when it is drafted and cannot be typed over; a reviewer writes the opening, the
    comment and the requirements. A leader approves (the number is given) or returns; publishing
    fixes text and PDF for good, posts to the intranet and writes to every unit head.
    """

    _name = "govinfo.notice"
    _description = "Notice"
    _inherit = ["govinfo.approval.mixin", "govinfo.document.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _own_steps = {
        "cancel": Step(
            **OFFICE, from_=("draft", "pending", "returned", "approved"), to="cancelled"
        ),
    }

    period_id = fields.Many2one(
        "govinfo.period", "Period", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char("Title", required=True, tracking=True)
    supplement_of_id = fields.Many2one(
        "govinfo.notice", "Supplement to", readonly=True, copy=False, ondelete="restrict"
    )
    kind = fields.Selection(
        NOTICE_KINDS,
        required=True,
        default=lambda self: self.env.company.govinfo_notice_kind,
        tracking=True,
    )
    doc_number = fields.Char("Document number", readonly=True, copy=False)
    doc_year = fields.Integer(readonly=True, copy=False, aggregator=False)
    doc_sequence = fields.Integer(readonly=True, copy=False, aggregator=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("pending", "Waiting for approval"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("published", "Published"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    opening = fields.Html(sanitize=True, strip_style=True)
    comment = fields.Html("Comment on structure and gaps", sanitize=True, strip_style=True)
    requirements = fields.Html(
        "Next steps",
        sanitize=True,
        strip_style=True,
        default=lambda self: self.env.company._govinfo_next_steps(
            self.env.company.govinfo_notice_kind
        ),
    )
    approver_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    published_at = fields.Datetime("Published on", readonly=True, copy=False)
    rectify_by = fields.Date(
        "Rectification reported by", default=lambda self: self._default_rectify_by()
    )
    company_id = fields.Many2one(related="period_id.company_id", store=True, index=True)

    _number_unique = models.Constraint(
        "exclude (company_id with =, doc_year with =, doc_sequence with =)"
        " where (doc_sequence > 0)",
        "Another notice has this number.",
    )

    _period_unique = models.UniqueIndex(
        "(period_id) WHERE state <> 'cancelled' AND supplement_of_id IS NULL",
        "This period has a notice already.",
    )

    @api.model
    def _default_rectify_by(self):
        county = self.env.company
        return county.govinfo_today() + timedelta(days=county.govinfo_rectify_days)

    def _check_one_a_period(self, vals):
        """Say which notice there is before the database refuses a second one."""
        vals = self._govinfo_sound(vals)
        if not vals.get("period_id") or vals.get("supplement_of_id"):
            return
        other = self._live(vals["period_id"]) - self
        if other:
            raise ValidationError(
                _("%s has a notice already: %s", other.period_id.name, other.name)
            )

    @api.model
    def _live(self, period_id):
        """The notice of a period, empty when there is none."""
        return self.search(
            [
                ("period_id", "=", period_id),
                ("state", "!=", "cancelled"),
                ("supplement_of_id", "=", False),
            ],
            limit=1,
        )

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_one_a_period(vals)
        notices = super().create(vals_list)
        for notice in notices:
            notice._freeze_figures()
        return notices

    def write(self, vals):
        if not isinstance(vals, Granted):
            self._check_editable(vals)
            self._check_one_a_period(vals)
        kinds = {notice: notice.kind for notice in self}
        result = super().write(vals)
        for notice in self:
            if notice.kind != kinds[notice] and "requirements" not in vals:
                notice._follow_kind(kinds[notice])
            if any(name in vals for name in (*EDITABLE, "rectify_by", "kind")):
                notice._rebuild_body()
        return result

    def _check_editable(self, vals):
        technical = {"activity_ids", "message_follower_ids", "message_main_attachment_id"}
        for notice in self:
            if notice.state in ("published", "cancelled") and set(vals) - technical:
                raise AccessError(
                    _("A published notice is never changed; issue a supplementary notice.")
                )
            if notice.state not in OPEN and set(vals) & {*EDITABLE, *SETTLED}:
                raise UserError(_("%s is being approved: its text cannot change.", notice.name))

    @api.ondelete(at_uninstall=True)
    def _unlink_only_unnumbered_drafts(self):
        if any(notice.state not in OPEN or notice.doc_number for notice in self):
            raise UserError(_("Only a draft that never had a number can be deleted."))

    # -- approval ----------------------------------------------------------------------------

    def _check_complete(self):
        present = self.env["govinfo.notice.figures"]._collect(self.period_id)
        if json.loads(self.figures) != json.loads(json.dumps(present)):
            raise UserError(
                _(
                    "The figures of %s have changed since this notice took them."
                    " Refresh the figures and read the text again.",
                    self.period_id.name,
                )
            )

    def _request_values(self):
        """A date for rectification that has passed while the draft lay is set anew."""
        values = super()._request_values()
        today = self.company_id.govinfo_today()
        if not self.rectify_by or self.rectify_by <= today:
            values["rectify_by"] = today + timedelta(days=self.company_id.govinfo_rectify_days)
        return values

    def _approval_values(self):
        year = self.company_id.govinfo_today().year
        number = self._highest_number(self._table, year) + 1
        return {
            "doc_year": year,
            "doc_sequence": number,
            "doc_number": self._number(self.company_id.govinfo_notice_mark, year, number),
        }

    @api.model
    def _number(self, mark, year, number):
        return "%s〔%d〕%d号" % (mark, year, number)

    def _highest_number(self, table, year):
        """The county's highest number of ``year`` in ``table``; nobody gives another until we are done."""
        lock_rows(self.company_id)
        self.env.cr.execute(
            SQL(
                "SELECT coalesce(max(doc_sequence), 0) FROM %s WHERE company_id = %s AND doc_year = %s",
                SQL.identifier(table),
                self.company_id.id,
                year,
            )
        )
        return self.env.cr.fetchone()[0]

    def action_request_approval(self):
        """Ask the leaders of the county office to approve the notice."""
        self._take("request_approval")._find_burdens()
        return True

    def action_approve(self):
        """A leader approves; the document number is given."""
        self._take("approve")
        return True

    def action_cancel(self):
        """Give up a notice that has not been published; a number once given stays used."""
        self._take("cancel")
        return True
