from odoo import _, api, fields, models
from odoo.exceptions import UserError


class GovinfoCommission(models.Model):
    """No unit is asked for more than the county has set itself, unless the editor says why."""

    _inherit = "govinfo.commission"

    full_units = fields.Char(
        "At the cap already",
        compute="_compute_full_units",
        help="Units with as many open commissions as the county allows.",
    )
    cap_reason = fields.Char(
        "Why beyond the cap",
        copy=False,
        help="When a unit has as many open commissions as allowed.",
    )

    @api.depends("line_ids.unit_id", "state", "company_id.govinfo_open_cap")
    def _compute_full_units(self):
        for commission in self:
            full = commission._units_at_cap() if commission.state == "draft" else []
            commission.full_units = "、".join(full)

    def _units_at_cap(self):
        """The names of this commission's units that have reached the county's cap."""
        cap = self.company_id.govinfo_open_cap
        if not cap:
            return []
        open_lines = [
            ("unit_id", "in", self.line_ids.unit_id.ids),
            ("commission_id", "!=", self._origin.id),
            ("commission_state", "=", "issued"),
            ("state", "=", "pending"),
        ]
        lines = self.env["govinfo.commission.line"]
        counts = lines._read_group(open_lines, ["unit_id"], ["__count"])
        return [unit.name for unit, count in counts if count >= cap]

    def _check_cap(self):
        """Raise when a unit of this commission has reached the county's cap and no reason is given."""
        if (self.cap_reason or "").strip():
            return
        full = self._units_at_cap()
        if full:
            raise UserError(
                _(
                    "%(units)s: %(cap)s commissions are open there already. Say why another one is needed.",
                    units="、".join(full),
                    cap=self.company_id.govinfo_open_cap,
                )
            )
