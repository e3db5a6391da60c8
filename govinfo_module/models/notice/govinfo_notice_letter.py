import hashlib
import json
import secrets

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from ...documents import letter_document, print_cover
from ...gongwen import render_batch
from ...helpers.foundation.doing import QUIETLY
from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

# Heads who have got nothing by e-mail yet.
WITH_US = ("pending", "failed")


# Nobody follows a letter for having published it, and none says that it was made.
QUIET = {"tracking_disable": QUIETLY, "mail_create_nosubscribe": True, "mail_create_nolog": QUIETLY}
OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office handle letters."),
}


class GovinfoNoticeLetter(models.Model):
    """The notice on its way to one unit head, with a letter when the unit fell short (告知书).

    How it travels is in ``govinfo_notice_letter_mail.py`` and ``govinfo_notice_letter_handover.py``.
    """

    _name = "govinfo.notice.letter"
    _description = "Letter to a Unit Head"
    _inherit = ["govinfo.step.mixin", "govinfo.document.mixin", "mail.thread"]
    _order = "notice_id, category_sequence, unit_code, id"
    _mail_post_access = "read"
    _rec_name = "unit_id"

    _own_steps = {
        "mark_sent": Step(
            **OFFICE,
            from_=("pending",),
            to="sent",
            hindrance="_why_not_marked",
            at="sent_at",
        ),
        "send_again": Step(**OFFICE, from_=("pending", "failed"), hindrance="_why_not_again"),
        "acknowledge": Step(**OFFICE, from_=("pending", "sent", "failed")),
    }

    notice_id = fields.Many2one(
        "govinfo.notice", "Notice", required=True, index=True, ondelete="cascade", readonly=True
    )
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", readonly=True
    )
    category_sequence = fields.Integer(related="unit_id.category_sequence", store=True)
    unit_code = fields.Char(related="unit_id.code", store=True)
    head_id = fields.Many2one("res.partner", "Head", readonly=True, ondelete="restrict")
    email = fields.Char(related="head_id.email")
    doc_number = fields.Char("Document number", readonly=True, copy=False)
    doc_year = fields.Integer(readonly=True, copy=False, aggregator=False)
    doc_sequence = fields.Integer(readonly=True, copy=False, aggregator=False)
    shortfall = fields.Boolean("Fell short", readonly=True)
    state = fields.Selection(
        [
            ("pending", "Waiting to be sent"),
            ("sent", "Sent off"),
            ("failed", "Failed"),
            ("acknowledged", "Acknowledged"),
        ],
        required=True,
        readonly=True,
        default="pending",
        index=True,
    )
    is_ready = fields.Boolean(
        "Made ready", readonly=True, copy=False, help="The letter is rendered, the e-mail queued."
    )
    handed_over_at = fields.Datetime(
        "Handed over on",
        readonly=True,
        copy=False,
        help="When the mail server was about to take the message; empty again once it has answered.",
    )
    unconfirmed = fields.Boolean(
        compute="_compute_unconfirmed",
        store=True,
        help="The message was being handed over, but the mail server's answer is not known.",
    )
    failure = fields.Char("Words of the mail server", readonly=True)
    mail_id = fields.Many2one("mail.mail", "E-mail", readonly=True, ondelete="restrict", index=True)
    attachment_id = fields.Many2one(string="Letter (PDF)")
    token = fields.Char(
        "Hash of the link in the e-mail",
        readonly=True,
        copy=False,
        groups="base.group_system",
        index=True,
        help="SHA-256. The link itself stands in the e-mail and nowhere else.",
    )
    reminder_token = fields.Char(
        "Hash of the link in the reminder",
        readonly=True,
        copy=False,
        groups="base.group_system",
        index=True,
    )
    sent_at = fields.Datetime("Sent on", readonly=True)
    acknowledged_at = fields.Datetime("Acknowledged on", readonly=True)
    reminded_at = fields.Datetime("Reminded on", readonly=True)
    is_reported = fields.Boolean(
        "Reviewers were told", readonly=True, copy=False, help="That it failed or is unconfirmed."
    )
    rectified_on = fields.Date("Rectification reported on")
    rectification = fields.Text("Report on rectification")
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)

    _unit_unique = models.Constraint(
        "unique(notice_id, unit_id)",
        "A unit receives a notice once.",
    )
    _number_unique = models.Constraint(
        "exclude (company_id with =, doc_year with =, doc_sequence with =)"
        " where (doc_sequence > 0)",
        "Another letter has this number.",
    )

    @api.depends("state", "handed_over_at")
    def _compute_unconfirmed(self):
        for letter in self:
            letter.unconfirmed = letter.state == "pending" and bool(letter.handed_over_at)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(_("Letters are kept."))

    # -- making ------------------------------------------------------------------------------

    @api.model
    def _make_for(self, notice):
        """One letter for each unit of a notice that is being published, numbered where it fell short.

        Who fell short is what the frozen figures say. Letters are made ready afterwards, in batches.
        """
        # sudo: letters are made by publishing, not by the publisher's hand
        letters = self.sudo().with_context(**QUIET)
        figures = json.loads(notice.figures)
        short = notice._letter_units()
        ranked = {row["unit_id"] for group in figures["ranking"] for row in group["rows"]}
        units = notice.sudo().period_id.score_ids.unit_id
        units = units.filtered(lambda unit: unit.id in ranked)
        units = units.sorted(lambda unit: (unit.category_sequence, unit.sequence, unit.code))
        year, number = notice.doc_year, notice._highest_number(self._table, notice.doc_year)
        mark = notice.company_id.govinfo_letter_mark
        vals_list = []
        for unit in units:
            vals = {
                "notice_id": notice.id,
                "unit_id": unit.id,
                "head_id": unit.head_id.id,
                "shortfall": unit.id in short,
            }
            if vals["shortfall"] and notice.company_id.govinfo_letter_numbered:
                number += 1
                vals.update(doc_year=year, doc_sequence=number)
                vals["doc_number"] = notice._number(mark, year, number)
            vals_list.append(vals)
        return letters._make(vals_list).with_env(self.env)

    # -- the link in the e-mail --------------------------------------------------------------

    def _new_link(self, field):
        """A new address by which the head acknowledges; ``field`` keeps the hash of its token."""
        token = secrets.token_urlsafe(32)
        self._transition({field: self._token_hash(token)})
        return "%s/govinfo/letter/%s" % (self.get_base_url(), token)

    @api.model
    def _token_hash(self, token):
        return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()

    @api.model
    def _of_token(self, token):
        """The letter that ``token``, any text from an address, belongs to; empty when to none."""
        found = self._token_hash(token)
        # sudo: the token is the right; it names one letter
        return self.sudo().search(
            ["|", ("token", "=", found), ("reminder_token", "=", found)], limit=1
        )

    def _document(self):
        """The letter with the unit's own figures."""
        return self._letter_document(*self.notice_id._letter_parts())

    def _letter_document(self, figures, office):
        unit = {
            "id": self.unit_id.id,
            "deadline": str(self.notice_id.rectify_by),
            "full_name": self.unit_id.full_name,
        }
        office = dict(office, number=self.doc_number or "")
        return letter_document(figures, unit, office, self.notice_id.kind)

    def _print_batch(self):
        """Letters for heads without e-mail as one PDF: a list of addresses, then each one's papers."""
        rows, papers = [], []
        for letter in self.sorted(lambda rec: (rec.category_sequence, rec.unit_code)):
            address = (letter.unit_id.partner_id or letter.head_id).contact_address or ""
            rows.append((letter.unit_id.name, letter.head_id.name or "", " ".join(address.split())))
            papers.append(letter.notice_id._document())
            if letter.shortfall:
                papers.append(letter._document())
        notice = self.notice_id[:1]
        cover = print_cover(notice.name, rows, notice._office())
        return render_batch([cover] + papers, **notice.company_id._govinfo_print())

    def action_view_letter(self):
        """Open the letter's PDF."""
        self.ensure_one()
        if not self.attachment_id:
            raise UserError(
                _("%s did not fall short: it receives the notice alone.", self.unit_id.name)
            )
        return {
            "type": "ir.actions.act_url",
            "url": "/web/content/%d" % self.attachment_id.id,
            "target": "new",
        }

    # -- what reviewers note -------------------------------------------------------------------

    def _lock_for(self, action):
        """What has arrived is decided once the mail server has answered."""
        if action in ("mark_sent", "send_again"):
            self._check_nobody_hands_over()
        super()._lock_for(action)

    def _why_not_marked(self):
        if self.unconfirmed or self._is_on_paper():
            return False
        return _("%s: only unconfirmed letters and those on paper.", self.unit_id.name)

    def action_mark_sent(self):
        """Note that a letter has arrived or been posted: an unconfirmed one, or one on paper."""
        for letter in self._begin("mark_sent"):
            letter._settle_mail("sent")
            letter._change("mark_sent", handed_over_at=False)
        return True

    def _is_on_paper(self):
        return self.is_ready and not self.mail_id

    def action_acknowledge(self):
        """A reviewer notes a receipt that came on paper."""
        for letter in self._begin("acknowledge"):
            letter._acknowledge()
        return True

    def _acknowledge(self):
        """The head has read it. True the first time, False afterwards."""
        self._lock()
        self.ensure_one()
        if self.state == "acknowledged":
            return False
        if self.state in WITH_US:
            self._settle_mail("cancel")  # it came another way: no second copy follows
        self._transition(
            {
                "state": "acknowledged",
                "acknowledged_at": fields.Datetime.now(),
                "handed_over_at": False,
                "failure": False,
            }
        )
        return True
