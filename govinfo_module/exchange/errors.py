"""Everything a person can put right: one class per fault, with an English sentence and its values.

The Odoo side translates the sentence (``helpers/foundation/exchange_errors.py``); ``str(error)`` is the English
one. Warnings that come back with a result are the same kind of object, only not raised.
"""


def _lt(sentence):
    """Marks a sentence as one to be translated, for the tools that collect them."""
    return sentence


class ExchangeError(Exception):
    """Root of the tree. ``params`` are the values of the sentence."""

    template = "The file or text cannot be used."

    def __init__(self, **params):
        super().__init__(params)
        self.params = params

    def __str__(self):
        return self.template % self.params


class FileError(ExchangeError):
    """The file as a whole cannot be used."""


class EmptyFile(FileError):
    template = _lt("The file is empty.")


class FileTooLarge(FileError):
    template = _lt(
        "The file is larger than %(limit)s MB. Make it smaller, for example its pictures."
    )


class UnpackedTooLarge(FileError):
    template = _lt("The file unpacks to more than %(limit)s MB and was refused.")


class TooMuchText(FileError):
    template = _lt(
        "The text is too long: at most %(paragraphs)s paragraphs and %(cells)s cells of tables are"
        " read. Split it into several files."
    )


class OldFormat(FileError):
    template = _lt(
        "This is a file of an older format. Open it in Word or WPS and save it as .%(suffix)s."
    )


class EncryptedFile(FileError):
    template = _lt(
        "The file is protected by a password. Save it as .%(suffix)s without a password."
    )


class WrongFormat(FileError):
    template = _lt(
        "This is not a .%(suffix)s file. Open it in Word or WPS and save it as .%(suffix)s."
    )


class BrokenFile(FileError):
    template = _lt(
        "The file is damaged and cannot be read. Open it in Word or WPS and save it as .%(suffix)s."
    )


class NoText(FileError):
    template = _lt("The file contains no text.")


class TableError(ExchangeError):
    """A table has no usable shape."""


class NoHeader(TableError):
    template = _lt("No header row was found. The table needs the columns: %(columns)s.")


class MissingColumns(TableError):
    template = _lt("The table lacks these columns: %(columns)s.")


class NoRows(TableError):
    template = _lt("The table contains no rows below its header.")


class TooManyRows(TableError):
    template = _lt("The table has more than %(limit)s rows. Split it into several files.")


class CellError(ExchangeError):
    """One cell of a row cannot be used; ``column`` is the header that the user knows."""


class EmptyCell(CellError):
    template = _lt("%(column)s is missing.")


class BadDate(CellError):
    template = _lt("%(column)s: “%(value)s” is not a date. Write it like 2026-03-05.")


class DateOutOfRange(CellError):
    template = _lt("%(column)s: the date “%(value)s” is not between %(first)s and %(last)s.")


class BadNumber(CellError):
    template = _lt("%(column)s: “%(value)s” is not a number.")


class BadInteger(CellError):
    template = _lt("%(column)s: “%(value)s” is not a whole number.")


class BadFlag(CellError):
    template = _lt("%(column)s: “%(value)s” is neither yes (是) nor no (否).")


class BadChoice(CellError):
    template = _lt("%(column)s: “%(value)s” is none of: %(choices)s.")


class FormulaWithoutValue(CellError):
    template = _lt(
        "%(column)s holds a formula without a result. Open the file in Excel or WPS and save it."
    )


class FaultyFormula(CellError):
    template = _lt("%(column)s holds the formula error %(value)s.")


class PackageError(ExchangeError):
    """An exchange package cannot be used."""


class NoManifest(PackageError):
    template = _lt("This is not an exchange package: it has no manifest.")


class InvalidManifest(PackageError):
    template = _lt("The manifest does not follow the schema (line %(line)s): %(reason)s")


class MissingFile(PackageError):
    template = _lt("The package lacks the file %(name)s.")


class ChangedFile(PackageError):
    template = _lt("The file %(name)s differs from the checksum in the manifest.")


class UnlistedFile(PackageError):
    template = _lt("The package contains the file %(name)s, which its manifest does not list.")


class Note(ExchangeError):
    """Something was left out although the file could be used."""


class MacrosIgnored(Note):
    template = _lt("The file contains macros. They were not taken over.")


class PicturesSkipped(Note):
    template = _lt("%(count)s pictures could not be taken over. Attach them separately.")


def leaves():
    """Classes that can reach a person: the leaves of the tree."""
    todo, found = [ExchangeError], []
    while todo:
        cls = todo.pop()
        children = cls.__subclasses__()
        todo.extend(children)
        if not children:
            found.append(cls)
    return sorted(found, key=lambda cls: cls.__name__)
