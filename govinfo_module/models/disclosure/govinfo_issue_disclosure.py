from markupsafe import Markup

from odoo import _, api, fields, models

from ...helpers.foundation.step import Step
from .govinfo_disclosure import CLEARED


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    disclosure_ids = fields.One2many(
        "govinfo.disclosure",
        "issue_id",
        "Disclosures",
        readonly=True,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )

    public_on = fields.Date("Public since", compute="_compute_public_on")
    can_disclose = fields.Boolean(compute="_compute_can_disclose")

    _own_steps = {"disclose": Step(**CLEARED, from_=("published",))}

    @api.depends("disclosure_ids.state")
    def _compute_public_on(self):
        dates = self.env["govinfo.disclosure"]._public_since("issue_id", self)
        for issue in self:
            issue.public_on = dates.get(issue._origin.id, False)

    @api.depends("state", "secrecy", "line_ids.item_ids.secrecy", "public_on")
    @api.depends_context("uid")
    def _compute_can_disclose(self):
        for issue in self:
            issue.can_disclose = issue._may_step("disclose")

    def _why_not_public(self):
        """Why the issue may not be disclosed; False when it may."""
        if self.public_on:
            return _('"%s" is public already.', self.label)
        if self.secrecy != "public":  # 内部资料 is printed at its head
            return _("%s is not marked as public information that may be disclosed.", self.label)
        # sudo: work secrets the leader's rules would not hide either
        hidden = self.sudo().line_ids.item_ids.filtered(lambda item: item.secrecy != "public")
        return bool(hidden) and _(
            "%(issue)s holds items that are not public: %(items)s",
            issue=self.label,
            items="、".join(hidden.mapped("label")),
        )

    def action_disclose(self):
        """A leader clears these published issues for the public pages."""
        for issue in self._take("disclose"):
            issue.env["govinfo.disclosure"]._clear(
                {
                    "name": issue.label,
                    "body": issue._disclosed_body(),
                    "source": issue.company_id.govinfo_organ or issue.company_id.name,
                    "issue_id": issue.id,
                    "company_id": issue.company_id.id,
                }
            )
        return True

    def _disclosed_body(self):
        """All pieces of the issue one after the other; the titles are escaped."""
        parts = []
        for line in self.line_ids:
            parts.append(Markup("<h3>%s</h3>") % line.name)
            parts.append(Markup(line.body or ""))  # cleaned by the field already
        return Markup("").join(parts)
