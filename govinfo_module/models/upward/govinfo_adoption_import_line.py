from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...helpers.foundation.doing import QUIETLY
from ...helpers.foundation.step import Granted
from ..item.govinfo_item import WITH_OFFICE
from ..publication.govinfo_publication import MODES

# who is told, and once, is told by the list
QUIET = {
    "tracking_disable": QUIETLY,
    "mail_create_nolog": QUIETLY,
    "mail_create_nosubscribe": True,
}


class GovinfoAdoptionImportLine(models.Model):
    """A row of a superior's list: what it says, which item it means, what became of it."""

    _name = "govinfo.adoption.import.line"
    _description = "Row of a Superior's List"
    _inherit = ["govinfo.guard.mixin"]
    _order = "import_id, sheet, number, id"
    _rec_name = "title"
    _check_company_auto = True

    import_id = fields.Many2one(
        "govinfo.adoption.import", "List", required=True, index=True, ondelete="cascade"
    )
    sheet = fields.Char(readonly=True)
    number = fields.Integer("Row", readonly=True, aggregator=False)
    title = fields.Char("Title in the list")
    unit_text = fields.Char("Unit in the list", readonly=True)
    publication_id = fields.Many2one("govinfo.publication", "Publication", check_company=True)
    date = fields.Date()
    mode = fields.Selection(MODES, "Use", default="full")
    external_issue = fields.Char("Superior's issue")
    external_score = fields.Float("Superior's score", digits=(16, 2))
    match = fields.Selection(
        [("sure", "Sure"), ("likely", "Likely"), ("none", "None")], readonly=True, index=True
    )
    similarity = fields.Float(readonly=True, digits=(5, 1), aggregator=False)
    item_id = fields.Many2one(
        "govinfo.item", "Our item", check_company=True, domain=[("state", "in", WITH_OFFICE)]
    )
    candidate_ids = fields.Many2many(
        "govinfo.item",
        "govinfo_adoption_import_line_item_rel",
        "line_id",
        "item_id",
        "Similar items",
        readonly=True,
    )
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", check_company=True, help="Of the item that is made."
    )
    decision = fields.Selection(
        [
            ("adopt", "Adoption of our item"),
            ("create", "Register the item afterwards"),
            ("skip", "Leave out"),
            ("known", "Registered already"),
        ],
        index=True,
    )
    fault = fields.Char("Error", readonly=True)
    key = fields.Char(index=True, readonly=True)
    adoption_id = fields.Many2one(
        "govinfo.adoption", "Adoption", readonly=True, ondelete="set null"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)

    @api.onchange("item_id")
    def _onchange_item_id(self):
        if self.item_id and self.decision != "known":
            self.decision = "adopt"

    def write(self, vals):
        if isinstance(vals, Granted):
            return super().write(vals)
        for line in self:
            if line.adoption_id or line.import_id.state == "done":
                raise UserError(_("Row %s has been registered; it is not changed.", line.number))
        result = super().write(vals)
        if vals.get("publication_id"):
            self._transition({"fault": False})
        return result

    @api.model
    def _decided(self, current, rows):
        """``{key: line}`` of rows that an earlier list brought in or left out."""
        lines = self.search(
            [
                ("company_id", "=", current.company_id.id),
                ("import_id", "!=", current.id),
                ("key", "in", [row["key"] for row in rows]),
                "|",
                ("adoption_id", "!=", False),
                "&",
                ("decision", "=", "skip"),
                ("import_id.state", "=", "done"),
            ]
        )
        return {line.key: line for line in lines}

    def _check_complete(self):
        """Raise when one of the rows to be registered cannot be."""
        for line in self.filtered(lambda x: x.decision in ("adopt", "create") and not x.fault):
            refusal = line._why_incomplete()
            if refusal:
                raise UserError(refusal)

    def _why_incomplete(self):
        """What keeps the row from being registered, as a sentence; False when nothing does."""
        if not self.date:
            return _("Row %s: enter the date of the adoption first.", self.number)
        if self.decision == "create":
            return not self.unit_id and _("Row %s: choose the unit of the item first.", self.number)
        if not self.item_id:
            return _("Row %s: choose our item first.", self.number)
        # sudo: whether the office has it, also when the caller is not named on a work secret
        if self.sudo().item_id.state not in WITH_OFFICE:
            return _(
                "Row %s: our item has been withdrawn or returned; choose another.", self.number
            )
        return False

    def _make_items(self):
        """Items for the rows that name none of ours, one for each unit and title."""
        made = {}
        for line in self.filtered(lambda x: x.decision == "create" and not x.fault):
            known = (line.unit_id, line.title)
            if known not in made:
                made[known] = (
                    line.env["govinfo.item"]
                    .with_context(**QUIET)
                    ._register_afterwards(line.unit_id, line.title, line.date)
                )
            line._transition({"item_id": made[known].id})

    def _register_adoptions(self):
        """Adoptions of the rows decided so; one that is registered meanwhile is not doubled."""
        lines = self.filtered(lambda x: x.decision in ("adopt", "create") and not x.fault)
        adoptions = (
            self.env["govinfo.adoption"]
            .with_context(**QUIET)
            .create([line._adoption_vals() for line in lines])
        )
        for line, adoption in zip(lines, adoptions):
            line._transition({"adoption_id": adoption.id})

    def _adoption_vals(self):
        return {
            "item_id": self.item_id.id,
            "publication_id": self.publication_id.id,
            "date": self.date,
            "mode": self.mode,
            "external_issue": self.external_issue,
            "external_score": self.external_score,
        }
