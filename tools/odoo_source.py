"""Odoo 14.0 from Debian's package, or a source tree of one's own (ODOO_HOME)."""

import os
import re
import subprocess

from .places import STATE, TOOLS, odoo_home, odoo_python
from .steps import Trouble, once, run

# odoo-14 links to the others, which its web client needs
PACKAGES = [
    "odoo-14",
    "fonts-font-awesome",
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-ui",
    "libjs-underscore",
]
SERIES = ("14.0", "16.0", "18.0")


def ensure_odoo():
    if os.environ.get("ODOO_HOME"):
        check_own()
        return
    once("odoo", "Odoo 14.0 from Debian's suite bullseye", [TOOLS / "debian.sh", *PACKAGES], _load)


def _load():
    run(
        [TOOLS / "debian.sh", STATE / "odoo", *(name + "/bullseye" for name in PACKAGES)],
        "Odoo could not be loaded",
        "odoo-source",
    )


def series():
    """The series of the Odoo in use, such as "14.0"."""
    release = odoo_home() / "odoo" / "release.py"
    if not release.exists():
        raise Trouble("ODOO_HOME=%s holds no Odoo source tree (odoo/release.py)." % odoo_home())
    found = re.search(r"version_info = \((\d+), (\d+)", release.read_text())
    return "%s.%s" % found.groups()


def check_own():
    """Raise Trouble unless the given Odoo and its Python can run the addon and its tests."""
    if series() not in SERIES:
        raise Trouble(
            "ODOO_HOME holds Odoo %s; the addon supports %s." % (series(), ", ".join(SERIES))
        )
    if not os.environ.get("ODOO_PYTHON"):
        return
    needed = (
        "psycopg2 lxml reportlab mammoth docx openpyxl rapidfuzz xlsxwriter polib hypothesis "
        "freezegun aiosmtpd pdfplumber yaml fontTools"
    ).split()
    script = (
        "import importlib.util as u, sys; print(*[n for n in sys.argv[1:] if not u.find_spec(n)])"
    )
    missing = subprocess.check_output([odoo_python(), "-c", script, *needed], text=True).split()
    if missing:
        raise Trouble(
            "ODOO_PYTHON lacks the modules %s; install the versions of requirements/test.txt there."
            % ", ".join(missing)
        )
