from odoo import _, api, fields, models, tools
from odoo.exceptions import AccessError, UserError, ValidationError

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
EDITABLE_BY_OFFICE = ("submitted", "accepted")
FROZEN = ("signing", "archived", "withdrawn")
REVIEWER = "govinfo_module.group_reviewer"
MANAGER = "govinfo_module.group_manager"


class GovinfoItem(models.Model):
    """A piece of government information a unit reports (政务信息).

    Officers write it (draft, returned), the leader in charge of the unit signs it off (signing →
    submitted), reviewers edit, accept, return or archive it. The steps and who may take them are in
    ``govinfo_item_path.py``; record rules decide who may read and edit.
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
    # what only reviewers set, and its value in a new item
    _OFFICE_DEFAULTS = {"counted": True, "not_counted_reason": False}
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
        "is_duplicate",
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
        "govinfo.commission.line",
        "Answers commission",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    keypoint_ids = fields.Many2many(
        "govinfo.keypoint",
        "govinfo_item_keypoint_rel",
        "item_id",
        "keypoint_id",
        "Key points",
        check_company=True,
    )
    topic_ids = fields.Many2many(
        "govinfo.topic",
        "govinfo_item_topic_rel",
        "item_id",
        "topic_id",
        "Key works",
        check_company=True,
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

    @api.depends("adoption_ids.state")
    def _compute_is_adopted(self):
        for item in self:
            item.is_adopted = "registered" in item.adoption_ids.mapped("state")

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

    @api.constrains("counted", "not_counted_reason")
    def _check_not_counted_reason(self):
        for item in self:
            if not item.counted and not (item.not_counted_reason or "").strip():
                raise ValidationError(_("Say why %s does not count.", item.label))

    @api.constrains("state", "submitted_at")
    def _check_submitted_at(self):
        for item in self:
            if item.state in WITH_OFFICE and not item.submitted_at:
                raise ValidationError(_("Say when %s was submitted.", item.label))

    def init(self):
        super().init()
        # the order of the list
        tools.create_index(
            self.env.cr,
            "govinfo_item_order_index",
            self._table,
            ["urgency DESC", "submitted_at DESC", "id DESC"],
        )

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_office_fields(vals, self._OFFICE_DEFAULTS)
        items = super().create(vals_list)
        for item in items:
            if not item.number:
                item._give_number()
            if item.is_history and item.state in WITH_OFFICE:
                item._bring_in()
        return items

    def _bring_in(self):
        """A record of past years: its text is both the text as sent and the first manuscript."""
        if not self.original_body:
            # sudo: guarded, and the text is the caller's own
            self._guarded().sudo().original_body = self.body
        self._keep_version("history", author=self.author_id, date=self.submitted_at)

    def _give_number(self):
        """Number the item in its unit's series of the year of submission (or of today)."""
        day = self.company_id.govinfo_today()
        if self.submitted_at:
            day = self.company_id.govinfo_local(self.submitted_at).date()
        # sudo: officers may not keep sequences
        sequence = self.unit_id.sudo()._item_sequence()
        number = sequence.with_context(ir_sequence_date=day).next_by_id(sequence_date=day)
        self._guarded().sudo().number = number  # sudo: guarded, the caller has just made it

    def write(self, vals):
        if self._is_guarded_call():
            return super().write(vals)
        self._check_write(vals)
        texts = {item: (item.name, item.body) for item in self if item.state in EDITABLE_BY_OFFICE}
        moved = self.filtered(lambda item: vals.get("unit_id", item.unit_id.id) != item.unit_id.id)
        result = super().write(vals)
        for item in moved:
            item._give_number()
        for item, text in texts.items():
            if (item.name, item.body) != text:
                item._keep_version("edited")
        return result

    def _check_write(self, vals):
        """What no record rule can say: which fields may change in which state, and by whom."""
        for item in self:
            if ("body" in vals or "name" in vals) and item.state in FROZEN:
                raise UserError(
                    _(
                        '%(name)s is "%(state)s": its text cannot be changed now.',
                        name=item.label,
                        state=item._state_label(),
                    )
                )
            item._check_office_fields(vals, {name: item[name] for name in self._OFFICE_DEFAULTS})
            item._check_origin(vals)

    @api.model
    def _check_office_fields(self, vals, present):
        """Whether an item counts is decided by the county office."""
        changed = [name for name in present if name in vals and vals[name] != present[name]]
        if changed and not self.env.su and not self.env.user.has_group(REVIEWER):
            raise AccessError(
                _("Only reviewers of the county office decide whether an item counts.")
            )

    def _check_origin(self, vals):
        """Once sent, an item stays with its unit and author; a manager may correct an error."""
        if self.env.su or not self.submitted_at or self.env.user.has_group(MANAGER):
            return
        for name in ("unit_id", "author_id"):
            if vals.get(name, self[name].id) != self[name].id:
                raise AccessError(
                    _("%s has been sent: its unit and author do not change.", self.label)
                )

    def unlink(self):
        for item in self:
            if item.state != "draft" or item.submitted_at or item.version_ids:
                raise UserError(
                    _("%s has passed a stage: it is kept. Withdraw it instead.", item.label)
                )
        return super().unlink()

    def _keep_version(self, stage, author=None, date=None):
        """Keep the present text as a manuscript of ``stage``, by the current user and now."""
        # sudo: manuscripts are made by the stages themselves, never by people
        self.env["govinfo.item.version"].sudo()._guarded().create(
            {
                "item_id": self.id,
                "stage": stage,
                "name": self.name,
                "body": self.body,
                "author_id": (author or self.env.user).id,
                "date": date or fields.Datetime.now(),
            }
        )
