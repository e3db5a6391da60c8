"""The sentences of ``exchange.errors`` in the language of whoever asks."""

from odoo import _
from odoo.exceptions import UserError


def sentence(self, error):
    """The sentence of an ``ExchangeError`` in the language of the recordset ``self``."""
    return _(error.template, **error.params)  # `_` finds the language by the name `self`


def user_error(self, error):
    """``error`` as the ``UserError`` to raise; the language is that of the recordset ``self``."""
    return UserError(sentence(self, error))
