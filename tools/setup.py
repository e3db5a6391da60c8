"""Set up what a command needs; only the standard library of Python is there yet."""

import sys
from concurrent.futures import ThreadPoolExecutor

from . import fonts
from .browser import ensure_browser
from .odoo_source import ensure_odoo
from .postgres import ensure_server
from .python_env import ensure_venv
from .steps import Trouble


def platform(command):
    """Odoo and all the rest at the same time, one core each."""
    with ThreadPoolExecutor(2) as pool:
        for lane in [pool.submit(ensure_odoo), pool.submit(_beside_odoo, command)]:
            lane.result()
    if command == "bench":  # make run loads them beside other work
        fonts.ensure_fine()


def _beside_odoo(command):
    ensure_venv("test")
    ensure_server()
    fonts.ensure_base()
    if command in ("test", "e2e"):
        ensure_venv("e2e")
        ensure_browser()


def set_up(command):
    if command == "lint":
        ensure_venv("lint")
    elif command != "clean":
        platform(command)


if __name__ == "__main__":
    try:
        set_up(sys.argv[1])
    except Trouble as trouble:
        sys.exit("govinfo: %s" % trouble)
