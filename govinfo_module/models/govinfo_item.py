from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..compat import is_html_empty, totals

STATES = [
    ("draft", "Draft"),
    ("signing", "Waiting for sign-off"),
    ("returned", "Returned"),
    ("submitted", "Submitted"),
    ("accepted", "Accepted"),
    ("archived", "Archived"),
    ("withdrawn", "Withdrawn"),
]
SECRECY = [
    ("public", "Public"),
    ("internal", "Internal"),
    ("work_secret", "Work secret"),
]
WITH_OFFICE = ("submitted", "accepted", "archived")


class GovinfoItem(models.Model):
    """A piece of government information a unit reports (政务信息).

    Officers write it (draft, returned), the leader in charge of the unit signs it off (signing →
    submitted), reviewers edit, accept, return or archive it. Who may do what is decided in
    ``_approval_refusal`` and ``_office_refusal``; record rules decide who may read.
    """

    _name = "govinfo.item"
    _description = "Info Item"
    _inherit = ["govinfo.approval.mixin"]
    _order = "urgency desc, submitted_at desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _approval_pending = "signing"
    _approval_approved = "submitted"
    _history_allowed = True
    _guarded_fields = (
        "state",
        "number",
        "original_body",
        "submitted_at",
        "signed_by",
        "accepted_at",
        "accepted_by_id",
        "return_reason",
        "approval_requested_by_id",
        "approval_requested_at",
    )

    name = fields.Char("Title", required=True, tracking=True, index=True)
    label = fields.Char(compute="_compute_label", store=True)
    number = fields.Char(readonly=True, copy=False, index=True)
    unit_id = fields.Many2one(
        "govinfo.unit",
        "Unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_unit(),
    )
    joint_unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_item_joint_unit_rel",
        "item_id",
        "unit_id",
        "Joint units",
        check_company=True,
    )
    author_id = fields.Many2one(
        "res.users", "Author", required=True, index=True, default=lambda self: self.env.user
    )
    category_id = fields.Many2one(
        "govinfo.category", "Category", index=True, ondelete="restrict", check_company=True
    )
    urgency = fields.Selection(
        [("normal", "Normal"), ("urgent", "Urgent")], required=True, default="normal", tracking=True
    )
    event_time = fields.Datetime("Time of event")
    body = fields.Html("Text", sanitize=True, strip_style=True)
    original_body = fields.Html("Text as sent", readonly=True, copy=False, sanitize=True)
    secrecy = fields.Selection(SECRECY, required=True, default="internal", tracking=True)
    reader_ids = fields.Many2many(
        "res.users",
        "govinfo_item_reader_rel",
        "item_id",
        "user_id",
        "Named readers",
        help="Editors who may read this work-secret item.",
    )
    disclosure = fields.Selection(
        [("proactive", "Proactive"), ("on_request", "On request"), ("none", "Not disclosed")],
        required=True,
        default="none",
    )
    commission_line_id = fields.Many2one(
        "govinfo.commission.line", "Answers commission", index=True, ondelete="restrict"
    )
    keypoint_ids = fields.Many2many(
        "govinfo.keypoint", "govinfo_item_keypoint_rel", "item_id", "keypoint_id", "Key points"
    )
    topic_ids = fields.Many2many(
        "govinfo.topic", "govinfo_item_topic_rel", "item_id", "topic_id", "Key works"
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", index=True, copy=False, tracking=True
    )
    counted = fields.Boolean(default=True, copy=False, help="Off: no submission in the assessment.")
    not_counted_reason = fields.Char("Why not counted", copy=False)
    submitted_at = fields.Datetime("Submitted on", readonly=True, copy=False, index=True)
    signed_by = fields.Many2one("res.users", "Signed off by", readonly=True, copy=False)
    accepted_at = fields.Datetime("Accepted on", readonly=True, copy=False)
    accepted_by_id = fields.Many2one("res.users", "Accepted by", readonly=True, copy=False)
    version_ids = fields.One2many("govinfo.item.version", "item_id", "Manuscripts", readonly=True)
    adoption_ids = fields.One2many("govinfo.adoption", "item_id", "Adoptions")
    instruction_ids = fields.One2many("govinfo.instruction", "item_id", "Instructions")
    upload_ids = fields.One2many("govinfo.upload", "item_id", "Upward reports")
    is_adopted = fields.Boolean("Adopted", compute="_compute_is_adopted", store=True, index=True)
    points = fields.Float(compute="_compute_points", digits=(16, 2))
    can_process = fields.Boolean(compute="_compute_can_process")
    company_id = fields.Many2one(
        related="unit_id.company_id", string="County", store=True, index=True
    )

    _sql_constraints = [
        ("number_unique", "unique(unit_id, number)", "Another item of this unit has this number."),
    ]

    # -- fields ------------------------------------------------------------------------------

    @api.model
    def _default_unit(self):
        return self.env["govinfo.unit"].search([("officer_ids", "in", self.env.uid)], limit=1)

    @api.depends("name", "number", "secrecy")
    def _compute_label(self):
        # A label is shown wherever a record points to the item: it must not tell a work secret.
        for item in self:
            title = _("Work secret") if item.secrecy == "work_secret" else item.name
            item.label = " ".join(part for part in (item.number, title) if part)

    @api.depends("adoption_ids")
    def _compute_is_adopted(self):
        for item in self:
            item.is_adopted = bool(item.adoption_ids)

    @api.depends_context("uid")
    def _compute_points(self):
        rows = totals(
            self.env["govinfo.score.entry"], [("item_id", "in", self.ids)], ["item_id"], ["points"]
        )
        points = {item_id: total for item_id, total, _count in rows}
        for item in self:
            item.points = points.get(item.id, 0.0)

    @api.depends_context("uid")
    def _compute_can_process(self):
        for item in self:
            item.can_process = not item._office_refusal(("submitted",))

    @api.constrains("joint_unit_ids", "unit_id")
    def _check_joint_units(self):
        for item in self:
            if item.unit_id in item.joint_unit_ids:
                raise ValidationError(
                    _(
                        "%s is the item's own unit, it is not a joint unit as well.",
                        item.unit_id.name,
                    )
                )

    @api.constrains("commission_line_id", "unit_id", "joint_unit_ids")
    def _check_commission_line(self):
        for item in self.filtered("commission_line_id"):
            if item.commission_line_id.unit_id not in item.unit_id | item.joint_unit_ids:
                raise ValidationError(_("An item answers a commission of its own units only."))

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        for item in items:
            if not item.number:
                item._guarded().sudo().number = item._next_number()
            if item.is_history and item.state in WITH_OFFICE and not item.original_body:
                item._guarded().sudo().original_body = item.body
        return items

    def _next_number(self):
        """The next number of the unit in the year of submission (or today's)."""
        day = self.company_id.govinfo_today()
        if self.submitted_at:
            day = self.company_id.govinfo_local(self.submitted_at).date()
        # sudo: officers may not keep sequences
        sequence = self.unit_id.sudo()._item_sequence()
        return sequence.with_context(ir_sequence_date=day).next_by_id(sequence_date=day)

    def write(self, vals):
        if "body" in vals or "name" in vals:
            self._check_editable()
        return super().write(vals)

    def _check_editable(self):
        """Texts in the hands of the signing leader, or filed away, are not changed."""
        for item in self:
            if item.state in ("signing", "archived", "withdrawn") and not self._is_guarded_call():
                raise UserError(
                    _(
                        '%(name)s is "%(state)s": its text cannot be changed now.',
                        name=item.label,
                        state=item._state_label(),
                    )
                )

    def unlink(self):
        for item in self:
            if item.state != "draft" or item.submitted_at or item.version_ids:
                raise UserError(
                    _("%s has passed a stage: it is kept. Withdraw it instead.", item.label)
                )
        return super().unlink()

    # -- sign-off ----------------------------------------------------------------------------

    def _is_own(self):
        """Whether the current user writes for the item's unit."""
        return self.env.user in self.sudo().unit_id.officer_ids or self.env.user == self.author_id

    def _approval_may_request(self):
        return self._is_own() or self.env.user.has_group("govinfo_module.group_manager")

    def _approval_may_approve(self):
        return self.env.user == self.sudo().unit_id.leader_id

    def _approval_makers(self):
        return super()._approval_makers() | self.author_id

    def _approval_users(self):
        return self.sudo().unit_id.leader_id

    def _approval_check(self):
        leader = self.sudo().unit_id.leader_id
        if not leader or not leader.active:
            raise UserError(
                _(
                    "%s has no leader in charge who could sign off. Ask the manager of the county"
                    " office to name one on the unit.",
                    self.unit_id.name,
                )
            )
        if not self.category_id:
            raise UserError(_('Choose a category for "%s" first.', self.name))
        if is_html_empty(self.body):
            raise UserError(_('"%s" has no text yet.', self.name))

    def _approval_approve_vals(self):
        vals = {
            "submitted_at": fields.Datetime.now(),
            "signed_by": self.env.uid,
            "original_body": self.body,
        }
        if self.secrecy == "work_secret":
            readers = self.reader_ids | self.sudo().company_id.govinfo_secret_reader_ids
            vals["reader_ids"] = [(6, 0, readers.ids)]
        return vals

    def _approval_done(self):
        self._keep_version("submitted")

    def action_request_signoff(self):
        """Send the items to the leader in charge of their unit."""
        self._approval_request()
        for item in self:
            item._keep_version("signing")
        return True

    def action_sign_off(self):
        """The leader in charge lets the items leave the unit."""
        return self._approval_approve()

    def action_return(self, reason):
        """Return with a reason: by the leader in charge while signing, by a reviewer afterwards."""
        signing = self.filtered(lambda item: item.state == "signing")
        if signing:
            signing._approval_return(reason)
        rest = self - signing
        if rest:
            rest._office_enter(("submitted", "accepted"))
            reason = (reason or "").strip()
            if not reason:
                raise UserError(_("Give the reason of the return, so that it can be put right."))
            for item in rest:
                item._return_to_maker(reason)
        return True

    def action_withdraw(self):
        """Take the items back before the county office has accepted them."""
        self._own_enter(("draft", "signing", "returned", "submitted"))
        self._transition({"state": "withdrawn"})
        self._approval_close_activities()
        return True

    def action_reset(self):
        """Take withdrawn or returned items up again as drafts."""
        self._own_enter(("withdrawn", "returned"))
        self._transition({"state": "draft"})
        self._approval_close_activities()
        return True

    def _own_enter(self, states):
        self._lock()
        for item in self:
            if not item._approval_may_request():
                raise AccessError(_("%s belongs to another unit.", item.label))
            item._check_state(states)

    # -- the county office -------------------------------------------------------------------

    def _check_state(self, states):
        if self.state not in states:
            raise UserError(
                _(
                    '%(name)s is "%(state)s" now; this step is not possible.',
                    name=self.label,
                    state=self._state_label(),
                )
            )

    def _office_refusal(self, states):
        """Why the current user may not process this item; False if they may."""
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            return AccessError(_("Only reviewers of the county office process items."))
        if self.state not in states:
            return UserError(
                _(
                    '%(name)s is "%(state)s" now; this step is not possible.',
                    name=self.label,
                    state=self._state_label(),
                )
            )
        return False

    def _office_enter(self, states):
        self._lock()
        self.read(["id"])  # record rules: a reviewer not named on a work secret may not process it
        for item in self:
            refusal = item._office_refusal(states)
            if refusal:
                raise refusal

    def action_accept(self):
        """A reviewer takes the items into the pool of the county office."""
        self._office_enter(("submitted",))
        self._transition(
            {
                "state": "accepted",
                "accepted_at": fields.Datetime.now(),
                "accepted_by_id": self.env.uid,
            }
        )
        for item in self:
            item._keep_version("accepted")
            item._after_accept()
        return True

    def _after_accept(self):
        """What follows the acceptance of an item: its commission line is done."""
        if self.commission_line_id:
            self.commission_line_id._answer_accepted(self)

    def action_archive_item(self, reason):
        """A reviewer files items that will not be used, saying why."""
        self._office_enter(("submitted", "accepted"))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the item is filed without being used."))
        self._transition({"state": "archived"})
        for item in self:
            item.sudo().message_post(  # sudo: see _return_to_maker
                body=_("Filed: %s", reason), author_id=self.env.user.partner_id.id
            )
        return True

    def action_upload(self, level):
        """Register that the items were sent up to ``level`` (city, province or national)."""
        if level not in ("city", "province", "national"):
            raise UserError(_("Upward reports go to the city, the province or the nation."))
        self._office_enter(("accepted", "archived"))
        uploads = self.env["govinfo.upload"]
        sent = uploads.search([("item_id", "in", self.ids), ("level", "=", level)]).item_id
        return uploads.create([{"item_id": item.id, "level": level} for item in self - sent])

    def _keep_version(self, stage):
        """Keep the present text as a manuscript of ``stage``."""
        # sudo: manuscripts are made by the stages themselves, never by people
        self.env["govinfo.item.version"].sudo()._guarded().create(
            {
                "item_id": self.id,
                "stage": stage,
                "name": self.name,
                "body": self.body,
                "author_id": self.env.uid,
            }
        )
