"""What the readers said of an item: the sums, which its authors see, never the names."""

from odoo import _, api, fields, models

from ...helpers.foundation.grouping import totals


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    useful_count = fields.Integer("Useful", compute="_compute_responses")
    some_use_count = fields.Integer("Of some use", compute="_compute_responses")
    no_use_count = fields.Integer("Of no use", compute="_compute_responses")
    response_summary = fields.Char("What readers say", compute="_compute_responses")

    @api.depends_context("uid")
    def _compute_responses(self):
        # sudo: sums only; who answered is named to the office alone
        responses = self.env["govinfo.response"].sudo()
        rows = totals(responses, [("item_id", "in", self.ids)], ["item_id", "value"])
        counts = {(row[0], row[1]): row[-1] for row in rows}
        for item in self:
            item.useful_count = counts.get((item.id, "useful"), 0)
            item.some_use_count = counts.get((item.id, "some"), 0)
            item.no_use_count = counts.get((item.id, "none"), 0)
            item.response_summary = item._response_words()

    def _response_words(self):
        """The sums in words; empty when nobody has answered."""
        if not self.useful_count + self.some_use_count + self.no_use_count:
            return False
        return _(
            "useful %(useful)s, of some use %(some)s, of no use %(none)s",
            useful=self.useful_count,
            some=self.some_use_count,
            none=self.no_use_count,
        )
