import logging

from odoo import api, models

from .ir_rule import refusal

_logger = logging.getLogger(__name__)


class IrModelAccess(models.Model):
    """A refusal says what kind of record it is about in people's words, not whom to ask for which group."""

    _inherit = "ir.model.access"

    @api.model
    def _make_access_error(self, model, mode):
        if not model.startswith("govinfo."):
            return super()._make_access_error(model, mode)
        _logger.info("%s of %s refused to user %s", mode, model, self.env.uid)
        return refusal(self.env, mode, model)
