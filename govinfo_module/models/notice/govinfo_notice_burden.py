from odoo import fields, models


class GovinfoNotice(models.Model):
    """What of a notice may collide with the rules that reduce burdens: whoever approves it has the findings
    before them.
    """

    _name = "govinfo.notice"
    _inherit = ["govinfo.notice", "govinfo.finding.mixin"]

    finding_ids = fields.One2many(inverse_name="notice_id")

    def _hits(self, clause):
        text = clause._notice_hit(self)
        return [{"notice_id": self.id, "text": text}] if text else []

    def _numbered_documents(self):
        """How many notices and letters with a number there are this year, with this one's, and last."""
        year = self.company_id.govinfo_today().year
        counts = []
        for number in (year, year - 1):
            own = [("company_id", "=", self.company_id.id), ("doc_year", "=", number)]
            # sudo: numbers only
            counts.append(
                self.sudo().search_count(own)
                + self.env["govinfo.notice.letter"].sudo().search_count(own)
            )
        now, before = counts
        return now + (not self.doc_number), before
