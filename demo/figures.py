"""Figures of a text that fit each other and grow through the year. No Odoo.

A figure is told by a specification:

- ``60-180``: some number between; ``~10`` after it: in steps of ten; ``+`` after it: it is that many at
  the year's end and fewer before; ``6-14 | 300-420``: the first for a township, the second for the county
- ``mu*48-93``: that many per cent of the figure ``mu``; bounds more than GROWING apart are reached in
  the course of the season. ``villages``, ``households`` and ``people`` are the unit's own.
- ``mu-done``: what is left
"""

import random
import re

GROWING = 15
RANGE = re.compile(r"(\d+)-(\d+)(\+)?(?:~(\d+))?")
PART = re.compile(r"(\w+)\*(\d+)-(\d+)")
REST = re.compile(r"([a-z_]\w*)-([a-z_]\w*)")
HUNDRED_MILLION = re.compile(r"(\d)万万元")


class Figures:
    """The figures of ``unit`` about a topic on ``day``; the same arguments give the same figures.

    ``specs``: ``{name: specification}``; ``months``: the topic's season.
    """

    def __init__(self, unit, topic, specs, months, day):
        self.unit, self.topic, self.day = unit, topic, day
        self.values = dict(unit.counts)
        self.steps, self.shares = {}, {}
        place = max(
            (number for number, month in enumerate(months) if month <= day.month), default=0
        )
        self.season = (place + day.day / 31) / len(months)
        for name, spec in specs.items():
            self.values[name] = self._value(name, spec)

    def _chance(self, name):
        """Chance that stays the same for this figure of this unit through the year."""
        key = "%s %s %s %s" % (self.unit.name, self.topic, self.day.year, name)
        return random.Random(key).random()

    def _value(self, name, spec):
        rest, part = REST.fullmatch(spec), PART.fullmatch(spec)
        if rest:
            whole, taken = rest.groups()
            return self.values[whole] - self.values[taken]
        if part:
            return self._part(name, part.group(1), int(part.group(2)), int(part.group(3)))
        choices = spec.split(" | ")
        low, high, grows, step = RANGE.fullmatch(choices[0 if self.unit.township else -1]).groups()
        value = int(low) + (int(high) - int(low)) * self._chance(name)
        if grows:
            value *= 0.2 + 0.8 * self.day.timetuple().tm_yday / 366
        self.steps[name] = int(step or 1)
        return self._rounded(value, self.steps[name])

    def _part(self, name, whole, low, high):
        reached = self._chance(name)
        if high - low > GROWING:
            reached = min(1, self.season * (0.8 + 0.3 * reached))
        step = self.steps[name] = self.steps.get(whole, 1)
        share = (low + (high - low) * reached) / 100
        value = self._rounded(self.values[whole] * share, step)
        self.shares[name] = round(100 * value / self.values[whole])
        return value

    def _rounded(self, value, step):
        return max(1, round(value / step)) * step

    def fill(self, text, **words):
        """``text`` with figures and ``words`` in the place of ``{name}``, and of ``{name%}`` the share."""
        known = {name: amount(value) for name, value in self.values.items()}
        known.update(("%s%%" % name, "%d%%" % share) for name, share in self.shares.items())
        known.update(words)
        filled = re.sub(r"\{([\w%]+)\}", lambda hit: known[hit.group(1)], text)
        return HUNDRED_MILLION.sub(r"\1亿元", filled)


def amount(number):
    """``number`` as an office writes it.

    >>> amount(860), amount(12600), amount(430000)
    ('860', '1.26万', '43万')
    """
    if number < 10000:
        return str(number)
    return ("%.2f" % (number / 10000)).rstrip("0").rstrip(".") + "万"
