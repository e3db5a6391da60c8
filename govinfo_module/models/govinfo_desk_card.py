from datetime import timedelta

from odoo import _, api, fields, models
from odoo.tools import formatLang

SHOWN = 5


class GovinfoDeskCard(models.Model):
    """A card of the first screen: one question, answered for whoever looks at it.

    The cards are data (name, order, whose they are); ``_question`` says what each counts. The count and
    the first records are computed with the reader's own rights.
    """

    _name = "govinfo.desk.card"
    _description = "Card of the First Screen"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(default=10)
    group_ids = fields.Many2many("res.groups", string="Shown to")
    active = fields.Boolean(default=True)
    headline = fields.Char(compute="_compute_answer")
    lines = fields.Text(compute="_compute_answer")
    alert = fields.Boolean(compute="_compute_answer")

    _sql_constraints = [("code_unique", "unique(code)", "There is one card for each question.")]

    @api.depends("code")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_answer(self):
        for card in self:
            if card.code == "score":
                card.headline, card.lines = card._score_answer()
                card.alert = False
            elif card.code == "upload_today":
                company = self.env.company
                card.headline = "%s / %s" % (
                    company.govinfo_today_sent,
                    company.govinfo_today_target,
                )
                card.lines = False
                card.alert = company.govinfo_today_missing > 0
            else:
                model, domain, alert = card._question()
                records = self.env[model].search(domain, limit=SHOWN)
                full = len(records) == SHOWN
                count = self.env[model].search_count(domain) if full else len(records)
                card.headline = str(count)
                card.lines = "\n".join(card._line(record) for record in records)
                card.alert = bool(count) and alert

    def _question(self):
        """``(model, domain, whether any record is an alarm)`` of this card."""
        uid, now = self.env.uid, fields.Datetime.now()
        own = ["|", ("unit_id.officer_ids", "in", uid), ("unit_id.leader_id", "=", uid)]
        submitted = ("state", "=", "submitted")
        first, last = self._quarter()
        this_quarter = [("date", ">=", first), ("date", "<=", last)]
        return {
            "to_sign": (
                "govinfo.item",
                [("state", "=", "signing"), ("unit_id.leader_id", "=", uid)],
                False,
            ),
            "returned": (
                "govinfo.item",
                [("state", "=", "returned"), ("unit_id.officer_ids", "in", uid)],
                True,
            ),
            "draft": ("govinfo.item", [("state", "=", "draft"), ("author_id", "=", uid)], False),
            "commission_due": (
                "govinfo.commission.line",
                [("state", "=", "pending"), ("commission_state", "=", "issued")] + own,
                False,
            ),
            "followup_due": (
                "govinfo.followup",
                [("state", "in", ("pending", "overdue"))] + own,
                True,
            ),
            "adopted": (
                "govinfo.adoption",
                this_quarter + ["|", ("item_id.joint_unit_ids.officer_ids", "in", uid)] + own,
                False,
            ),
            "urgent_week": (
                "govinfo.item",
                [("urgency", "=", "urgent"), ("submitted_at", ">=", now - timedelta(days=7))],
                False,
            ),
            "adopted_above": (
                "govinfo.adoption",
                this_quarter + [("level", "!=", "county")],
                False,
            ),
            "instructed": ("govinfo.instruction", this_quarter, False),
            "to_process": ("govinfo.item", [submitted], False),
            "urgent": ("govinfo.item", [submitted, ("urgency", "=", "urgent")], True),
            "duplicate": (
                "govinfo.item",
                [submitted, ("is_duplicate", "=", True), ("counted", "=", True)],
                False,
            ),
            "to_send": (
                "govinfo.item",
                [
                    ("state", "=", "accepted"),
                    ("upload_ids", "=", False),
                    ("merged_into_id", "=", False),
                ],
                False,
            ),
            "commission_overdue": (
                "govinfo.commission.line",
                [
                    ("state", "=", "pending"),
                    ("commission_state", "=", "issued"),
                    ("deadline", "<", now),
                ],
                True,
            ),
            "incident": ("govinfo.incident", [("state", "=", "draft")], False),
            "issue_open": ("govinfo.issue", [("state", "in", ("draft", "returned"))], False),
            "issue_approve": ("govinfo.issue", [("state", "=", "pending")], True),
            "notice_approve": ("govinfo.notice", [("state", "=", "pending")], True),
            "adjustment_approve": ("govinfo.adjustment", [("state", "=", "pending")], True),
            "followup_overdue": ("govinfo.followup", [("state", "=", "overdue")], True),
        }[self.code]

    def _line(self, record):
        """What the card says about one record."""
        if record._name == "govinfo.item":
            own = record.unit_id in self._own_units()
            return record.name if own else "%s（%s）" % (record.name, record.unit_id.name)
        if record._name in ("govinfo.commission.line", "govinfo.followup") and record.deadline:
            deadline = record.company_id.govinfo_local(record.deadline)
            return _(
                "%(name)s, until %(deadline)s",
                name=record.display_name,
                deadline=deadline.strftime("%m-%d %H:%M"),
            )
        return record.display_name

    # -- points and rank ---------------------------------------------------------------------

    def _quarter(self):
        """First and last day of the present quarter."""
        today = self.env.company.govinfo_today()
        return self.env["govinfo.period"]._span("quarter", today)

    def _own_units(self):
        return self.env.user.govinfo_unit_ids | self.env.user.govinfo_led_unit_ids

    def _score_domain(self):
        first, last = self._quarter()
        return [
            ("unit_id", "in", self._own_units().ids),
            ("period_id.kind", "=", "quarter"),
            ("period_id.date_from", "=", first),
            ("period_id.date_to", "=", last),
        ]

    def _score_answer(self):
        """``(headline, lines)``: points and rank of the reader's units in this quarter."""
        scores = self.env["govinfo.score"].search(self._score_domain())
        if not scores:
            return "–", _("This quarter has not been computed yet.")
        lines = []
        for score in scores:
            points = formatLang(self.env, score.total, digits=2)
            if score.rank:
                lines.append(
                    _(
                        "%(unit)s: %(points)s points, rank %(rank)s in %(category)s",
                        unit=score.unit_id.name,
                        points=points,
                        rank=score.rank,
                        category=score.category_id.name,
                    )
                )
            else:
                lines.append(
                    _("%(unit)s: %(points)s points", unit=score.unit_id.name, points=points)
                )
        return formatLang(self.env, scores[0].total, digits=2), "\n".join(lines)

    # -- opening -----------------------------------------------------------------------------

    def action_open(self):
        """The records this card counts."""
        self.ensure_one()
        if self.code == "upload_today":
            return self.env["ir.actions.act_window"]._for_xml_id(
                "govinfo_module.govinfo_upload_day_action"
            )
        if self.code == "score":
            model, domain = "govinfo.score", self._score_domain()
        else:
            model, domain, _alert = self._question()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": model,
            "view_mode": "tree,form",
            "domain": domain,
        }
