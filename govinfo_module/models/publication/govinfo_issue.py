from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.readable import is_html_empty
from ...helpers.foundation.step import Granted, Step
from ..foundation.govinfo_approval_mixin import APPROVE, RETURN, own_fields

_lt = LazyTranslate(__name__)

FIXED = ("approved", "published")


class GovinfoIssue(models.Model):
    """One issue of an own publication (期).

    Reviewers compile it (draft, returned), a leader approves or returns it; the number is
    given on approval, without gaps per publication and year. An approved issue can only be returned or
    published (``govinfo_issue_publish.py``); a published one is never changed. Officers read published
    issues distributed to their unit, the office all but work secrets they are not named on.
    """

    _name = "govinfo.issue"
    _description = "Issue"
    _inherit = ["govinfo.approval.mixin", "govinfo.history.mixin", "govinfo.document.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _own_steps = {
        "approve": replace(APPROVE, groups=("group_leader", "group_manager")),
        "return": replace(
            RETURN, groups=("group_leader", "group_manager"), from_=("pending", "approved")
        ),
        "publish": Step(
            from_=("approved",),
            to="published",
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office publish issues."),
            complete="_check_complete",
            at="published_at",
        ),
    }

    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_own", "=", True)],
        default=lambda self: self._default_publication(),
        tracking=True,
    )
    kind = fields.Selection(related="publication_id.kind", store=True)
    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(readonly=True, copy=False, index=True, aggregator=False)
    number = fields.Integer("Issue number", readonly=True, copy=False, aggregator=False)
    serial = fields.Integer("Running total", readonly=True, copy=False, aggregator=False)
    date = fields.Date(
        required=True, default=lambda self: self.env.company.govinfo_today(), tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("pending", "Waiting for approval"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("published", "Published"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("govinfo.issue.line", "issue_id", "Contents")
    line_count = fields.Integer("Pieces", compute="_compute_line_count")
    editor_note = fields.Text("Editor's note", help="编者按, printed before the first piece.")
    compiler_id = fields.Many2one(
        "res.users", "Compiler", required=True, default=lambda self: self.env.user
    )
    approver_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    published_at = fields.Datetime("Published on", readonly=True, copy=False)
    can_edit = fields.Boolean(compute="_compute_can_edit")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _number_unique = models.Constraint(
        "exclude (publication_id with =, year with =, number with =) where (number > 0)",
        "Another issue of this publication has this number.",
    )
    _numbered = models.Constraint(
        "check(state not in ('approved', 'published') or coalesce(number * year, 0) > 0)",
        "An approved or published issue needs its year and number.",
    )

    # -- fields ------------------------------------------------------------------------------

    @api.model
    def _default_publication(self):
        """The publication whose issue the editor compiled last."""
        return self.search([("compiler_id", "=", self.env.uid)], limit=1).publication_id

    @api.depends("publication_id.name", "year", "number", "state")
    def _compute_label(self):
        for issue in self:
            name = issue.publication_id.name or ""
            if issue.state == "published" and issue.label:
                issue.label = issue.label  # as printed, also when the publication is renamed
            elif issue.number:
                issue.label = _(
                    "%(publication)s, %(year)s no. %(number)s",
                    publication=name,
                    year=issue.year,
                    number=issue.number,
                )
            else:
                issue.label = _("%s (no number yet)", name)

    @api.depends("line_ids")
    def _compute_line_count(self):
        for issue in self:
            issue.line_count = len(issue.line_ids)

    @api.depends("state", "compiler_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for issue in self:
            issue.can_edit = not issue._edit_refusal()

    # -- what may be changed -----------------------------------------------------------------

    def _edit_refusal(self):
        """Why the current user may not change text and contents now; False if they may."""
        if self.state == "published":
            return AccessError(_("A published issue is never changed."))
        if self.state == "approved":
            return AccessError(_("%s is approved: return it before changing it.", self.label))
        if self.state == "pending":
            return AccessError(_("%s waits for approval: it is not changed now.", self.label))
        if self.env.su:
            return False
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            return AccessError(_("Only reviewers of the county office compile issues."))
        return False

    def _check_editable(self):
        for issue in self:
            refusal = issue._edit_refusal()
            if refusal:
                raise refusal

    @api.model_create_multi
    def create(self, vals_list):
        if not self._history_call():
            return super().create(vals_list)
        issues = self.browse()
        for vals in vals_list:  # one by one: a number given here counts for the next
            issues |= super().create([self._number_past(vals)])
        return issues

    def _number_past(self, vals):
        """A final issue of the past that came without year or number gets them."""
        if vals.get("state") not in FIXED or vals.get("number") and vals.get("year"):
            return vals
        day = fields.Date.to_date(vals.get("date")) or self.env.company.govinfo_today()
        vals = dict(vals, date=day, year=vals.get("year") or day.year)
        if not vals.get("number"):
            publication = self.env["govinfo.publication"].browse(vals["publication_id"])
            vals["number"] = publication._next_number(vals["year"])[0]
        return vals

    def write(self, vals):
        if not isinstance(vals, Granted) and own_fields(vals):
            self._check_editable()
            self._check_numbered(vals)
            if vals.get("secrecy") == "work_secret":
                self.filtered(lambda issue: not issue._is_secret())._forget_readers()
        return super().write(vals)

    def _check_numbered(self, vals):
        """A number once given stays with its publication and year."""
        vals = self._govinfo_sound(vals)
        for issue in self if {"publication_id", "date"} & set(vals) else ():
            day = fields.Date.to_date(vals.get("date", issue.date))
            moved = vals.get("publication_id", issue.publication_id.id) != issue.publication_id.id
            if issue.number and not issue.is_history and (moved or day.year != issue.year):
                raise UserError(_("%s has its number: publication and year stay.", issue.label))

    @api.ondelete(at_uninstall=True)
    def _unlink_only_unnumbered_drafts(self):
        if any(issue.state not in ("draft", "returned") or issue.number for issue in self):
            raise UserError(_("Only a draft that never had a number can be deleted."))

    # -- approval ----------------------------------------------------------------------------

    def _makers(self):
        return super()._makers() | self.compiler_id

    def _check_complete(self):
        issue = self.sudo()  # sudo: all items, also those the caller is not named on
        if not issue.line_ids:
            raise UserError(_("%s: pick at least one item.", issue.label))
        for line in issue.line_ids:
            if not (line.name or "").strip() or is_html_empty(line.body):
                raise UserError(_("%s: a piece has no title or no text.", issue.label))
        issue._check_items()
        issue._check_secrecy()
        if issue._is_secret() and not issue.readers_chosen:
            raise UserError(
                _(
                    "%s holds a work secret. Choose under “Distribution” the units that read it, or none,"
                    " and tick that its readers are chosen.",
                    issue.label,
                )
            )

    def _check_items(self):
        """Every item is in the pool and stands in the issue once."""
        items = self.env["govinfo.item"]
        for item in (item for line in self.line_ids for item in line.item_ids):
            if item.state not in ("accepted", "archived"):
                raise UserError(
                    _(
                        '%(item)s is "%(state)s"; only accepted items are issued.',
                        item=item.label,
                        state=item._state_label(),
                    )
                )
            if item in items:
                raise UserError(_("%s stands in this issue twice.", item.label))
            items |= item

    def _approval_values(self):
        values = super()._approval_values()
        if not self.number:
            number, serial = self.publication_id._next_number(self.date.year)
            values.update(year=self.date.year, number=number, serial=serial)
        return values

    def action_request_approval(self):
        """Ask the leaders of the county office to approve these issues."""
        for issue in self._take("request_approval"):
            issue._note_print_faults()
        return True

    def action_approve(self):
        """A leader approves; the numbers are given."""
        self._take("approve")
        return True

    # -- ways from here ----------------------------------------------------------------------

    def action_open_pick(self):
        """The pool's items, to be chosen for this issue in their list."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_item_action_pick"
        )
        pool = [
            ("state", "=", "accepted"),
            ("company_id", "=", self.company_id.id),
            ("id", "not in", self.line_ids.item_ids.ids),
        ]
        context = {"search_default_filter_not_adopted": 1, "govinfo_issue_id": self.id}
        return dict(action, domain=pool, context=context)
