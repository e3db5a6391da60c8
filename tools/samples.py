"""Databases with Odoo in them: templates (made once), fresh ones, the sample county."""

from .databases import check_name, clone, drop, exists, names, rename
from .odoo_source import series
from .places import ADDON, MODULE, SAMPLE_DB, STATE, odoo_home
from .server import install, must_run, run_script
from .steps import Trouble, digest, lock, say

PREPARING = "another make is preparing the databases; run the same command again later."
BASE_MODULES = ("base", "mail", "resource", "calendar")
CHINESE = """
admins = env.ref("base.user_root") + env.ref("base.user_admin")
admins.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
env.company.partner_id.lang = "zh_CN"
# lists without seconds are easier to read
env["res.lang"].search([("code", "=", "zh_CN")]).time_format = "%H:%M"
for field, value in (("lang", "zh_CN"), ("tz", "Asia/Shanghai")):
    env["ir.default"].set("res.partner", field, value)
env.cr.commit()
"""
# Made by the steps people take, not loaded from files: an installation's demo data has no part in it.
SAMPLE = """
from odoo.addons.govinfo_module.demo.sample import make
make(env)
env.cr.commit()
"""


def template(chinese):
    """Name of a database with the modules the addon builds on; made when it is not there.

    ``chinese``: with zh_CN loaded and used by default.
    """
    key = digest(series(), odoo_home(), BASE_MODULES, CHINESE if chinese else "")[:8]
    name = "govinfo_tpl_%s" % key
    if exists(name):
        return name
    source = template(False) if chinese else "template0"
    with lock("template", PREPARING):
        say("database template%s" % (" in Chinese" if chinese else ""))
        draft = name + "_new"
        clone(source, draft)
        if chinese:
            must_run("Loading Chinese", draft, "-d", draft, "--load-language=zh_CN")
            must_run("Setting Chinese", draft, "-d", draft, script=CHINESE)
        else:
            install(draft, "--without-demo=all", modules=BASE_MODULES)
        rename(draft, name)
    return name


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
    install(draft, "--without-demo=all")
    if demo == "year":
        say("a whole year of the sample county, some minutes")
        print(run_script("making the year", draft, "year", MAKE="1"), end="")
    rename(draft, name)


def sample_template():
    """Name of a database with the sample county, made once for the addon's present files."""
    name = "govinfo_sample_%s" % addon_key()[:8]
    if exists(name):
        return name
    source = template(chinese=True)
    with lock("sample", PREPARING):
        for outdated in names("govinfo_sample_"):
            drop(outdated)
        say("the sample county: last year and this one up to yesterday, some minutes")
        draft = name + "_new"
        clone(source, draft)
        install(draft, "--without-demo=all")
        must_run("Making the sample county", draft, "-d", draft, script=SAMPLE)
        rename(draft, name)
    return name


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
