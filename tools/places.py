"""Where everything lies. All that set-up makes is below STATE, all that it loads below CACHE."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
STATE = ROOT / ".govinfo"
CACHE = Path(os.environ.get("GOVINFO_CACHE") or STATE / "cache")
LOGS = STATE / "log"
OUT = STATE / "out"
OUTBOX = STATE / "outbox"
FONTS = STATE / "fonts"
REQUIREMENTS = ROOT / "requirements"

MODULE = "govinfo_module"
ADDON = ROOT / MODULE
COUNTY = ROOT / "demo"
SAMPLE_DB = "govinfo"


def venv(name):
    """Folder of the environment ``name`` (test, lint, e2e)."""
    return STATE / "venv" / name


def library_path(folder):
    """LD_LIBRARY_PATH of programs unpacked below ``folder``."""
    return os.pathsep.join(sorted({str(path.parent) for path in folder.rglob("lib*.so*")}))


def odoo_python():
    """The interpreter that runs Odoo: the one given by ODOO_PYTHON, else ours."""
    return Path(os.environ.get("ODOO_PYTHON") or venv("test") / "bin" / "python")


def odoo_home():
    """The folder to import ``odoo`` from: a source tree given by ODOO_HOME, else Debian's."""
    own = os.environ.get("ODOO_HOME")
    return Path(own).resolve() if own else STATE / "odoo/usr/lib/python3/dist-packages"


if __name__ == "__main__":
    print({"python": odoo_python()}[sys.argv[1]])
