"""The sentences of ``exchange.errors`` in the language of whoever asks."""

from odoo import _
from odoo.exceptions import UserError

from ...exchange import errors

#: error class → its sentence; `_` finds the language by the name `self`, which is any recordset.
SENTENCES = {
    errors.BadChoice: lambda self: _("%(column)s: “%(value)s” is none of: %(choices)s."),
    errors.BadDate: lambda self: _(
        "%(column)s: “%(value)s” is not a date. Write it like 2026-03-05."
    ),
    errors.BadFlag: lambda self: _("%(column)s: “%(value)s” is neither yes (是) nor no (否)."),
    errors.BadInteger: lambda self: _("%(column)s: “%(value)s” is not a whole number."),
    errors.BadNumber: lambda self: _("%(column)s: “%(value)s” is not a number."),
    errors.BrokenFile: lambda self: _(
        "The file is damaged and cannot be read. Open it in Word or WPS and save it as .%(suffix)s."
    ),
    errors.ChangedFile: lambda self: _(
        "The file %(name)s differs from the checksum in the manifest."
    ),
    errors.DateOutOfRange: lambda self: _(
        "%(column)s: the date “%(value)s” is not between %(first)s and %(last)s."
    ),
    errors.EmptyCell: lambda self: _("%(column)s is missing."),
    errors.EmptyFile: lambda self: _("The file is empty."),
    errors.EncryptedFile: lambda self: _(
        "The file is protected by a password. Save it as .%(suffix)s without a password."
    ),
    errors.FaultyFormula: lambda self: _("%(column)s holds the formula error %(value)s."),
    errors.FileTooLarge: lambda self: _(
        "The file is larger than %(limit)s MB. Make it smaller, for example its pictures."
    ),
    errors.FormulaWithoutValue: lambda self: _(
        "%(column)s holds a formula without a result. Open the file in Excel or WPS and save it."
    ),
    errors.InvalidManifest: lambda self: _(
        "The manifest does not follow the schema (line %(line)s): %(reason)s"
    ),
    errors.MacrosIgnored: lambda self: _("The file contains macros. They were not taken over."),
    errors.MissingColumns: lambda self: _("The table lacks these columns: %(columns)s."),
    errors.MissingFile: lambda self: _("The package lacks the file %(name)s."),
    errors.NoHeader: lambda self: _(
        "No header row was found. The table needs the columns: %(columns)s."
    ),
    errors.NoManifest: lambda self: _("This is not an exchange package: it has no manifest."),
    errors.NoRows: lambda self: _("The table contains no rows below its header."),
    errors.NoText: lambda self: _("The file contains no text."),
    errors.OldFormat: lambda self: _(
        "This is a file of an older format. Open it in Word or WPS and save it as .%(suffix)s."
    ),
    errors.PicturesSkipped: lambda self: _(
        "%(count)s pictures could not be taken over. Attach them separately."
    ),
    errors.TooManyRows: lambda self: _(
        "The table has more than %(limit)s rows. Split it into several files."
    ),
    errors.TooMuchText: lambda self: _(
        "The text is too long: at most %(paragraphs)s paragraphs and %(cells)s cells of tables are"
        " read. Split it into several files."
    ),
    errors.UnlistedFile: lambda self: _(
        "The package contains the file %(name)s, which its manifest does not list."
    ),
    errors.UnpackedTooLarge: lambda self: _(
        "The file unpacks to more than %(limit)s MB and was refused."
    ),
    errors.WrongFormat: lambda self: _(
        "This is not a .%(suffix)s file. Open it in Word or WPS and save it as .%(suffix)s."
    ),
}


def sentence(self, error):
    """The sentence of an ``ExchangeError`` in the language of the recordset ``self``."""
    return SENTENCES[type(error)](self) % error.params


def user_error(self, error):
    """``error`` as the ``UserError`` to raise; the language is that of the recordset ``self``."""
    return UserError(sentence(self, error))
