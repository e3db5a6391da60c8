from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ....helpers.foundation.readable import number_text
from ....helpers.foundation.step import Granted
from ...foundation.govinfo_approval_mixin import REQUEST

CONTENT = {"unit_id", "period_id", "date", "rule_id", "points", "reason", "appeal_id"}


class GovinfoAdjustment(models.Model):
    """Points given or taken by decision (调整): proposed by the editors, approved by a leader.

    With a rule of basis "adjustment" it is scored by that rule; without one its points are posted as
    they are. Once approved it is a fact like any other and no longer changed.
    """

    _name = "govinfo.adjustment"
    _description = "Adjustment"
    _inherit = ["govinfo.approval.mixin", "govinfo.history.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    _own_steps = {"request": replace(REQUEST, asks="govinfo_module.mail_activity_decision")}

    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    period_id = fields.Many2one(
        "govinfo.period",
        "Period",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    date = fields.Date(
        required=True, tracking=True, help="A day of the period; today's if it can be."
    )
    rule_id = fields.Many2one(
        "govinfo.rule", "Rule", ondelete="restrict", domain="[('basis', '=', 'manual')]"
    )
    points = fields.Float("Points given or taken", digits=(16, 2), required=True, tracking=True)
    reason = fields.Text(required=True, tracking=True)
    appeal_id = fields.Many2one("govinfo.appeal", "Appeal", index=True, ondelete="restrict")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("pending", "Waiting for a decision"),
            ("returned", "Returned"),
            ("approved", "Agreed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    approver_id = fields.Many2one("res.users", "Granted by", readonly=True, copy=False)
    approved_at = fields.Datetime("Granted on", readonly=True, copy=False)
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)

    # -- fields ------------------------------------------------------------------------------

    @api.depends("unit_id.name", "points")
    def _compute_label(self):
        for adjustment in self:
            sign = "+" if adjustment.points > 0 else ""
            points = sign + number_text(adjustment.points)
            adjustment.label = "%s %s" % (adjustment.unit_id.name or "", points)

    @api.onchange("period_id")
    def _onchange_period_id(self):
        if self.period_id:
            self.date = self._day_in(self.period_id)

    @api.model
    def _day_in(self, period):
        """Today, or the day of ``period`` next to it."""
        return min(max(period.company_id.govinfo_today(), period.date_from), period.date_to)

    @api.constrains("date", "period_id")
    def _check_date(self):
        for adjustment in self:
            period = adjustment.period_id
            if not period.date_from <= adjustment.date <= period.date_to:
                raise ValidationError(
                    _(
                        "%(day)s does not lie in %(period)s.",
                        day=adjustment.company_id._govinfo_day(adjustment.date),
                        period=period.name,
                    )
                )

    @api.constrains("rule_id", "points", "date")
    def _check_rule(self):
        for adjustment in self.filtered("rule_id"):
            rule = adjustment.rule_id
            if rule.basis != "manual" or rule.kind != "event":
                raise ValidationError(_("%s gives no points for adjustments.", rule.name))
            ruleset = rule.ruleset_id
            last = ruleset.date_to or adjustment.date
            if not ruleset.date_from <= adjustment.date <= last:
                day = adjustment.company_id._govinfo_day(adjustment.date)
                raise ValidationError(
                    _("%(rule)s is not in force on %(day)s.", rule=rule.name, day=day)
                )
            rule._check_assessed(adjustment.points)

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._govinfo_sound(vals) for vals in vals_list]
        for vals in vals_list:
            period = self.env["govinfo.period"].browse(
                vals.get("period_id") or self.env.context.get("default_period_id")
            )
            if period and not vals.get("date"):
                vals["date"] = self._day_in(period)
        return super().create(vals_list)

    def write(self, vals):
        approved = self.filtered(lambda adjustment: adjustment.state == "approved")
        if approved and CONTENT & set(vals) and not isinstance(vals, Granted):
            raise UserError(
                _("An adjustment that waits for approval or is approved stays as it is.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        if any(adjustment.state not in ("draft", "returned") for adjustment in self):
            raise UserError(_("An adjustment that waits for approval or is approved is kept."))

    # -- approval ----------------------------------------------------------------------------

    def _approvers(self):
        return super()._approvers() - self._makers()

    def action_request_approval(self):
        """Ask the leaders of the county office to approve these adjustments."""
        self._take("request_approval")
        return True

    def action_approve(self):
        """A leader approves; the next computation posts the points."""
        self._take("approve")
        return True
