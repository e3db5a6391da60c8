"""Chromium for the browser tests: the machine's, else Debian's, unpacked."""

import os
import shutil

from .fonts import BASE
from .places import STATE, TOOLS, library_path
from .steps import Trouble, once, run

FOLDER = STATE / "chromium"
SKIP = "^(systemd|dbus|libpam|.*perl|adwaita|.*-icon-theme|udev|x11-|xdg-|policykit|dconf|libllvm)"
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>%s</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>%s</cachedir>
  <include ignore_missing="yes">/etc/fonts/conf.d</include>
  <selectfont><rejectfont><glob>*/gkai00mp.ttf</glob><glob>*/gbsn00lp.ttf</glob></rejectfont></selectfont>
</fontconfig>
"""


def ensure_browser():
    if shutil.which("chromium"):
        return
    once("chromium", "Chromium from Debian", [TOOLS / "debian.sh", SKIP], _load)


def _load():
    run(
        [TOOLS / "debian.sh", FOLDER, "chromium"],
        "Chromium could not be loaded; install the package chromium",
        "chromium",
        env=dict(os.environ, SKIP=SKIP),
    )


def environment():
    """Variables that tell the browser tests which Chromium to start, and how."""
    config = STATE / "fonts.conf"  # a Hei face for the screen, on every machine
    config.write_text(FONTCONFIG % (BASE, STATE / "fontcache"))
    installed = shutil.which("chromium")
    if installed:
        return {"E2E_CHROMIUM": installed, "FONTCONFIG_FILE": str(config)}
    program = FOLDER / "usr/lib/chromium/chromium"
    if not program.exists():
        raise Trouble("there is no Chromium; install the package chromium.")
    return {
        "E2E_CHROMIUM": str(program),
        "E2E_LIBRARIES": library_path(FOLDER),
        "FONTCONFIG_FILE": str(config),
    }
