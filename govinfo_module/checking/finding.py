"""What a rule finds."""

from dataclasses import dataclass

#: Must be put right; should be looked at; a matter of style.
ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Finding:
    """A doubtful place: ``text[start:end]`` of the plain text that was checked.

    ``kind``: key of ``check.KINDS``. ``message``: a sentence for the clerk. ``suggestion``: the text
    to put in this place, or an empty text where only a person can know. ``source``: the standard,
    law or list that the rule comes from.
    """

    start: int
    end: int
    kind: str
    severity: str
    message: str
    suggestion: str = ""
    source: str = ""
