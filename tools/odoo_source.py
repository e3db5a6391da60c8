"""Odoo 19.0: a source tree of one's own (ODOO_HOME), a package given (GOVINFO_ODOO_DEB), the one in
the cache, or Debian's from its suite sid, in this order."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .places import CACHE, STATE, TOOLS, odoo_home, odoo_python
from .steps import Trouble, once, run, say

SERIES = "19.0"
PACKAGE = "odoo-19"
# what the package links to, for its web client; Font Awesome 5 and later break six of the links
LINKED = [
    "fonts-font-awesome/bookworm",
    "fonts-glyphicons-halflings/bookworm",
    "fonts-inconsolata/bookworm",
    "fonts-montserrat/sid",
    "fonts-ocr-b/bookworm",
    "fonts-roboto-unhinted/bookworm",
    "libjs-jquery/bookworm",
    "libjs-jquery-form/bookworm",
    "libjs-underscore/bookworm",
]
# languages beside Chinese, other countries' accounting, a second copy of all links
LEFT_OUT = [
    "*/i18n/[a-y]*.po",
    "*/i18n/*.pot",
    "*/odoo/addons/l10n_*",
    "./usr/lib/python3/dist-packages/addons",
]
Y2K = 946684800  # seconds of 1 January 2000
# taken out by Debian, yet named by the web client: an empty file keeps the server's log clean
MISSING = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
WAYS = (
    "Odoo 19.0 could not be had from the Debian mirror: name a package by GOVINFO_ODOO_DEB=/odoo.deb, "
    "or a source tree by ODOO_HOME=/tree, or put odoo-19_19.0*_all.deb into %s, then run the same "
    "command again"
)
NEEDED = (
    "psycopg2 lxml reportlab mammoth docx openpyxl rapidfuzz xlsxwriter polib hypothesis "
    "freezegun aiosmtpd pdfplumber yaml fontTools lxml_html_clean"
).split()


def ensure_odoo():
    """Raise Trouble unless there is an Odoo of the right series in the end."""
    if os.environ.get("ODOO_HOME"):
        _check_own()
        return
    given = os.environ.get("GOVINFO_ODOO_DEB", "")
    inputs = [TOOLS / "debian.sh", Path(__file__), given]
    once("odoo", "Odoo 19.0 from Debian's package", inputs, lambda: _load(given))


def _load(given):
    deb = Path(given) if given else _cached()
    if deb and not deb.is_file():
        raise Trouble("GOVINFO_ODOO_DEB=%s is no file." % deb)
    ways = WAYS % (CACHE / "debs")
    if not deb:
        run(
            [TOOLS / "debian.sh", STATE / "odoo-deb", PACKAGE + "/sid"],
            ways,
            "odoo-source",
            env=_keep(),
        )
        deb = _cached()
    run([TOOLS / "debian.sh", STATE / "odoo", *LINKED], ways, "odoo-linked")
    _unpack(deb, STATE / "odoo")
    if series() != SERIES:
        raise Trouble("%s holds Odoo %s; the addon needs %s." % (deb, series(), SERIES))
    say("Odoo %s" % deb.name.split("_")[1])


def _cached():
    """The newest package of the series in the cache, or None."""
    found = (CACHE / "debs").glob("%s_%s*_all.deb" % (PACKAGE, SERIES))
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def _keep():
    """Variables that let debian.sh load without unpacking: most of the package is left out later."""
    return dict(os.environ, LOAD_ONLY="1")


def _unpack(deb, folder):
    """Unpack what a county needs of the package: a third of its files."""
    excluded = ["--exclude=" + pattern for pattern in LEFT_OUT]
    source = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE)
    code = subprocess.call(["tar", "-x", "-C", folder, *excluded], stdin=source.stdout)
    if source.wait() or code:
        raise Trouble("the package %s cannot be unpacked; remove it and try again." % deb)
    missing = odoo_home() / MISSING
    missing.parent.mkdir(parents=True, exist_ok=True)
    missing.touch()
    os.utime(missing, (Y2K, Y2K))  # steady, as steady_times makes those of the addon
    (folder / "package").write_text(deb.name)
    shutil.rmtree(STATE / "odoo-deb", ignore_errors=True)


def series():
    """The series of the Odoo in use, such as "19.0"."""
    release = odoo_home() / "odoo" / "release.py"
    if not release.exists():
        raise Trouble("ODOO_HOME=%s holds no Odoo source tree (odoo/release.py)." % odoo_home())
    found = re.search(r"version_info = \((\d+), (\d+)", release.read_text())
    return "%s.%s" % found.groups() if found else "of another series"


def build():
    """Which Odoo it is: the name of its package, or the folder of a tree of one's own."""
    if os.environ.get("ODOO_HOME"):
        return str(odoo_home())
    return (STATE / "odoo" / "package").read_text()


def _check_own():
    """Raise Trouble unless the given Odoo and its Python can run the addon and its tests."""
    if series() != SERIES:
        raise Trouble("ODOO_HOME holds Odoo %s; the addon needs %s." % (series(), SERIES))
    if not os.environ.get("ODOO_PYTHON"):
        return
    script = (
        "import importlib.util as u, sys; print(*[n for n in sys.argv[1:] if not u.find_spec(n)])"
    )
    missing = subprocess.check_output([odoo_python(), "-c", script, *NEEDED], text=True).split()
    if missing:
        raise Trouble(
            "ODOO_PYTHON lacks the modules %s; install the versions of requirements/test.txt there."
            % ", ".join(missing)
        )
