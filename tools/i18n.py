"""make i18n: bring ``i18n/govinfo_module.pot`` and ``i18n/zh_CN.po`` up to date with the source.

Terms come from a database with the addon, translations from the files given (``ARGS="a.po b.po"``,
which win), from the present zh_CN.po, and for the platform's own fields from Odoo's translations.
"""

import re
import sys

import polib

from .databases import clone, drop
from .places import ADDON, LOGS, MODULE, odoo_home
from .samples import template
from .server import install, must_run
from .steps import Trouble, say

DATABASE = "govinfo_i18n"
FOLDER = ADDON / "i18n"
CHINESE = FOLDER / "zh_CN.po"
EXPORTED = LOGS / "exported.pot"
EXPORT = """
from odoo.tools.translate import trans_export
with open(%r, "wb") as target:
    trans_export(False, [%r], target, "po", env.cr)
"""
# Fields every model has, or gets from mail: Odoo has translated them.
PLATFORM_FIELD = re.compile(
    r"model:ir\.model\.fields,(field_description|help):\w+\.field_\w+?__"
    r"(id|display_name|create_\w+|write_\w+|__last_update|_last_update|active|company_id"
    r"|activity_\w+|message_\w+|website_message_ids|my_activity_\w+|access_\w+|alias_\w+)$"
)
HAN = re.compile("[\u3400-\u9fff]")
WORD = re.compile(r"[a-z]{3}")
PLACE = re.compile(r"%\(\w+\)[.\d]*[a-z]|%[.\d]*[a-z]|\{\w*\}")
HEADER = {
    "Project-Id-Version": MODULE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def export(database):
    """All terms of the addon in ``database``, which has it without demo data."""
    must_run("The export", "i18n", "-d", database, script=EXPORT % (str(EXPORTED), MODULE))
    terms = polib.pofile(str(EXPORTED))
    for entry in terms:
        # 16.0 and later read terms of code only with this mark
        if any(place.startswith("code:") for place, _line in entry.occurrences):
            entry.comment = "module: %s\nodoo-python" % MODULE
        # line numbers would change with every edit
        entry.occurrences = sorted({(place, "0") for place, _line in entry.occurrences})
    return sorted(terms, key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def translations(path):
    """``{msgid: msgstr}`` of a .po file, of what is translated and not marked fuzzy."""
    if not path.exists():
        return {}
    try:
        return {
            entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.translated()
        }
    except OSError as error:
        raise Trouble("%s is no translation file: %s." % (path, error)) from None


def platform_translations():
    known = {}
    for pattern in ("odoo/addons/*/i18n/zh_CN.po", "addons/*/i18n/zh_CN.po"):
        for path in odoo_home().glob(pattern):
            if path.parts[-3] in ("base", "mail", "resource", "calendar"):
                known.update(translations(path))
    return known


def of_platform(entry):
    return all(PLATFORM_FIELD.match(place) for place, _line in entry.occurrences)


def translate(terms, own, platform):
    """Set the msgstr of each entry; return the msgids that have none."""
    for entry in terms:
        entry.msgstr = own.get(entry.msgid, "")
        if not entry.msgstr and of_platform(entry):
            entry.msgstr = platform.get(entry.msgid, "")
    return [entry.msgid for entry in terms if not is_translated(entry)]


def is_translated(entry):
    """An English sentence left in English is not translated; a name such as PDF may stay."""
    return bool(
        HAN.search(entry.msgstr) or (entry.msgstr and not WORD.search(PLACE.sub("", entry.msgid)))
    )


def write(terms, path, language=""):
    result = polib.POFile(wrapwidth=78)
    result.metadata = dict(HEADER, **({"Language": language} if language else {}))
    for entry in terms:
        result.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=entry.msgstr if language else "",
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=entry.flags,
            )
        )
    path.parent.mkdir(exist_ok=True)
    result.save(str(path))


def missing(database):
    """The msgids of the addon in ``database`` that zh_CN.po does not translate."""
    return translate(export(database), translations(CHINESE), platform_translations())


def run(*arguments):
    """Rewrite both files from the source; 1 if something is left to translate."""
    paths = [path_of(name) for name in arguments]
    clone(template(chinese=False), DATABASE)
    try:
        install(DATABASE, "--without-demo=all")
        terms = export(DATABASE)
    finally:
        drop(DATABASE)
    own = translations(CHINESE)
    for path in paths:
        own.update(translations(path))
    left = translate(terms, own, platform_translations())
    write(terms, FOLDER / (MODULE + ".pot"))
    write(terms, CHINESE, "zh_CN")
    unused = set(own) - {entry.msgid for entry in terms}
    say("%d terms, %d not translated, %d no longer used" % (len(terms), len(left), len(unused)))
    for msgid in left:
        print(msgid.replace("\n", "\\n"), file=sys.stderr)
    return int(bool(left))


def path_of(name):
    path = ADDON.parent / name
    if not path.exists():
        raise Trouble("there is no file %s." % name)
    return path
