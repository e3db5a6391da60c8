"""A whole sample year, run in Odoo's shell by make db DEMO=year; compares its annual report's figures.

The same year gives the same county. YEAR says which; by default the last one.
"""

import os
from datetime import date

from odoo.addons.govinfo_module.demo.sample import make_year

SPEECH = {
    "sent upward": 1060,
    "least on a working day": 4,
    "adopted by province and city": 188,
    "instructions": {"province": 13, "city": 18, "county": 53},
    "own issues": {"bulletin": 50, "special": 68, "reference": 10},
    "special reports adopted": {"province": 26, "city": 24},
    "three quarters of these commissioned": True,
    "notices": 4,
}


def told(figures):
    """The speech's figures, as the annual report has them."""
    totals, special = figures["totals"], figures["special"]
    adopted = sum(special["adopted"].values())
    return {
        "sent upward": totals["sent_up"],
        "least on a working day": figures["days"]["least"],
        "adopted by province and city": totals["adopted"]["province"] + totals["adopted"]["city"],
        "instructions": totals["instructed"],
        "own issues": figures["issues"],
        "special reports adopted": special["adopted"],
        "three quarters of these commissioned": 4 * special["commissioned"] >= 3 * adopted,
        "notices": figures["notices"],
    }


def main(env):
    year = int(os.environ.get("YEAR") or date.today().year - 1)
    company = make_year(env, year).company
    found = told(env["govinfo.annual.figures"]._figures(company, year))
    wrong = ["%s: %s, not %s" % (name, found[name], SPEECH[name]) for name in SPEECH]
    wrong = [line for line, name in zip(wrong, SPEECH) if found[name] != SPEECH[name]]
    if wrong:
        raise SystemExit("the year came to other figures: " + "; ".join(wrong))
    env.cr.commit()


main(env)
