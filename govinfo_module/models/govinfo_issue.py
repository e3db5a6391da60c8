from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..compat import is_html_empty
from ..exchange.naming import resolve
from .govinfo_item import SECRECY

LISTS = ("report_to", "send_to", "copy_to")
SECRECY_ORDER = [key for key, _label in SECRECY]
FIXED = ("approved", "published")


class GovinfoIssue(models.Model):
    """One issue of an own publication (期).

    Reviewers compile it (draft, returned), a leader edits a word, approves or returns it; the number is
    given on approval, without gaps per publication and year. An approved issue can only be returned or
    published (``govinfo_issue_publish.py``); a published one is never changed. Officers read published
    issues distributed to their unit, the office all but work secrets they are not named on.
    """

    _name = "govinfo.issue"
    _description = "Issue"
    _inherit = ["govinfo.approval.mixin", "govinfo.document.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = (
        "state",
        "year",
        "number",
        "serial",
        "approver_id",
        "approved_at",
        "published_at",
        "attachment_id",
        "sha256",
        "channel_id",
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
        tracking=True,
    )
    kind = fields.Selection(related="publication_id.kind", store=True)
    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(readonly=True, copy=False, index=True, group_operator=False)
    number = fields.Integer(readonly=True, copy=False, group_operator=False)
    serial = fields.Integer("Running total", readonly=True, copy=False, group_operator=False)
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
    secrecy = fields.Selection(
        SECRECY,
        compute="_compute_secrecy",
        store=True,
        readonly=False,
        tracking=True,
        help="At least that of its items.",
    )
    reader_ids = fields.Many2many(
        "res.users",
        "govinfo_issue_reader_rel",
        "issue_id",
        "user_id",
        "Named readers",
        compute="_compute_reader_ids",
        store=True,
        help="Editors who may read this issue with work secrets: those named on all its items.",
    )
    report_to = fields.Char("Report to", compute="_compute_lists", store=True, readonly=False)
    send_to = fields.Char("Send to", compute="_compute_lists", store=True, readonly=False)
    copy_to = fields.Char("Distribute to", compute="_compute_lists", store=True, readonly=False)
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_issue_unit_rel",
        "issue_id",
        "unit_id",
        "Distributed to units",
        compute="_compute_unit_ids",
        store=True,
        readonly=False,
        check_company=True,
        help="Units named in the lists, by name or group (各乡镇街道, 县直各部门, 各单位). Their officers and"
        " leaders in charge read the issue once it is published; with no unit only the office does.",
    )
    attachment_id = fields.Many2one("ir.attachment", "PDF", readonly=True, copy=False)
    sha256 = fields.Char("SHA-256 of the PDF", readonly=True, copy=False)
    adoption_ids = fields.One2many("govinfo.adoption", "issue_id", "Adoptions", readonly=True)
    instruction_ids = fields.One2many("govinfo.instruction", "issue_id", "Instructions")
    instruction_count = fields.Integer(compute="_compute_instruction_count")
    can_edit = fields.Boolean(compute="_compute_can_edit")
    can_return = fields.Boolean(compute="_compute_can_edit")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        (
            "number_unique",
            "exclude (publication_id with =, year with =, number with =) where (number > 0)",
            "Another issue of this publication has this number.",
        ),
        (
            "numbered",
            "check(state not in ('approved', 'published') or coalesce(number * year, 0) > 0)",
            "An approved or published issue needs its year and number.",
        ),
    ]

    # -- fields ------------------------------------------------------------------------------

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

    @api.depends("instruction_ids")
    def _compute_instruction_count(self):
        for issue in self:
            issue.instruction_count = len(issue.instruction_ids)

    @api.depends("publication_id")
    def _compute_lists(self):
        for issue in self:
            for name in LISTS:
                issue[name] = issue.publication_id[name]

    @api.depends(*LISTS)
    def _compute_unit_ids(self):
        for issue in self:
            issue.unit_ids = issue._units_named()

    def _units_named(self):
        """The county's units that the three lists name."""
        units = self.env["govinfo.unit"].search([("company_id", "=", self.company_id.id)])
        groups = units.category_id
        found = set()
        for name in LISTS:
            found |= resolve(
                self[name],
                [(unit.id, unit.name, unit.category_id.id) for unit in units],
                [(group.id, group.name) for group in groups],
            )
        return units.filtered(lambda unit: unit.id in found)

    @api.depends("publication_id", "line_ids.item_ids.secrecy")
    def _compute_secrecy(self):
        for issue in self:
            present = issue.secrecy
            if not (present and issue.state in FIXED):
                floor = issue._lowest_secrecy()
                present = max(present or "internal", floor, key=SECRECY_ORDER.index)
            issue.secrecy = present

    def _lowest_secrecy(self):
        """The highest secrecy among the items: the issue's cannot be lower."""
        found = self.line_ids.item_ids.mapped("secrecy")
        return max(found, key=SECRECY_ORDER.index) if found else "public"

    @api.constrains("secrecy", "line_ids")
    def _check_secrecy(self):
        for issue in self.sudo():  # sudo: all items, also those the caller is not named on
            lowest = issue._lowest_secrecy()
            if SECRECY_ORDER.index(issue.secrecy or "internal") < SECRECY_ORDER.index(lowest):
                raise ValidationError(_("An issue is at least as secret as its items."))

    @api.depends(
        "secrecy", "compiler_id", "line_ids.item_ids.secrecy", "line_ids.item_ids.reader_ids"
    )
    def _compute_reader_ids(self):
        for issue in self:
            if issue.secrecy != "work_secret":
                issue.reader_ids = False
                continue
            readers = None
            for item in issue.line_ids.item_ids.filtered(lambda i: i.secrecy == "work_secret"):
                readers = item.reader_ids if readers is None else readers & item.reader_ids
            if readers is None:
                readers = issue.company_id.govinfo_secret_reader_ids
            issue.reader_ids = readers | issue.compiler_id

    @api.depends("state", "compiler_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for issue in self:
            issue.can_edit = not issue._edit_refusal()
            issue.can_return = not issue._approval_refusal("return")

    # -- what may be changed -----------------------------------------------------------------

    def _edit_refusal(self):
        """Why the current user may not change text and contents now; False if they may."""
        if self.state == "published":
            return AccessError(_("A published issue is never changed."))
        if self.state == "approved":
            return AccessError(_("%s is approved: return it before changing it.", self.label))
        if self.env.su:
            return False
        if self.state == "pending":
            return self._approval_refusal("approve")
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            return AccessError(_("Only reviewers of the county office compile issues."))
        return False

    def _check_editable(self):
        if self._is_guarded_call():
            return
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
        # followers and activities are nobody's text
        if any(not name.startswith(("message_", "activity_")) for name in vals):
            self._check_editable()
            self._check_numbered(vals)
        return super().write(vals)

    def _check_numbered(self, vals):
        """A number once given stays with its publication and year."""
        for issue in self if {"publication_id", "date"} & set(vals) else ():
            day = fields.Date.to_date(vals.get("date", issue.date))
            moved = vals.get("publication_id", issue.publication_id.id) != issue.publication_id.id
            if issue.number and not issue.is_history and (moved or day.year != issue.year):
                raise UserError(_("%s has its number: publication and year stay.", issue.label))

    def unlink(self):
        if any(issue.state not in ("draft", "returned") or issue.number for issue in self):
            raise UserError(_("Only a draft that never had a number can be deleted."))
        return super().unlink()

    # -- approval ----------------------------------------------------------------------------

    def _approval_states(self, step):
        if step == "return":
            return ("pending", "approved")
        return super()._approval_states(step)

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
        issue = self.sudo()  # sudo: all items, also those the caller is not named on
        if not issue.line_ids:
            raise UserError(_("%s: pick at least one item.", issue.label))
        for line in issue.line_ids:
            if not (line.name or "").strip() or is_html_empty(line.body):
                raise UserError(_("%s: a piece has no title or no text.", issue.label))
        issue._check_items()
        issue._check_secrecy()

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

    def _approval_approve_vals(self):
        vals = {"approver_id": self.env.uid, "approved_at": fields.Datetime.now()}
        if not self.number:
            number, serial = self.publication_id._next_number(self.date.year)
            vals.update(year=self.date.year, number=number, serial=serial)
        return vals

    def action_request_approval(self):
        """Ask the leaders of the county office to approve these issues."""
        self._approval_request()
        for issue in self:
            issue._note_print_faults()
        return True

    def action_approve(self):
        """A leader approves; the numbers are given."""
        return self._approval_approve()

    def action_return(self, reason):
        """A leader returns the issues to their compilers; a number once given stays with its issue."""
        return self._approval_return(reason)

    def action_open_return(self):
        """Ask for the reason of the return."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_return")

    # -- ways from here ----------------------------------------------------------------------

    def action_open_pick(self):
        """Pick items of the pool for this issue."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Pick Items"),
            "res_model": "govinfo.issue.pick",
            "view_mode": "form",
            "target": "new",
            "context": {"default_issue_id": self.id},
        }

    def action_write_instruction(self):
        """Write an instruction on this issue."""
        self.ensure_one()
        return self.env["govinfo.instruction"]._open_new({"default_issue_id": self.id})

    def action_view_instructions(self):
        """The instructions on this issue."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "govinfo_module.govinfo_instruction_action"
        )
        return dict(action, domain=[("issue_id", "=", self.id)], context={})
