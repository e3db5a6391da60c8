from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

VALUES = [("useful", "Useful"), ("some", "Of some use"), ("none", "Of no use")]


class GovinfoResponse(models.Model):
    """What a unit that received an issue says of a piece in it (基层领导的反映).

    The leader in charge or head of the unit answers once a piece, never on the unit's own, and may
    change it until the assessment of its day is publicised. Answers are given through the piece
    (``govinfo.issue.line.action_respond``), which judges; nobody writes them otherwise. Who answered is
    named to the office only: authors see the sums on their item.
    """

    _name = "govinfo.response"
    _description = "Response to a Piece"
    _inherit = ["govinfo.guard.mixin"]
    _order = "date desc, id desc"
    _rec_name = "item_id"
    _check_company_auto = True

    issue_line_id = fields.Many2one(
        "govinfo.issue.line", "Piece", required=True, readonly=True, index=True, ondelete="restrict"
    )
    issue_id = fields.Many2one(
        related="issue_line_id.issue_id", string="Issue", store=True, index=True
    )
    item_id = fields.Many2one(
        "govinfo.item",
        "Item",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    category_id = fields.Many2one(related="item_id.category_id", string="Kind of item", store=True)
    author_unit_id = fields.Many2one(related="item_id.unit_id", string="Written by", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit",
        "Unit that answers",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one("res.users", "Answered by", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    value = fields.Selection(VALUES, "Judgement", required=True, readonly=True)
    words = fields.Text(readonly=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    _item_unit_unique = models.Constraint(
        "unique(item_id, unit_id)",
        "A unit answers once on an item.",
    )

    @api.constrains("issue_line_id", "item_id", "unit_id")
    def _check_piece(self):
        for response in self:
            # sudo: the units of the item, whoever may read it
            item = response.sudo().item_id
            if item not in response.sudo().issue_line_id.item_ids:
                raise ValidationError(_("The item does not stand in this piece."))
            if response.unit_id in item.unit_id | item.joint_unit_ids:
                raise ValidationError(_("A unit does not answer on its own piece."))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(_("An answer is kept; it can be changed."))

    # -- for the piece -----------------------------------------------------------------------

    @api.model
    def _answer(self, line, item, unit, value, words):
        """Answer on ``item`` of ``line`` for ``unit``, as the piece has judged; the second answer takes
        the first's place. ``words`` None leaves the words as they are."""
        if value not in dict(VALUES):
            raise UserError(_("Say whether the piece was useful, of some use or of no use."))
        # sudo: an answer of the unit, also one its former leader gave; the office alone reads them all
        responses = self.sudo()
        given = responses.search([("item_id", "=", item.id), ("unit_id", "=", unit.id)])
        vals = {"value": value, "user_id": self.env.uid}
        if words is not None:
            vals["words"] = words.strip()
        if given:
            given._check_open()
            given._transition(vals)
            return given
        today = line.company_id.govinfo_today()
        return responses._make(
            [dict(vals, issue_line_id=line.id, item_id=item.id, unit_id=unit.id, date=today)]
        )

    def _check_open(self):
        """A hook: assessment refuses changes of what has been publicised."""
