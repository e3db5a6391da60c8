from odoo import fields, models

from ..compat import totals


class ResCompany(models.Model):
    """The county office's first screen: what waits today, and the day's upward reports."""

    _inherit = "res.company"

    govinfo_today_day_id = fields.Many2one(
        "govinfo.upload.day", "Today", compute="_compute_govinfo_today_day"
    )
    govinfo_today_sent = fields.Integer("Sent today", compute="_compute_govinfo_today_day")
    govinfo_today_target = fields.Integer("Target today", compute="_compute_govinfo_today_day")
    govinfo_today_missing = fields.Integer("Missing today", compute="_compute_govinfo_today_day")
    govinfo_to_accept = fields.Integer("Items to accept", compute="_compute_govinfo_waiting")
    govinfo_to_send = fields.Integer("Items not sent yet", compute="_compute_govinfo_waiting")
    govinfo_lines_open = fields.Integer("Not answered", compute="_compute_govinfo_waiting")
    govinfo_lines_overdue = fields.Integer("Overdue", compute="_compute_govinfo_waiting")
    govinfo_silent = fields.Integer("Units silent", compute="_compute_govinfo_waiting")

    def _compute_govinfo_today_day(self):
        days = self.env["govinfo.upload.day"].sudo()  # sudo: the day's count, no titles
        for company in self:
            today = company.govinfo_today()
            day = days.search([("company_id", "=", company.id), ("date", "=", today)])
            working = day.is_working_day if day else company._govinfo_is_working_day(today)
            company.govinfo_today_day_id = day
            company.govinfo_today_sent = day.sent_count
            target = day.target if day else company.govinfo_upload_target
            company.govinfo_today_target = target if working else 0
            missing = day.missing if day else company.govinfo_today_target
            company.govinfo_today_missing = missing

    def _compute_govinfo_waiting(self):
        for name, (model, domain) in self._govinfo_waiting().items():
            rows = totals(
                self.env[model], domain + [("company_id", "in", self.ids)], ["company_id"]
            )
            counts = dict(rows)
            for company in self:
                company[name] = counts.get(company.id, 0)

    def _govinfo_waiting(self):
        """``{field: (model, domain)}`` of what waits for the county office."""
        today = self.env.company.govinfo_today()
        return {
            "govinfo_to_accept": ("govinfo.item", [("state", "=", "submitted")]),
            "govinfo_to_send": (
                "govinfo.item",
                [("state", "=", "accepted"), ("upload_ids", "=", False)],
            ),
            "govinfo_lines_open": (
                "govinfo.commission.line",
                [("state", "=", "pending"), ("commission_state", "=", "issued")],
            ),
            "govinfo_lines_overdue": (
                "govinfo.commission.line",
                [("is_overdue", "=", True), ("commission_state", "=", "issued")],
            ),
            "govinfo_silent": (
                "govinfo.coverage",
                [
                    ("kind", "=", "keypoint"),
                    ("item_count", "=", 0),
                    ("date_from", "<=", today),
                    "|",
                    ("date_to", "=", False),
                    ("date_to", ">=", today),
                ],
            ),
        }

    def action_govinfo_today(self):
        """Open what a number on the first screen counts; the context names it."""
        self.ensure_one()
        name = self.env.context.get("govinfo_waiting")
        waiting = self._govinfo_waiting()
        if name not in waiting:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "govinfo_module.govinfo_upload_day_action"
            )
            return dict(action, domain=[("company_id", "=", self.id)])
        model, domain = waiting[name]
        return {
            "type": "ir.actions.act_window",
            "name": self.fields_get([name], ["string"])[name]["string"],
            "res_model": model,
            "view_mode": "tree,pivot" if model == "govinfo.coverage" else "tree,form",
            "domain": domain + [("company_id", "=", self.id)],
        }
