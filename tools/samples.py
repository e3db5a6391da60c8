"""Databases with Odoo in them: templates (made once), fresh ones, the sample county."""

import threading

from .databases import check_name, clone, drop, exists, names, rename
from .odoo_source import series
from .places import ADDON, COUNTY, MODULE, SAMPLE_DB, STATE, odoo_home
from .server import COMPLAINT, install, must_run, run_script
from .steps import Progress, Trouble, digest, lock, say, timed

PREPARING = "another make is preparing the databases; run the same command again later."
BASE_MODULES = ("base", "mail", "resource", "calendar")
COPYING = threading.Lock()  # no two copies of one database at the same moment
CHINESE = """
from odoo.tools.translate import load_language
load_language(env.cr, "zh_CN")
admins = env.ref("base.user_root") + env.ref("base.user_admin")
admins.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
env.company.partner_id.lang = "zh_CN"
for field, value in (("lang", "zh_CN"), ("tz", "Asia/Shanghai")):
    env["ir.default"].set("res.partner", field, value)
env.cr.commit()
"""
BUNDLES = """
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
"""
# Made by the steps people take, not loaded from files: an installation's demo data has no part in it.
SAMPLE = """
from demo.sample import make
make(env, tell=lambda what, share: print("share %.3f %s" % (share, what), flush=True))
env.cr.commit()
"""


def template(chinese):
    """Name of a database with the modules the addon builds on; made when it is not there.

    ``chinese``: with zh_CN loaded and used by default.
    """
    name = _template_name(chinese)
    if exists(name):
        return name
    with lock("template", PREPARING):
        english = _template_name(chinese=False)
        draft = name + "_new"
        with timed("database template" + (" in Chinese" if chinese else "")):
            if chinese and exists(english):
                clone(english, draft)
            else:
                clone("template0", draft)
                install(draft, modules=BASE_MODULES)
            if chinese:
                must_run("Loading Chinese", draft, "-d", draft, script=CHINESE)
        rename(draft, name)
    return name


def _template_name(chinese):
    key = digest(series(), odoo_home(), BASE_MODULES, CHINESE if chinese else "")[:8]
    return "govinfo_tpl_%s" % key


def addon_key():
    """Hash of the addon's files: a database made with others needs an update."""
    files = sorted(
        path
        for path in ADDON.rglob("*")
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts)
    )
    return digest(*files)


def make(name, demo):
    """Create the database ``name`` in Chinese with the addon.

    ``demo``: "1" adds the sample county, "year" one whole year of it; anything else nothing.
    """
    if exists(check_name(name)):
        message = "the database %s is there already; make dropdb DB=%s removes it."
        raise Trouble(message % (name, name))
    if demo == "1":
        clone(sample_template(), name)
        return
    draft = name + "_new"
    clone(template(chinese=True), draft)
    install(draft)
    if demo == "year":
        say("a whole year of the sample county, some minutes")
        print(run_script("making the year", draft, "year"), end="")
    rename(draft, name)


def sample_template():
    """Name of a database with the sample county, made once for the addon's present files."""
    name = "govinfo_sample_%s" % digest(addon_key(), *sorted(COUNTY.glob("*.py")))[:8]
    if exists(name):
        return name
    source = template(chinese=True)
    with lock("sample", PREPARING):
        for outdated in names("govinfo_sample_"):
            drop(outdated)
        draft = name + "_new"
        clone(source, draft)
        with timed("the addon in Chinese"):
            install(draft)
        with timed("the sample county: last year, and this one up to yesterday"):
            title = "Making the sample county"
            must_run(title, draft, "-d", draft, script=SAMPLE, watch=Progress())
        rename(draft, name)
    return name


def addon_template():
    """Name of a database with the addon alone, in English; made once for its present files."""

    def fill(draft):
        complaints = [line for line in install(draft).splitlines() if COMPLAINT.match(line)]
        if complaints:
            raise Trouble("the addon's installation warns:\n%s" % "\n".join(complaints))

    return _prepared("govinfo_addon_", addon_key(), "the addon alone", bundles_template, fill)


def bundles_template():
    """The English template with the web client's files bundled: no test of a page makes them anew."""

    def fill(draft):
        must_run("Bundling", draft, "-d", draft, script=BUNDLES)

    source = template(chinese=False)
    title = "files of the web client"
    return _prepared("govinfo_web_", digest(source, BUNDLES), title, lambda: source, fill)


def _prepared(prefix, key, title, source, fill):
    """Name of the database of this ``key``; unless it is there, a copy of ``source()`` is filled."""
    name = prefix + key[:8]
    if exists(name):
        return name
    original = source()
    with lock(prefix, PREPARING):
        for outdated in names(prefix):
            drop(outdated)
        draft = name + "_new"
        clone(original, draft)
        with timed("databases: " + title):
            fill(draft)
        rename(draft, name)
    return name


def copy(name):
    """Create the database ``name`` with the addon alone, in English."""
    source = addon_template()
    with COPYING:
        clone(source, name)


def ensure_sample():
    """The sample database, brought up to date with the addon's files. Return its name."""
    stamp = STATE / "stamps" / "sample"
    if not exists(SAMPLE_DB):
        make(SAMPLE_DB, demo="1")
    elif stamp.exists() and stamp.read_text() == addon_key():
        return SAMPLE_DB
    else:
        say("database %s: the addon has changed, update" % SAMPLE_DB)
        must_run("The update", "update", "-d", SAMPLE_DB, "-u", MODULE)
    stamp.write_text(addon_key())
    return SAMPLE_DB


def remove(name):
    if not exists(check_name(name)):
        raise Trouble("there is no database %s." % name)
    drop(name)
