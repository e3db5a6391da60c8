"""Makes one whole year of the sample county in Odoo's shell, and compares it with the speech.

YEAR says which year; by default the last one. The same year gives the same county.
"""

import os
from datetime import date

from demo.sample import make_year
from e2e import trial_year


def main(env):
    make_year(env, int(os.environ.get("YEAR") or date.today().year - 1))
    env.cr.commit()
    trial_year.main(env)


main(env)
