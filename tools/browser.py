"""Chromium for the browser tests: the machine's, else Debian's, unpacked.

Of Debian's the one without windows: it draws the same pages with a fifth less work, and needs fewer libraries.
"""

import os
import shutil

from .fonts import BASE
from .places import STATE, TOOLS, library_path
from .steps import Trouble, once, run

FOLDER = STATE / "chromium"
PACKAGE = "chromium-headless-shell"
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
    if not _installed():
        once("chromium", "Chromium from Debian", [TOOLS / "debian.sh", SKIP, PACKAGE], _load)


def _installed():
    """The machine's own program, or None."""
    return shutil.which(PACKAGE) or shutil.which("chromium")


def _load():
    run(
        [TOOLS / "debian.sh", FOLDER, PACKAGE],
        "Chromium could not be loaded; install the package " + PACKAGE,
        "chromium",
        env=dict(os.environ, SKIP=SKIP),
    )


def environment():
    """Variables that tell the browser tests which Chromium to start, and how."""
    config = STATE / "fonts.conf"  # a Hei face for the screen, on every machine
    config.write_text(FONTCONFIG % (BASE, STATE / "fontcache"))
    installed = _installed()
    if installed:
        return {"E2E_CHROMIUM": installed, "FONTCONFIG_FILE": str(config)}
    program = FOLDER / "usr/lib/chromium" / PACKAGE
    if not program.exists():
        raise Trouble("there is no Chromium; install the package %s." % PACKAGE)
    return {
        "E2E_CHROMIUM": str(program),
        "E2E_LIBRARIES": library_path(FOLDER),
        "FONTCONFIG_FILE": str(config),
    }
