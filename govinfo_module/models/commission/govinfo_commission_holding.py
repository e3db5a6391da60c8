from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

SHOWN = 10


class GovinfoCommission(models.Model):
    """What the office holds on the matter already, so that nobody is asked twice (已有材料).

    It is looked for by the subject in the texts of the last year while the commission is a draft, and
    shown to whoever may read the texts. Which kinds of texts these are, each says itself
    (``_search_held``).
    """

    _inherit = "govinfo.commission"

    holding_ids = fields.Many2many(
        "govinfo.search.result", string="Held already", compute="_compute_holdings"
    )
    holding_count = fields.Integer("Texts held already", compute="_compute_holdings")

    @api.depends("name", "state", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_holdings(self):
        for commission in self:
            draft = commission.state == "draft"
            rows = [row["row"] for row in commission._holdings()] if draft else []
            commission.holding_ids = [fields.Command.set(rows)]
            commission.holding_count = len(rows)

    def web_read(self, specification):
        """With the subject, whose words are marked in what the office holds."""
        if len(self) == 1 and "holding_ids" in specification:
            self = self.with_context(govinfo_matter=self.name or "")
        return super().web_read(specification)

    def _holdings(self):
        """The nearest texts of the last year as ``govinfo.search`` gives them, but for its own."""
        search = self.env["govinfo.search"]
        kinds = [name for name in search._models() if self.env[name]._search_held]
        since = (self.company_id or self.env.company).govinfo_today() - relativedelta(years=1)
        found = search.about(self.name or "", kinds, limit=SHOWN + 1, date_from=since)
        own = (self._name, self._origin.id)
        return [row for row in found if (row["model"], row["id"]) != own][:SHOWN]
