from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import totals
from ..documents import certificate
from ..gongwen import render_batch

KINDS = [("unit", "Advanced unit"), ("person", "Advanced person"), ("item", "Excellent item")]
# The column of the ledger each kind is summed by.
SUMMED_BY = {"unit": "unit_id", "person": "user_id", "item": "item_id"}


class GovinfoHonor(models.Model):
    """A commendation proposed from a year's ledger (先进集体、先进个人).

    Reviewers propose, a leader approves or rejects. Those the rules bar are listed with the reason, so
    that nobody wonders why a unit of that rank is missing; they cannot be approved.
    """

    _name = "govinfo.honor"
    _description = "Honour"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _order = "year desc, kind, unit_category_id, rank, id"
    _rec_name = "label"
    _mail_post_access = "read"
    _guarded_fields = (
        "year",
        "kind",
        "unit_id",
        "user_id",
        "item_id",
        "unit_category_id",
        "total",
        "rank",
        "barred_reason",
        "state",
        "decided_by_id",
        "decided_at",
        "reject_reason",
        "company_id",
    )

    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(required=True, readonly=True, index=True, group_operator=False)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True, index=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Unit category", readonly=True)
    user_id = fields.Many2one("res.users", "Person", readonly=True)
    item_id = fields.Many2one("govinfo.item", "Item", readonly=True)
    total = fields.Float("Points", digits=(16, 2), readonly=True)
    rank = fields.Integer(readonly=True, group_operator=False)
    barred_reason = fields.Char("Barred because", readonly=True)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Approved"), ("rejected", "Rejected")],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        tracking=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided on", readonly=True)
    reject_reason = fields.Char("Reason of rejection", readonly=True)
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    @api.depends("kind", "unit_id.name", "user_id.name", "item_id.label")
    def _compute_label(self):
        for honor in self:
            honor.label = honor.item_id.label or honor.user_id.name or honor.unit_id.name

    def unlink(self):
        if any(honor.state != "proposed" for honor in self):
            raise UserError(_("A decided honour is kept."))
        return super().unlink()

    # -- proposing ---------------------------------------------------------------------------

    @api.model
    def propose(self, year, kind, number, company):
        """Propose the best ``number`` of ``kind`` in ``year``, per unit category for units.

        What was proposed before and not decided is replaced. Those who are barred take no place of the
        number. Returns the new records.
        """
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office propose honours."))
        same = [("year", "=", year), ("kind", "=", kind), ("company_id", "=", company.id)]
        decided = self.search(same + [("state", "!=", "proposed")])
        self.search(same + [("state", "=", "proposed")])._guarded().unlink()
        vals_list = []
        for group in self._ranked(year, kind, company).values():
            places = number
            for vals in group:
                if places <= 0:
                    break
                places -= not vals["barred_reason"]
                if not decided.filtered(lambda rec, vals=vals: rec._is_same(vals)):
                    vals_list.append(vals)
        return self._guarded().create(vals_list)

    def _is_same(self, vals):
        return all(self[name].id == vals[name] for name in ("unit_id", "user_id", "item_id"))

    def _ranked(self, year, kind, company):
        """Values of everybody with points in ``year``, best first, by unit category for units."""
        column = SUMMED_BY[kind]
        rows = totals(
            self.env["govinfo.score.entry"],
            [
                ("company_id", "=", company.id),
                ("date", ">=", "%d-01-01" % year),
                ("date", "<=", "%d-12-31" % year),
                (column, "!=", False),
            ],
            [column],
            ["points"],
        )
        groups = {}
        for record_id, points, _count in sorted(rows, key=lambda row: (-row[1], row[0])):
            vals = self._values(year, kind, company, record_id, points)
            if vals:
                groups.setdefault(vals["unit_category_id"], []).append(vals)
        for group in groups.values():
            for place, vals in enumerate(group, 1):
                tied = place > 1 and vals["total"] == group[place - 2]["total"]
                vals["rank"] = group[place - 2]["rank"] if tied else place
        return groups

    def _values(self, year, kind, company, record_id, points):
        """Values of one proposal; None for what is not ranked or earned nothing."""
        vals = {
            "year": year,
            "kind": kind,
            "company_id": company.id,
            "total": points,
            "unit_id": False,
            "user_id": False,
            "item_id": False,
            "unit_category_id": False,
            "barred_reason": False,
        }
        vals[SUMMED_BY[kind]] = record_id
        if kind == "unit":
            unit = self.env["govinfo.unit"].browse(record_id)
            if not unit.ranked:
                return None
            vals.update(unit_category_id=unit.category_id.id, barred_reason=self._bars(unit, year))
        return vals if points > 0 else None

    def _bars(self, unit, year):
        """Why the unit may not be honoured for ``year``; False when nothing bars it."""
        span = [("unit_id", "=", unit.id)]
        score = self.env["govinfo.score"].search(
            span
            + [
                ("period_id.date_from", ">=", "%d-01-01" % year),
                ("period_id.date_to", "<=", "%d-12-31" % year),
                ("award_barred", "=", True),
            ],
            limit=1,
        )
        reasons = [score.award_barred_reason] if score else []
        missed = self.env["govinfo.commission.line"].search_count(
            span
            + [
                ("state", "=", "missed"),
                (
                    "deadline",
                    ">=",
                    unit.company_id.govinfo_utc(fields.Date.to_date("%d-01-01" % year)),
                ),
                (
                    "deadline",
                    "<",
                    unit.company_id.govinfo_utc(fields.Date.to_date("%d-01-01" % (year + 1))),
                ),
            ]
        )
        if missed:
            reasons.append(_("%d commissions missed", missed))
        return "；".join(reason for reason in reasons if reason) or False

    # -- deciding ----------------------------------------------------------------------------

    def _decide(self, vals):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_leader"):
            raise AccessError(_("Only leaders of the county office decide on honours."))
        self.read(["id"])  # record rules
        for honor in self:
            if honor.state != "proposed":
                raise UserError(_("%s has been decided already.", honor.label))
            if self.env.user in honor.sudo().create_uid | honor.user_id:
                raise AccessError(_("Nobody decides on their own honour or proposal."))
        return self._transition(
            dict(vals, decided_by_id=self.env.uid, decided_at=fields.Datetime.now())
        )

    def action_approve(self):
        """A leader grants the honours."""
        barred = self.filtered("barred_reason")
        if barred:
            raise UserError(
                _(
                    "%(name)s cannot be honoured: %(reason)s",
                    name=barred[0].label,
                    reason=barred[0].barred_reason,
                )
            )
        return self._decide({"state": "approved"})

    def action_reject(self, reason):
        """A leader does not grant the honours, saying why."""
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the honour is not granted."))
        return self._decide({"state": "rejected", "reject_reason": reason})

    def action_open_reject(self):
        """Ask for the reason of the rejection."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_reject")

    # -- certificates ------------------------------------------------------------------------

    def action_print_certificates(self):
        """Open the certificates of these honours as one PDF."""
        approved = self.filtered(lambda honor: honor.state == "approved")
        if not approved:
            raise UserError(_("Only approved honours have a certificate."))
        ids = ",".join(map(str, approved.ids))
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/honor/certificates?ids=%s" % ids,
            "target": "new",
        }

    def _render_certificates(self):
        """The certificates of the approved ones among these, as one PDF."""
        return render_batch(
            [
                certificate(
                    kind=honor.kind,
                    name=honor.label,
                    year=honor.year,
                    organ=honor.company_id.govinfo_organ or honor.company_id.name,
                    day=honor.company_id.govinfo_local(honor.decided_at).date(),
                )
                for honor in self
                if honor.state == "approved"
            ],
            **self.company_id[:1]._govinfo_print(),
        )
