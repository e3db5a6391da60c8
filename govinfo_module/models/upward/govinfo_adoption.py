from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...helpers.foundation.step import Granted
from ..publication.govinfo_publication import MODES


class GovinfoAdoption(models.Model):
    """An item a publication has used (采用).

    One an item and use: joint units are credited through the item. Registered by publishing an own issue,
    one by one, or from a superior's list.
    """

    _name = "govinfo.adoption"
    _description = "Adoption"
    _inherit = ["govinfo.fact.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _fact_fields = (
        "item_id",
        "publication_id",
        "date",
        "mode",
        "issue_id",
        "external_issue",
        "external_score",
    )

    item_id = fields.Many2one(
        "govinfo.item",
        "Item",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    level = fields.Selection(related="publication_id.level", store=True, index=True)
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company.govinfo_today(),
        index=True,
        tracking=True,
    )
    mode = fields.Selection(MODES, required=True, default="full", tracking=True)
    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", index=True, ondelete="restrict", check_company=True
    )
    external_issue = fields.Char("Superior's issue", tracking=True)
    external_score = fields.Float("Superior's score", digits=(16, 2), tracking=True)
    source_ids = fields.Many2many(
        "ir.attachment",
        "govinfo_adoption_attachment_rel",
        "adoption_id",
        "attachment_id",
        "Evidence",
        help="The page of the superior's publication or its notice.",
    )
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    _issue_unique = models.Constraint(
        "exclude (item_id with =, issue_id with =)"
        " where (issue_id is not null and state = 'registered')",
        "This issue's adoption of the item is registered already.",
    )

    @api.depends("item_id.label", "publication_id.name")
    def _compute_label(self):
        for adoption in self:
            adoption.label = "%s：%s" % (
                adoption.publication_id.name or "",
                adoption.item_id.label or "",
            )

    @api.constrains("item_id")
    def _check_item(self):
        # sudo: whether it has reached the office, also when the caller is not named on a work secret
        for adoption in self.sudo():
            if not adoption.item_id.submitted_at:
                raise ValidationError(
                    _(
                        "%s has not been submitted yet; it cannot have been adopted.",
                        adoption.item_id.label,
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        for adoption in self.filtered(lambda adoption: not adoption.is_history):
            # what an own issue adopts bears the date printed on the issue
            of_issue = adoption.date == adoption.sudo().issue_id.date  # sudo: see _check_item
            today = adoption.company_id.govinfo_today()
            if not of_issue and (adoption.date or today) > today:
                raise ValidationError(
                    _("%s: an adoption is not dated later than today.", adoption.label)
                )

    @api.constrains("issue_id", "publication_id")
    def _check_issue(self):
        for adoption in self.sudo().filtered("issue_id"):  # sudo: see _check_item
            if adoption.issue_id.publication_id != adoption.publication_id:
                raise ValidationError(_("The issue belongs to another publication."))

    def write(self, vals):
        if not isinstance(vals, Granted):
            self._check_from_issue(vals)
        return super().write(vals)

    def _check_from_issue(self, vals):
        """What a published issue registered says what the issue says; it can only be withdrawn."""
        fixed = {"item_id", "publication_id", "date", "issue_id"} & set(vals)
        for adoption in self if fixed else ():
            if adoption.issue_id.state == "published":
                raise UserError(
                    _(
                        "%s was registered by a published issue. Withdraw it with a reason instead.",
                        adoption.label,
                    )
                )

    def _fact_subject(self):
        return self.item_id
