"""The table of who may do what, ``permissions.csv``: reading and writing it. No Odoo here.

A line says for one or several models' records (``model``, ``whose``, ``state``) what each role may do
(``what``): read, create, write, unlink or a public method. ``whose``, ``state`` and ``what`` may name
several, with a space between them.

``y`` may and does · ``n`` may not · ``-`` may, but not with such a record in this state

After a change the test prints the lines that differ; with ``GOVINFO_PERMISSIONS=file`` in its environment
it writes the whole table as it is, to be compared with this one, judged, and put in its place.
"""

import csv
from collections import defaultdict
from itertools import product
from pathlib import Path

PATH = Path(__file__).with_name("permissions.csv")
KEYS = ("model", "whose", "state", "what")
RIGHTS = ("read", "create", "write", "unlink")


def read(path=PATH):
    """``(roles, {(model, whose, state, what): {role: sign}})``; raises when a cell stands there twice."""
    with open(path, encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        roles = [name for name in rows.fieldnames if name not in KEYS]
        table = {}
        for row in rows:
            signs = {role: row[role] for role in roles}
            for cell in product([row["model"]], *(row[key].split() or [""] for key in KEYS[1:])):
                if cell in table:
                    raise ValueError("twice in the table: %s" % " ".join(cell))
                table[cell] = signs
    return roles, table


def lines(table, roles):
    """The rows of a file that says ``table`` in as few lines as it can, in the order of reading."""
    by_what = defaultdict(lambda: defaultdict(list))
    for (model, whose, state, what), signs in table.items():
        row = tuple(signs[role] for role in roles)
        by_what[model, what][whose, row].append(state)
    patterns = defaultdict(list)
    for (model, what), found in by_what.items():
        whose = defaultdict(list)
        for (who, row), states in found.items():
            whose[tuple(states), row].append(who)
        pattern = tuple((tuple(who), *rest) for rest, who in whose.items())
        patterns[model, pattern].append(what)
    for (model, pattern), whats in sorted(patterns.items(), key=lambda one: _place(*one)):
        for who, states, row in pattern:
            yield [model, " ".join(who), " ".join(states), " ".join(sorted(whats, key=_rank)), *row]


def _place(key, whats):
    return key[0], min(map(_rank, whats))


def _rank(what):
    return (RIGHTS.index(what), "") if what in RIGHTS else (len(RIGHTS), what)


def write(table, roles, target):
    """Write ``table`` as .csv into the open file ``target``."""
    out = csv.writer(target, lineterminator="\n")
    out.writerow([*KEYS, *roles])
    out.writerows(lines(table, roles))
