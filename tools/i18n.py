"""make i18n: bring ``i18n/govinfo_module.pot`` and ``i18n/zh_CN.po`` up to date with the source.

Terms come from a database with the addon, translations from the files given (``ARGS="a.po b.po"``,
which win), from the present zh_CN.po, and for the platform's own fields from Odoo's translations.
"""

import ast
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
    trans_export(False, [%r], target, "po", env)
"""
# Fields every model has, or gets from mail, and models of the platform: Odoo has translated them.
OF_PLATFORM = re.compile(
    r"model:ir\.model\.fields,(field_description|help):\w+\.field_\w+?__"
    r"(id|display_name|create_\w+|write_\w+|active|company_id|has_message|rating_ids"
    r"|activity_\w+|message_\w+|website_message_ids|my_activity_\w+|access_\w+|alias_\w+)$"
    r"|model:ir\.model,name:\w+\.model_(res|ir|mail|resource|calendar|discuss)_\w+$"
)
PYTHON = re.compile(r"code:.*\.py$")
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
    translated = translated_in_code()
    terms = []
    for entry in polib.pofile(str(EXPORTED)):
        # line numbers would change with every edit
        places = {place for place, _line in entry.occurrences}
        if entry.msgid not in translated:
            # a bracket somewhere after _() is a call of it, too, in the eyes of Odoo's reader
            places = {place for place in places if not PYTHON.match(place)}
        if any(PYTHON.match(place) for place in places):
            # terms of code are read only with this mark
            entry.comment = "module: %s\nodoo-python" % MODULE
        entry.occurrences = [(place, "0") for place in sorted(places)]
        if places:
            terms.append(entry)
    return sorted(terms, key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def translated_in_code():
    """The texts in calls of ``_`` and ``_lt`` in the addon's Python files."""
    found = set()
    for path in ADDON.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", None))
                if name in ("_", "_lt") and isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
    return found


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
    return all(OF_PLATFORM.match(place) for place, _line in entry.occurrences)


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
        install(DATABASE)
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
