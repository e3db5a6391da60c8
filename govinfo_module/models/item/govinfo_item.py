from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...helpers.foundation.step import Granted

STATES = [
    ("draft", "Draft"),
    ("signing", "Waiting for sign-off"),
    ("returned", "Returned"),
    ("submitted", "Submitted"),
    ("accepted", "Accepted"),
    ("archived", "Filed"),
    ("withdrawn", "Withdrawn"),
]
SECRECY = [
    ("public", "Public"),
    ("internal", "Internal"),
    ("work_secret", "Work secret"),
]
WITH_OFFICE = ("submitted", "accepted", "archived")
EDITABLE_BY_OFFICE = ("submitted", "accepted")
FROZEN = ("archived", "withdrawn")
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
    _inherit = ["govinfo.approval.mixin", "govinfo.history.mixin"]
    _order = "submitted_at desc, id desc"  # drafts first
    _rec_name = "label"
    _check_company_auto = True
    # what only reviewers set, and its value in a new item
    _OFFICE_DEFAULTS = {"counted": True, "not_counted_reason": False}

    name = fields.Char("Title", required=True, tracking=True, index=True)
    label = fields.Char(compute="_compute_label", store=True)
    number = fields.Char("Item number", readonly=True, copy=False, index=True)
    unit_id = fields.Many2one(
        "govinfo.unit",
        "Unit",
        required=True,
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
    company_id = fields.Many2one(
        related="unit_id.company_id", string="County", store=True, index=True
    )

    _number_unique = models.Constraint(
        "unique(unit_id, number)",
        "Another item of this unit has this number.",
    )
    _order_index = models.Index("(submitted_at DESC, id DESC)")  # of the list
    _unit_index = models.Index("(unit_id, company_id, id)")  # a unit's own, without reading them

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

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_secrecy_level(vals)
        vals_list = [type(vals)(self._govinfo_sound(vals)) for vals in vals_list]
        files = [self._pop_docx(vals) for vals in vals_list]
        for vals in vals_list:
            self._check_office_fields(vals, self._OFFICE_DEFAULTS)
            for name, value in self._OFFICE_DEFAULTS.items():
                vals.setdefault(name, value)  # no default of context or user decides it
        if self._history_call():
            for vals in vals_list:  # the text is the text as sent as well
                if vals.get("state") in WITH_OFFICE:
                    vals.setdefault("original_body", vals.get("body"))
        items = super().create(vals_list)
        items.filtered(lambda item: not item.number)._give_numbers()
        past = items.filtered(lambda item: item.is_history and item.state in WITH_OFFICE)
        past._keep_brought_in()
        for item, taken in zip(items, files):
            item._attach_docx(*taken)
        items._fingerprint_recent()
        return items

    def _keep_brought_in(self):
        """The texts of records of past years are their first manuscripts."""
        self._keep_versions("history", {item: (item.author_id, item.submitted_at) for item in self})

    def _give_numbers(self):
        """Number the items in their units' series of the year of submission (or of today)."""
        for (unit, year), items in self.grouped(lambda item: (item.unit_id, item._year())).items():
            # sudo: officers may not keep sequences
            numbers = unit.sudo()._item_numbers(year, len(items))
            for item, number in zip(items, numbers):
                item._transition({"number": number})

    def _year(self):
        """The county's year the item belongs to."""
        company = self.company_id
        day = (
            company.govinfo_local(self.submitted_at)
            if self.submitted_at
            else company.govinfo_today()
        )
        return day.year

    def write(self, vals):
        if isinstance(vals, Granted):
            return super().write(vals)
        self._check_secrecy_level(vals)
        vals = dict(self._govinfo_sound(vals))
        taken = self._pop_docx(vals)
        self._check_write(vals)
        raised = self._raised_to_secret(vals)
        texts = {item: (item.name, item.body) for item in self if item.state in EDITABLE_BY_OFFICE}
        moved = self.filtered(lambda item: vals.get("unit_id", item.unit_id.id) != item.unit_id.id)
        result = super().write(vals)
        raised._drop_strangers()
        if moved:
            # the records as they are now, too, must be ones the user may write
            moved.check_access("write")
        moved._give_numbers()
        for item, text in texts.items():
            if (item.name, item.body) != text:
                item._keep_version("edited")
        for item in self:
            item._attach_docx(*taken)
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

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        for item in self:
            if item.state != "draft" or item.submitted_at or item.version_ids:
                raise UserError(
                    _("%s has passed a stage: it is kept. Withdraw it instead.", item.label)
                )

    def _keep_version(self, stage):
        """Keep the present text as a manuscript of ``stage``, by the current user and now."""
        self._keep_versions(stage, {self: (self.env.user, fields.Datetime.now())})

    @api.model
    def _keep_versions(self, stage, made):
        """Keep the present texts of the items ``made`` says as manuscripts, by whom and when."""
        # sudo: manuscripts are made by the stages themselves, never by people
        self.env["govinfo.item.version"].sudo()._make(
            [
                {
                    "item_id": item.id,
                    "stage": stage,
                    "name": item.name,
                    "body": item.body,
                    "author_id": author.id,
                    "date": date,
                }
                for item, (author, date) in made.items()
            ]
        )
