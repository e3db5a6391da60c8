"""make bench: every script of bench/, each printing its ratios."""

import os
import subprocess
import sys

from .databases import clone, drop
from .places import MODULE, ROOT, odoo_home, odoo_python
from .samples import template
from .server import addons_path, environment, install
from .steps import Trouble

DATABASE = "govinfo_bench"


def run(*names):
    """Run the scripts of bench/, or those named, on a fresh database each; numbers are given to the scripts.

    A script finds its database in BENCH_DB, the addons path in BENCH_ADDONS; Odoo, the addon's packages and
    demo/ are on its path.
    """
    numbers = [name for name in names if name.isdigit()]
    names = [name for name in names if not name.isdigit()]
    scripts = sorted((ROOT / "bench").glob("bench_*.py"))
    if names:
        scripts = [path for path in scripts if path.stem[6:] in names]
    if not scripts:
        raise Trouble("there is no such benchmark in bench/.")
    failed = []
    for script in scripts:
        print("== %s" % script.stem[6:], flush=True)
        clone(template(chinese=False), DATABASE)
        try:
            install(DATABASE)
            code = subprocess.call(
                [odoo_python(), script, *numbers],
                cwd=ROOT,
                env=environment(
                    BENCH_DB=DATABASE,
                    BENCH_ADDONS=addons_path(),
                    PYTHONPATH=os.pathsep.join(map(str, [odoo_home(), ROOT, ROOT / MODULE])),
                ),
            )
        finally:
            drop(DATABASE)
        if code:
            failed.append(script.stem[6:])
    if failed:
        print("failed: %s" % ", ".join(failed), file=sys.stderr)
    return int(bool(failed))
