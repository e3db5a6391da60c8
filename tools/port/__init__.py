"""Write the addon for another series by rule: ``python -m tools.port 18.0 FOLDER``.

The source is for 14.0 and keeps to rules (literal domains in attrs, chatter as Odoo 14 writes it, and
so on) so that what 18.0 wants is a matter of text. What cannot be converted by rule raises
``PortError`` with the place; nothing is guessed.
"""

import shutil

from . import code, views

SERIES = ("14.0", "16.0", "18.0")
# 14.0 alone reads its bundles from a template; later series have the manifest's key
BUNDLES_OF_14 = "views/assets.xml"
# words that 14.0's own Chinese lacks
WORDS_OF_14 = "i18n_extra"
SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc")


def port(source, target, series):
    """Write the addon in the folder ``source`` to the new folder ``target`` for ``series``."""
    if series not in SERIES:
        raise ValueError("series %s is not one of %s" % (series, ", ".join(SERIES)))
    shutil.copytree(source, target, ignore=SKIPPED)
    if series == "14.0":
        return
    _drop_bundles(target)
    shutil.rmtree(target / WORDS_OF_14, ignore_errors=True)
    if series == "16.0":
        return
    for path in sorted(target.rglob("*.xml")):
        views.convert(path)
    for path in sorted(target.rglob("*.py")):
        code.convert(path)


def _drop_bundles(target):
    path = target / BUNDLES_OF_14
    if path.exists():
        path.unlink()
        manifest = target / "__manifest__.py"
        lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if BUNDLES_OF_14 not in line]
        manifest.write_text("".join(kept), encoding="utf-8")
