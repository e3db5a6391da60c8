from odoo import _, api, models
from odoo.exceptions import ValidationError

from ....helpers.assessment.rule_condition import FIELDS, UnknownField, condition
from ....helpers.assessment.ruleset_values import FACT_MODELS


class GovinfoRule(models.Model):
    """The further conditions of a rule, read and tried out before they are kept."""

    _inherit = "govinfo.rule"

    @api.constrains("domain", "numerator_domain", "basis")
    def _check_domains(self):
        for rule in self.filtered("basis"):
            for text in (rule.domain, rule.numerator_domain):
                rule._domain(text)

    def _domain(self, text):
        """The condition ``text`` as a list that the fact's model understands."""
        self.ensure_one()
        try:
            domain = condition(text, FACT_MODELS[self.basis])
            with self.env.cr.savepoint():
                # sudo: whether it can be read, not what it finds
                self.env[FACT_MODELS[self.basis]].sudo().search(domain, limit=1)
        except UnknownField as error:
            raise ValidationError(
                _(
                    "%(rule)s: a condition may not look at %(field)s. Choose among: %(known)s.",
                    rule=self.name,
                    field=error,
                    known=", ".join(sorted(FIELDS[FACT_MODELS[self.basis]])),
                )
            ) from error
        except Exception as error:  # whatever is wrong in it, the user is told where
            raise ValidationError(
                _("%(rule)s: the condition %(text)s cannot be used.", rule=self.name, text=text)
            ) from error
        return domain
