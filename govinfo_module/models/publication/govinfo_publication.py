import re

from odoo import api, fields, models

from ...helpers.foundation.grouping import totals
from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.readable import open_window
from ..foundation.govinfo_guard_mixin import LEVELS

# how a publication uses an item
MODES = [
    ("full", "In full"),
    ("brief", "In brief"),
    ("composite", "In a composite"),
    ("excerpt", "As an excerpt"),
    ("title", "By title"),
]


class GovinfoPublication(models.Model):
    """A publication that may adopt items: the county's own three and those of superiors (刊物)."""

    _name = "govinfo.publication"
    _description = "Publication"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True)
    level = fields.Selection(LEVELS, required=True, default="county")
    kind = fields.Selection(
        [
            ("bulletin", "Bulletin"),
            ("special", "Special report"),
            ("reference", "Reference"),
            ("other", "Other"),
        ],
        required=True,
        default="bulletin",
    )
    is_own = fields.Boolean("Own publication", help="Compiled and numbered in this system.")
    sequence = fields.Integer(default=10)
    masthead = fields.Char(
        help="As printed in red at the head of the first page; if empty, the name without what stands"
        " in brackets at its end."
    )
    head_notice = fields.Char(
        "Line at the head",
        default="内部资料　注意保存",
        help="Printed at the top left of page one.",
    )
    serial_before = fields.Integer(
        "Issues before this system",
        help="The running total (总第…期) continues from here.",
    )
    prints_serial = fields.Boolean("Print the running total")
    print_run = fields.Integer(help="Copies, as printed in the foot; 0 leaves it out.")
    report_to = fields.Char("Report to", help="报：, as printed.")
    send_to = fields.Char("Send to", help="送：, as printed.")
    copy_to = fields.Char("Distribute to", help="发：, as printed.")
    issue_ids = fields.One2many("govinfo.issue", "publication_id", "Issues")
    issue_count = fields.Integer("Issues published", compute="_compute_issue_count")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _code_unique = models.Constraint(
        "unique(company_id, code)",
        "Another publication has this code.",
    )

    @api.depends_context("uid")
    def _compute_issue_count(self):
        domain = [("publication_id", "in", self.ids), ("state", "=", "published")]
        counts = dict(totals(self.env["govinfo.issue"], domain, ["publication_id"]))
        for publication in self:
            publication.issue_count = counts.get(publication.id, 0)

    def _printed_masthead(self):
        """What stands in red at the head: which of the office's papers it is (普刊) is no part of it."""
        return self.masthead or re.sub("（[^（）]*）$", "", self.name)

    def _next_number(self, year):
        """``(number, running total)`` of the next issue: each one more than the highest so far."""
        self.ensure_one()
        self.env.flush_all()
        lock_rows(self)
        self.env.cr.execute(
            "SELECT coalesce(max(number) FILTER (WHERE year = %s), 0), coalesce(max(serial), 0)"
            " FROM govinfo_issue WHERE publication_id = %s",
            [year, self.id],
        )
        number, serial = self.env.cr.fetchone()
        return number + 1, max(serial, self.serial_before) + 1

    def action_view_issues(self):
        """The issues of this publication."""
        self.ensure_one()
        return open_window(
            self,
            "govinfo_issue_action",
            domain=[("publication_id", "=", self.id)],
            context={"default_publication_id": self.id},
        )
