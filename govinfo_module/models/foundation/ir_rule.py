import logging

from odoo import models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class IrRule(models.Model):
    """Dialogs are their user's own; a refusal names the kind of record and no more."""

    _inherit = "ir.rule"

    @tools.ormcache(
        "self.env.uid",
        "self.env.su",
        "model_name",
        "mode",
        "tuple(self._compute_domain_context_values())",
    )
    def _compute_domain(self, model_name, mode="read"):
        """A dialog of ours belongs to who opened it, whatever their group and whichever dialog."""
        domain = super()._compute_domain(model_name, mode)
        if not self.env.su and self._govinfo_is_dialog(model_name):
            domain &= Domain("create_uid", "=", self.env.uid)
        return domain

    def _govinfo_is_dialog(self, model_name):
        return model_name.startswith("govinfo.") and self.env[model_name].is_transient()

    def _make_access_error(self, operation, records):
        """The platform lists names of the hidden records when the client asks for debug mode."""
        if not records._name.startswith("govinfo."):
            return super()._make_access_error(operation, records)
        _logger.info(
            "%s of %s %s refused to user %s",
            *(operation, records._name, records.ids[:6], self.env.uid),
        )
        records.invalidate_recordset()  # as the platform does: the rules may have filled the cache
        return refusal(self.env, operation, records._name)


def refusal(env, operation, model):
    """What people are told who may not do ``operation`` with records of ``model``: its kind, no more."""
    words = {
        "read": env._("You may not read this: %s."),
        "write": env._("You may not change this: %s."),
        "create": env._("You may not make this: %s."),
        "unlink": env._("You may not delete this: %s."),
    }
    return AccessError(words[operation] % (env["ir.model"]._get(model).name or model))
