from markupsafe import Markup

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    disclosure_ids = fields.One2many("govinfo.disclosure", "issue_id", "Disclosures", readonly=True)

    def action_disclose(self):
        """A leader clears these published issues for the public pages."""
        self.env["govinfo.disclosure"]._check_leader(self)
        for issue in self:
            if issue.state != "published":
                raise UserError(_("%s has not been published yet.", issue.label))
            hidden = issue.sudo().line_ids.item_ids.filtered(lambda item: item.secrecy != "public")
            if hidden:  # sudo: work secrets the leader's rules would not hide either
                raise UserError(
                    _(
                        "%(issue)s holds items that are not public: %(items)s",
                        issue=issue.label,
                        items="、".join(hidden.mapped("label")),
                    )
                )
            if self.env.user in issue.compiler_id:
                raise AccessError(_("%s: nobody clears what they wrote.", issue.label))
            self.env["govinfo.disclosure"]._clear(
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
