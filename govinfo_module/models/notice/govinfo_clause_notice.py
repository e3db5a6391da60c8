import json

from odoo import fields, models

from ...exchange.clean_html import plain_text

LONGEST = 5000


class GovinfoClause(models.Model):
    """Clauses about notices and letters."""

    _inherit = "govinfo.clause"

    test = fields.Selection(
        selection_add=[
            ("ranking", "A ranking notice on a month or quarter"),
            ("phone", "Points and ranks on a phone"),
            ("silent", "Naming units that sent nothing"),
            ("length", "A notice that is too long"),
            ("paper", "More numbered documents than the year before"),
        ],
        ondelete={
            "ranking": "cascade",
            "phone": "cascade",
            "silent": "cascade",
            "length": "cascade",
            "paper": "cascade",
        },
    )

    longest = fields.Integer(
        "Longest text",
        default=LONGEST,
        help="Characters of a notice; for the situation of its length.",
    )

    def _notice_hit(self, notice):
        """What in ``notice`` may collide with this clause, in words; False when nothing does."""
        tests = {
            "ranking": self._hit_by_ranking,
            "phone": self._hit_by_phone,
            "silent": self._hit_by_silent,
            "length": self._hit_by_length,
            "paper": self._hit_by_paper,
        }
        return self.test in tests and tests[self.test](notice)

    def _hit_by_ranking(self, notice):
        short = notice.period_id.kind in ("month", "quarter")
        return (
            notice.kind == "ranking"
            and short
            and self.env._("Units are ranked by month or quarter.")
        )

    def _hit_by_phone(self, notice):
        return notice.kind == "ranking" and self.env._("Points and ranks are shown on phones, too.")

    def _hit_by_silent(self, notice):
        if notice.kind != "ranking":
            return False
        silent = [row for row in json.loads(notice.figures)["shortfalls"] if row["silent"]]
        return silent and self.env._(
            "%(count)s units that sent nothing are named.", count=len(silent)
        )

    def _hit_by_length(self, notice):
        count = len("".join(plain_text(notice.body or "").split()))
        return count > (self.longest or LONGEST) and self.env._(
            "The text has %(count)s characters.", count=count
        )

    def _hit_by_paper(self, notice):
        now, before = notice._numbered_documents()
        return now > before > 0 and self.env._(
            "%(now)s numbered documents this year, %(before)s in the year before.",
            now=now,
            before=before,
        )
