"""Databases with Odoo in them: templates (made once), fresh ones, the sample county."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

from . import fonts, kept
from .databases import check_name, clone, drop, exists, names, rename
from .odoo_source import build, series
from .places import ADDON, COUNTY, MODULE, SAMPLE_DB, STATE
from .server import COMPLAINT, install, must_run, run_script
from .steps import Progress, Trouble, digest, lock, say, timed

PREPARING = "another make is preparing the databases; run the same command again later."
BASE_MODULES = ("base", "mail", "resource", "calendar")
COPYING = threading.Lock()  # no two copies of one database at the same moment
# of two lanes that need a database one makes it
MAKING = {
    kind: threading.Lock()
    for kind in ("base", "chinese", "translated", "sample", "addon", "tests", "trust")
}
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
# what every page asks for, and what some ask for later
BUNDLES = """
views = env["ir.qweb"]
views._pregenerate_assets_bundles()
for name in (
    "bus.websocket_worker_assets",
    "web.assets_backend_lazy",
    "web.assets_emoji",
    "web.chartjs_lib",
    "web.fullcalendar_lib",
    "web_tour.interactive",
):
    bundle = views._get_asset_bundle(name)
    bundle.js()
    bundle.css()
env.cr.commit()
"""
TESTS = """
from odoo.addons.govinfo_module.tests.common import keep_county
keep_county(env)
env.cr.commit()
"""
TRUST = """
from odoo.addons.govinfo_module.tests.trust.trust_county import keep_counties
keep_counties(env)
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
    if chinese:
        return _prepared(
            "chinese",
            digest(_odoo(), CHINESE),
            "database template in Chinese",
            lambda: template(chinese=False),
            lambda draft: must_run("Loading Chinese", draft, "-d", draft, script=CHINESE),
        )
    return _prepared(
        "base",
        _odoo(),
        "database template",
        lambda: "template0",
        lambda draft: install(draft, modules=BASE_MODULES),
    )


def _odoo():
    return digest(series(), build(), *BASE_MODULES)


def addon_key():
    """Hash of the addon's files: a database made with others needs an update."""
    return digest(*_files(ADDON))


def _files(folder):
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts)
    )


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
    clone(translated_template(), draft)
    if demo == "year":
        say("a whole year of the sample county, some minutes")
        print(run_script("making the year", draft, "year"), end="")
    rename(draft, name)


def sample_template():
    """Name of a database with the sample county, made once for the addon's present files."""

    def fill(draft):
        title = "Making the sample county"
        with ThreadPoolExecutor(1) as pool:  # what the first page asks for is made beside it
            bundled = pool.submit(_bundle, draft)
            must_run(title, draft, "-d", draft, script=SAMPLE, watch=Progress())
            bundled.result()

    return _prepared(
        "sample",
        digest(_odoo(), CHINESE, addon_key(), SAMPLE, BUNDLES, *_files(COUNTY)),
        "the sample county: last year, and this one up to yesterday",
        translated_template,
        fill,
        # of another day it would end too early; and its letters show the faces that were there
        kept_with=(datetime.date.today(), *fonts.names()),
    )


def translated_template():
    """Name of a database with the addon alone, in Chinese; made once for its present files."""
    return _prepared(
        "translated",
        digest(_odoo(), CHINESE, addon_key()),
        "the addon in Chinese",
        lambda: template(chinese=True),
        install,
    )


def addon_template():
    """Name of a database with the addon alone, in English; made once for its present files.

    The web client's files are bundled in it: no test of a page makes them anew.
    """

    def fill(draft):
        complaints = [line for line in install(draft).splitlines() if COMPLAINT.match(line)]
        if complaints:
            raise Trouble("the addon's installation warns:\n%s" % "\n".join(complaints))
        _bundle(draft)

    return _prepared(
        "addon",
        digest(_odoo(), BUNDLES, addon_key()),
        "the addon alone",
        lambda: template(chinese=False),
        fill,
    )


def _bundle(database):
    must_run("Bundling", database + "_files", "-d", database, script=BUNDLES)


def tests_template():
    """Name of a database with the addon and the small county of its tests."""
    return _prepared(
        "tests",
        _tests_key(),
        "the county of the tests",
        addon_template,
        lambda draft: must_run("Making the county", draft, "-d", draft, script=TESTS),
    )


def trust_template():
    """The same with the two counties that the tests of trust attack."""
    return _prepared(
        "trust",
        digest(_tests_key(), TRUST, *sorted((ADDON / "tests" / "trust").glob("trust_*.py"))),
        "the two counties of the tests of trust",
        tests_template,
        lambda draft: must_run("Making the counties", draft, "-d", draft, script=TRUST),
    )


def _tests_key():
    return digest(_odoo(), BUNDLES, addon_key(), TESTS, ADDON / "tests" / "common.py")


def _prepared(kind, key, title, source, fill, kept_with=()):
    """Name of the database of this ``kind`` and ``key``, made when it is not there.

    It is brought from the cache, where one of the same key and of ``kept_with`` is kept; else a copy of the
    database that ``source()`` names is filled by ``fill(copy)``, and kept.
    """
    name = "govinfo_%s_%s" % (kind, key[:8])
    with MAKING[kind]:
        if exists(name):
            return name
        with lock(kind, PREPARING):
            for outdated in names("govinfo_%s_" % kind):
                drop(outdated)
            draft, kept_key = name + "_new", digest(key, *kept_with)
            if not kept.bring(draft, kind, kept_key, title):
                clone(source(), draft)
                with timed(title):
                    fill(draft)
                kept.keep(draft, kind, kept_key)
            rename(draft, name)
        return name


def copy(name, source=addon_template):
    """Create the database ``name`` with the addon alone, in English, or as another ``source`` of here."""
    source = source()
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
