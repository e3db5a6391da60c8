"""What the ledger and what is computed from it have in common."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError


class LedgerMany2one(fields.Many2one):
    """A many2one without a foreign key in the database.

    The scoring engine writes ledger rows by the million in one statement, with ids it has just read
    from the very tables they point to. Checking each again row by row would cost several times the
    insertion itself. What must not be deleted while the ledger names it says so in its ``unlink``.
    """

    def update_db_foreign_key(self, model, column):
        """No foreign key."""


class GovinfoLedgerMixin(models.AbstractModel):
    """Rows that only the scoring engine writes, by SQL: nobody does by hand, whatever the group.

    The models set ``_log_access`` off: no user writes them, and its columns have foreign keys.
    """

    _name = "govinfo.ledger.mixin"
    _description = "Written by the scoring engine only"

    @api.model_create_multi
    def create(self, vals_list):
        raise self._refusal()

    def write(self, vals):
        raise self._refusal()

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise self._refusal()

    @api.model
    def _refusal(self):
        return AccessError(
            _(
                "%s: computed from the facts. Correct the fact, or propose an adjustment.",
                self._description,
            )
        )
