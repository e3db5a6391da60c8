"""The annual report of the sample county has the speech's figures; in Odoo's shell.

YEAR says which year; by default the last one.
"""

import os
from datetime import date

# The speech's figures. It says "more than 1000" sent upward, and 75% of the special reports adopted
# by province and city commissioned.
SPEECH = {
    "sent upward": 1060,
    "least on a working day": 4,
    "adopted by province and city": 188,
    "instructions by province leaders": 13,
    "instructions by city leaders": 18,
    "instructions by county leaders": 53,
    "issues": 128,
    "issues of the bulletin": 50,
    "issues of special reports": 68,
    "issues of the reference": 10,
    "special reports adopted by province": 26,
    "special reports adopted by city": 24,
    "three quarters of these commissioned": True,
    "rank in the province within fifteen, for the first time": True,
    "rank in the city from last to first": True,
    "quarterly notices": 4,
}


def told(figures, year):
    """The speech's figures, as the annual report has them."""
    totals, special, issues = figures["totals"], figures["special"], figures["issues"]
    instructed = totals["instructed"]
    adopted = sum(special["adopted"].values())
    ranks = {(rank["level"], rank["year"]): rank for rank in figures["ranks"]}
    province = [rank["rank"] for rank in figures["ranks"] if rank["level"] == "province"]
    city, before = ranks["city", year], ranks["city", year - 1]
    return {
        "sent upward": totals["sent_up"],
        "least on a working day": figures["days"]["least"],
        "adopted by province and city": totals["adopted"]["province"] + totals["adopted"]["city"],
        "instructions by province leaders": instructed["province"],
        "instructions by city leaders": instructed["city"],
        "instructions by county leaders": instructed["county"],
        "issues": sum(issues.values()),
        "issues of the bulletin": issues["bulletin"],
        "issues of special reports": issues["special"],
        "issues of the reference": issues["reference"],
        "special reports adopted by province": special["adopted"]["province"],
        "special reports adopted by city": special["adopted"]["city"],
        "three quarters of these commissioned": 4 * special["commissioned"] >= 3 * adopted,
        "rank in the province within fifteen, for the first time": (
            province[-1] <= 15 < min(province[:-1])
        ),
        "rank in the city from last to first": (
            before["rank"] == before["of"] and city["rank"] == 1
        ),
        "quarterly notices": figures["notices"],
    }


def main(env):
    """Print the figures of both; end with an error when one differs."""
    year = int(os.environ.get("YEAR") or date.today().year - 1)
    found = told(env["govinfo.annual.figures"]._figures(env.company, year), year)
    print("the year %d, with the speech's figures:" % year)
    for name, figure in SPEECH.items():
        print("  %-56s %5s  %5s" % (name, found[name], figure))
    wrong = [name for name in SPEECH if found[name] != SPEECH[name]]
    if wrong:
        raise SystemExit("the year came to other figures: " + ", ".join(wrong))
