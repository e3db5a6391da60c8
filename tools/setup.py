"""Set up what a command needs; only the standard library of Python is there yet."""

import contextlib
import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from . import fonts
from .browser import ensure_browser
from .odoo_source import Y2K, ensure_odoo
from .places import ADDON
from .postgres import ensure_server
from .python_env import ensure_venv
from .steps import Trouble


def steady_times(folder):
    """Give the files below ``folder`` times that their contents decide.

    Odoo names what it bundles for the web client by the times of the files. Those of a checkout are new:
    a kept database would bundle all of it again when the first page is asked for.
    """
    for path in folder.rglob("*"):
        if path.is_file():
            time = Y2K + int(hashlib.sha256(path.read_bytes()).hexdigest()[:7], 16)
            with contextlib.suppress(PermissionError):  # of another's file it only takes longer
                os.utime(path, (time, time))


def platform(command):
    """Odoo and all the rest at the same time, one core each."""
    steady_times(ADDON / "static")
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
