"""The file: a zip with one ``facts.json``."""

import json
import zipfile

NAME = "facts.json"
VERSION = 1
MAX_BYTES = 2 * 1024**3  # a county of twenty years has some 100 MB


class FactsError(ValueError):
    """The file or the database does not allow it; the text says what to do."""


def pack(path, facts):
    """Write ``facts`` (plain values) to the file ``path``."""
    text = json.dumps(dict(facts, version=VERSION), ensure_ascii=False, indent=0, sort_keys=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(NAME, text)


def read(path):
    """What ``pack`` has written. Raises :class:`FactsError` for another file."""
    try:
        with zipfile.ZipFile(path) as source:
            if source.getinfo(NAME).file_size > MAX_BYTES:
                raise FactsError("The file is too large for a county's facts.")
            facts = json.loads(source.read(NAME).decode("utf-8"))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        if isinstance(error, FactsError):
            raise
        raise FactsError("%s holds no facts of a county." % path) from error
    if facts.get("version") != VERSION:
        raise FactsError("%s was written by another version of the addon." % path)
    return facts
