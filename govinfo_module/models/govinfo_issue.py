from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoIssue(models.Model):
    """One issue of an own publication (期).

    Reviewers compile it, a leader approves or returns it; the number is given on approval, without
    gaps per publication and year; a published issue is never changed.
    """

    _name = "govinfo.issue"
    _description = "Issue"
    _inherit = ["govinfo.approval.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = (
        "state",
        "year",
        "number",
        "approver_id",
        "approved_at",
        "published_at",
        "attachment_id",
        "sha256",
        "return_reason",
        "approval_requested_by_id",
        "approval_requested_at",
    )

    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_own", "=", True)],
    )
    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(readonly=True, copy=False, index=True, group_operator=False)
    number = fields.Integer(readonly=True, copy=False, group_operator=False)
    date = fields.Date(required=True, default=fields.Date.context_today)
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
    line_ids = fields.One2many("govinfo.issue.line", "issue_id", "Contents", copy=True)
    compiler_id = fields.Many2one(
        "res.users", "Compiler", required=True, default=lambda self: self.env.user
    )
    approver_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    published_at = fields.Datetime("Published on", readonly=True, copy=False)
    report_to = fields.Char("Report to")
    send_to = fields.Char("Send to")
    copy_to = fields.Char("Distribute to")
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_issue_unit_rel",
        "issue_id",
        "unit_id",
        "Distributed to units",
        check_company=True,
    )
    attachment_id = fields.Many2one("ir.attachment", "PDF", readonly=True, copy=False)
    sha256 = fields.Char("SHA-256 of the PDF", readonly=True, copy=False)
    adoption_ids = fields.One2many("govinfo.adoption", "issue_id", "Adoptions", readonly=True)
    instruction_ids = fields.One2many("govinfo.instruction", "issue_id", "Instructions")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        (
            "number_unique",
            "exclude (publication_id with =, year with =, number with =) where (number > 0)",
            "Another issue of this publication has this number.",
        ),
    ]

    @api.depends("publication_id.name", "year", "number", "state")
    def _compute_label(self):
        for issue in self:
            name = issue.publication_id.name or ""
            if issue.number:
                issue.label = _(
                    "%(publication)s, %(year)s no. %(number)s",
                    publication=name,
                    year=issue.year,
                    number=issue.number,
                )
            else:
                issue.label = _("%s (no number yet)", name)

    @api.onchange("publication_id")
    def _onchange_publication_id(self):
        for name in ("report_to", "send_to", "copy_to"):
            self[name] = self.publication_id[name]

    def write(self, vals):
        if not self._is_guarded_call() and "published" in self.mapped("state"):
            raise AccessError(_("A published issue is never changed."))
        return super().write(vals)

    def unlink(self):
        if any(issue.state != "draft" or issue.number for issue in self):
            raise UserError(_("Only a draft that never had a number can be deleted."))
        return super().unlink()

    # -- approval ----------------------------------------------------------------------------

    def _approval_may_request(self):
        return self.env.user.has_group("govinfo_module.group_reviewer")

    def _approval_may_approve(self):
        user = self.env.user
        return user.has_group("govinfo_module.group_leader") or user.has_group(
            "govinfo_module.group_manager"
        )

    def _approval_makers(self):
        return super()._approval_makers() | self.compiler_id

    def _approval_users(self):
        return self.company_id._govinfo_users("group_leader")

    def _approval_check(self):
        if not self.line_ids:
            raise UserError(_("%s: pick at least one item.", self.label))

    def _approval_approve_vals(self):
        return {
            "year": self.date.year,
            "number": self._next_number(),
            "approver_id": self.env.uid,
            "approved_at": fields.Datetime.now(),
        }

    def _next_number(self):
        """One more than the highest number of the publication in the issue's year.

        The publication's row is locked first, so two approvals at once come one after the other.
        """
        self.env.cr.execute(
            "SELECT id FROM govinfo_publication WHERE id = %s FOR UPDATE", [self.publication_id.id]
        )
        self.env.cr.execute(
            "SELECT coalesce(max(number), 0) FROM govinfo_issue"
            " WHERE publication_id = %s AND year = %s",
            [self.publication_id.id, self.date.year],
        )
        return self.env.cr.fetchone()[0] + 1

    def action_request_approval(self):
        """Ask the leaders of the county office to approve these issues."""
        return self._approval_request()

    def action_approve(self):
        """A leader approves; the numbers are given."""
        return self._approval_approve()

    def action_return(self, reason):
        """A leader returns the issues to their compilers."""
        return self._approval_return(reason)

    def action_publish(self):
        """Register the county's adoptions and fix the issue for good."""
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office publish issues."))
        for issue in self:
            if issue.state != "approved":
                raise UserError(_("%s: only an approved issue is published.", issue.label))
            issue._transition({"state": "published", "published_at": fields.Datetime.now()})
            issue._register_adoptions()
        return True

    def _register_adoptions(self):
        """One adoption for every item in the issue."""
        vals_list = []
        for line in self.line_ids:
            for item in line.item_ids:
                vals_list.append(
                    {
                        "item_id": item.id,
                        "publication_id": self.publication_id.id,
                        "issue_id": self.id,
                        "date": self.date,
                        "mode": line.mode,
                    }
                )
        return self.env["govinfo.adoption"].create(vals_list)
