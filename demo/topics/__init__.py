"""What the county's units report on: one .yaml a field of work, read by :func:`load`. No Odoo.

Of each topic: in which ``months`` and by which units (``bureaus``, or ``all`` of them; ``townships``, or
``only`` those) it is reported; ``warning``, where a warning may be about it; ``opinion: false``, where
people have none; its ``figures``
(``demo/figures.py``); ``headlines`` of short news, and sentences: ``facts``, ``measures`` with a
heading each, ``effects``, ``problems``, ``advice``. In them stand the figures' names, ``{unit}``, ``{all}``
(the area it speaks of) and ``{place}``.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Topic:
    """Something units report on; the fields are those of the files."""

    name: str
    months: tuple
    bureaus: tuple
    figures: dict
    headlines: tuple
    facts: tuple
    measures: tuple
    effects: tuple
    problems: tuple
    advice: tuple
    townships: bool = False
    only: tuple = ()
    warning: bool = False
    opinion: bool = True

    __hash__ = object.__hash__

    def fits(self, unit, month):
        """Whether ``unit`` reports on it in ``month``."""
        if month not in self.months:
            return False
        if unit.township:
            return self.townships or unit.name in self.only
        return self.bureaus == "all" or unit.name in self.bureaus


def load():
    """All topics, by name."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for name, fields in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[name] = Topic(name=name, **fields)
    return found
