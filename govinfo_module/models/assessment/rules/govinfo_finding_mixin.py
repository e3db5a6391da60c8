from odoo import api, fields, models


class GovinfoFindingMixin(models.AbstractModel):
    """A document in which something may collide with the rules that reduce burdens: what was found, and
    what is still to be decided.

    A model says by which field its findings name it (``inverse_name`` of ``finding_ids``), and in ``_hits``
    what a clause finds.
    """

    _name = "govinfo.finding.mixin"
    _description = "Findings on Burdens"

    finding_ids = fields.One2many(
        "govinfo.finding",
        string="Findings",
        readonly=True,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )
    open_finding_count = fields.Integer(
        "Findings to decide on",
        compute="_compute_open_finding_count",
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )

    @api.depends("finding_ids.decision")
    def _compute_open_finding_count(self):
        for record in self:
            found = record.finding_ids
            record.open_finding_count = len(found.filtered(lambda f: f.decision == "open"))

    def _hits(self, clause):
        """What collides with ``clause``: for each finding its own values (``text`` and what it names)."""
        raise NotImplementedError

    def _findings_decided(self):
        """What follows when a leader has decided on a finding."""

    def _find_burdens(self):
        """Look at these documents afresh; what was decided stays."""
        for record in self:
            found = []
            for clause in self.env["govinfo.clause"]._of(record.company_id):
                common = {
                    "clause_id": clause.id,
                    "phrase": clause.phrase,
                    "source": clause.source,
                    "advice": clause.advice,
                    "company_id": record.company_id.id,
                }
                found += [common | own for own in record._hits(clause)]
            self.env["govinfo.finding"]._settle(found, record.finding_ids)
