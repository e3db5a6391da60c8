from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import groupby

from ..compat import render
from ..documents import slip_document
from ..gongwen import render_pdf
from .govinfo_guard_mixin import LEVELS

STATES = [
    ("draft", "Draft"),
    ("issued", "Issued"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
# What units were told when the commission was issued; it does not change behind their backs.
PROMISED = ("name", "origin", "requirement", "deadline", "company_id")


class GovinfoCommission(models.Model):
    """A piece the county office asks of several units by a deadline (约稿).

    Reviewers write, issue, close and cancel it; each unit's part is a line with a life of its own.
    Officers and leaders in charge read what was issued to their units.
    """

    _name = "govinfo.commission"
    _description = "Commission"
    _inherit = [
        "govinfo.guard.mixin",
        "govinfo.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_issued desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = ("state", "number", "date_issued", "issued_by_id", "slip_id")

    name = fields.Char("Subject", required=True, tracking=True)
    number = fields.Char(readonly=True, copy=False, index=True)
    origin = fields.Selection(LEVELS, required=True, default="county", tracking=True)
    requirement = fields.Html()
    attachment_ids = fields.Many2many(
        "ir.attachment", "govinfo_commission_attachment_rel", string="Attachments", copy=False
    )
    slip_id = fields.Many2one("ir.attachment", "Slip", readonly=True, copy=False)
    date_issued = fields.Date("Issued on", readonly=True, copy=False)
    issued_by_id = fields.Many2one("res.users", "Commissioned by", readonly=True, copy=False)
    deadline = fields.Datetime(required=True, tracking=True)
    superior_deadline = fields.Datetime(
        "Superior's deadline", help="When city or province want the piece."
    )
    keypoint_id = fields.Many2one(
        "govinfo.keypoint", "Key point", ondelete="restrict", check_company=True
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("govinfo.commission.line", "commission_id", "Units", copy=True)
    line_count = fields.Integer("Units asked", compute="_compute_line_count")
    done_count = fields.Integer("Units done", compute="_compute_line_count")
    open_count = fields.Integer("Units still to answer", compute="_compute_line_count")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        (
            "number_unique",
            "unique(company_id, number)",
            "Another commission has this number.",
        ),
    ]

    @api.depends("line_ids.state", "state")
    def _compute_line_count(self):
        for commission in self:
            states = commission.line_ids.mapped("state")
            commission.line_count = len(states)
            commission.done_count = sum(state in ("done", "late") for state in states)
            commission.open_count = states.count("pending") if commission.state == "issued" else 0

    @api.onchange("superior_deadline")
    def _onchange_superior_deadline(self):
        if self.superior_deadline and self.deadline and self.superior_deadline < self.deadline:
            return {
                "warning": {
                    "title": _("Deadlines"),
                    "message": _("The superior wants the piece before our own deadline."),
                }
            }

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._history_call():
            vals_list = [dict({"state": "closed"}, **vals) for vals in vals_list]
        commissions = super().create(vals_list)
        for commission in commissions.filtered(lambda c: c.state != "draft" and not c.number):
            commission._guarded().sudo().number = commission._next_number()
        return commissions

    def write(self, vals):
        promised = [name for name in PROMISED if name in vals]
        if promised and not self._is_guarded_call():
            self._check_not_promised(promised)
        return super().write(vals)

    def _check_not_promised(self, names):
        for commission in self.filtered(lambda c: c.state != "draft"):
            labels = self.fields_get(names, ["string"])
            raise UserError(
                _(
                    "%(name)s has been issued; %(fields)s cannot be changed. Extend the lines of the"
                    " units, or cancel it and issue another.",
                    name=commission.name,
                    fields="、".join(labels[name]["string"] for name in names),
                )
            )

    def unlink(self):
        if any(commission.state != "draft" for commission in self):
            raise UserError(_("An issued commission is kept; cancel it instead."))
        return super().unlink()

    def _next_number(self):
        day = self.date_issued or self.company_id.govinfo_today()
        # sudo: reviewers may not keep sequences
        return self.sudo()._number_sequence().next_by_id(sequence_date=day)

    def _number_sequence(self):
        """The sequence of this county's commissions, one range a year; made on first use."""
        sequences = self.env["ir.sequence"]
        code = "govinfo.commission"
        domain = [("code", "=", code), ("company_id", "=", self.company_id.id)]
        return sequences.search(domain, limit=1) or sequences.create(
            {
                "name": _("Commissions of %s", self.company_id.name),
                "code": code,
                "prefix": "约稿〔%(range_year)s〕",
                "suffix": "号",
                "padding": 1,
                "use_date_range": True,
                "company_id": self.company_id.id,
            }
        )

    # -- messages ----------------------------------------------------------------------------

    def _tell(self, users, kind, deadline):
        """Send ``users`` the message ``kind`` (see govinfo.commission.reminder), each in their language."""
        for lang, readers in groupby(users, lambda user: user.lang):
            partners = self.env["res.users"].union(*readers).partner_id
            self.with_context(lang=lang)._tell_in_language(partners, kind, deadline)

    def _tell_in_language(self, partners, kind, deadline):
        values = {
            "commission": self,
            "kind": kind,
            "text": self._message_text(kind, self.company_id.govinfo_format(deadline)),
        }
        # sudo: to people who need not be able to read each other; the queue sends the mails
        commission = self.sudo().with_context(mail_notify_force_send=False)
        message = commission.message_notify(
            partner_ids=partners.ids,
            author_id=(self.issued_by_id.partner_id or self.company_id.partner_id).id,
            subject=self._message_subject(kind),
            body=render(self.env, "govinfo_module.message_commission", values),
        )
        if kind == "asked":
            message.attachment_ids |= commission.slip_id

    def _message_subject(self, kind):
        if kind == "asked":
            return _("Commission: %s", self.name)
        if kind == "overdue":
            return _("Commission overdue: %s", self.name)
        return _("Commission due soon: %s", self.name)

    def _message_text(self, kind, due):
        if kind == "asked":
            return _(
                'The county office asks your unit to write on "%(name)s" by %(due)s.',
                name=self.name,
                due=due,
            )
        if kind == "overdue":
            return _(
                'Your unit has not answered the commission "%(name)s", which was due on %(due)s.'
                " Please see to it today.",
                name=self.name,
                due=due,
            )
        return _(
            'The commission "%(name)s" is due on %(due)s. Please send the answer of your unit in time.',
            name=self.name,
            due=due,
        )

    # -- the slip ----------------------------------------------------------------------------

    def _make_slip(self):
        """Lay out the slip; once issued it is locked, earlier ones are kept as files."""
        content = render_pdf(slip_document(self._slip_values()), **self.company_id._govinfo_print())
        name = _("Commission slip (%s).pdf", self.name.replace("/", "-"))
        files = self.env["ir.attachment"].sudo()  # sudo: who may read the record may print it
        if self.state == "draft":
            self.sudo().slip_id.unlink()
            file = files.create(
                {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}
            )
        else:
            file = files._govinfo_lock_file(self, name, content, "application/pdf")
        self._transition({"slip_id": file.id})

    def _slip_values(self):
        company = self.company_id

        def local(moment):
            return company.govinfo_local(moment).replace(tzinfo=None).isoformat()

        return {
            "name": self.name,
            "number": self.number or "",
            "origin": self.origin,
            "organ": company.govinfo_organ or company.name,
            "date": str(self.date_issued or ""),
            "deadline": local(self.deadline),
            "requirement": self.requirement or "",
            "keypoint": self.keypoint_id.name or "",
            "editor": (self.issued_by_id or self.env.user).name,
            "attachments": self.attachment_ids.mapped("name"),
            "units": [(line.unit_id.name, local(line.deadline)) for line in self.line_ids],
        }

    def action_print_slip(self):
        """Download the slip: as it was issued, or how it would look now."""
        self.ensure_one()
        if self.state == "draft" or not self.slip_id:
            self._make_slip()
        url = "/web/content/%d?download=true" % self.slip_id.id
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}

    # -- steps -------------------------------------------------------------------------------

    def _enter(self, states):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office handle commissions."))
        labels = dict(self._fields["state"]._description_selection(self.env))
        for commission in self:
            if commission.state not in states:
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=commission.name,
                        state=labels[commission.state],
                    )
                )

    def action_issue(self):
        """Send the commissions to their units."""
        self._enter(("draft",))
        for commission in self:
            if not commission.line_ids:
                raise UserError(_("%s: name the units that shall write first.", commission.name))
            if any(line.deadline <= fields.Datetime.now() for line in commission.line_ids):
                raise UserError(_("%s: the deadline has passed already.", commission.name))
            commission._transition(
                {
                    "state": "issued",
                    "number": commission.number or commission._next_number(),
                    "date_issued": commission.company_id.govinfo_today(),
                    "issued_by_id": self.env.uid,
                }
            )
            commission.line_ids._ask()
        return True

    def action_close(self):
        """No more answers are expected: who let the deadline pass has missed it, others are free."""
        self._enter(("issued",))
        now = fields.Datetime.now()
        pending = self.line_ids.filtered(lambda line: line.state == "pending")
        overdue = pending.filtered(lambda line: line.deadline < now)
        overdue._expire(_("Missed: the commission was closed without an answer."))
        (pending - overdue)._release(_("Commission closed before the deadline"))
        return self._transition({"state": "closed"})

    def action_cancel(self):
        """The piece is not wanted any more: open lines are waived."""
        self._enter(("draft", "issued"))
        lines = self.line_ids.filtered(lambda line: line.state in ("pending", "submitted"))
        lines._release(_("Commission cancelled"))
        return self._transition({"state": "cancelled"})

    def action_view_lines(self):
        """The lines of these commissions."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_commission_line_action"
        )
        return dict(action, domain=[("commission_id", "in", self.ids)], context={})

    def action_open_units(self):
        """Ask which units to add."""
        self.ensure_one()
        return self.env["govinfo.commission.units.wizard"].open_for(self)

    def action_open_extend(self):
        """Ask for the new deadline of all units that have not answered."""
        lines = self.line_ids.filtered(lambda line: line.state in ("pending", "missed"))
        return lines.action_open_extend()
