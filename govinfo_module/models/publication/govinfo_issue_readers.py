from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...exchange.naming import resolve
from ..item.govinfo_item import SECRECY
from .govinfo_issue import FIXED

LISTS = ("report_to", "send_to", "copy_to")
SECRECY_ORDER = [key for key, _label in SECRECY]


class GovinfoIssue(models.Model):
    """Who reads an issue: the units its lists name, and with a work secret only whom people chose."""

    _inherit = "govinfo.issue"

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
    readers_chosen = fields.Boolean(
        "Its readers are chosen",
        compute="_compute_readers_chosen",
        store=True,
        readonly=False,
        copy=False,
        help="An issue with a work secret goes to the units chosen for it, to none by itself.",
    )

    @api.depends("publication_id")
    def _compute_lists(self):
        for issue in self:
            for name in LISTS:
                issue[name] = issue.publication_id[name]

    @api.depends(*LISTS)
    def _compute_unit_ids(self):
        for issue in self:
            # no list of addressees opens a secret: people choose
            secret = issue.secrecy == "work_secret"
            issue.unit_ids = issue.unit_ids if secret else issue._units_named()

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

    @api.depends("line_ids.item_ids")
    def _compute_readers_chosen(self):
        """Other contents ask anew."""
        for issue in self:
            issue.readers_chosen = issue.state in FIXED and issue.readers_chosen

    @api.depends("publication_id", "line_ids.item_ids.secrecy")
    def _compute_secrecy(self):
        for issue in self:
            present = issue.secrecy
            if not (present and issue.state in FIXED):
                floor = issue._lowest_secrecy()
                present = max(present or "internal", floor, key=SECRECY_ORDER.index)
                if present == "work_secret" and issue.secrecy not in (False, present):
                    issue._forget_readers()
            issue.secrecy = present

    def _forget_readers(self):
        """What has become a work secret goes to nobody until its readers are chosen."""
        self.unit_ids = self.readers_chosen = False

    def _lowest_secrecy(self):
        """The highest secrecy among the items: the issue's cannot be lower."""
        found = self.line_ids.item_ids.mapped("secrecy")
        return max(found, key=SECRECY_ORDER.index) if found else "public"

    def _is_secret(self):
        return self.secrecy == "work_secret"

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
