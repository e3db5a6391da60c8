"""make shell, make db, make dropdb: work on a database by hand or by script."""

import os
import subprocess

from . import samples
from .databases import check_name, exists
from .places import SAMPLE_DB
from .server import command, environment
from .steps import Trouble


def shell():
    """Odoo's shell on a database; a script on standard input is run."""
    name = os.environ.get("DB") or samples.ensure_sample()
    if not exists(check_name(name)):
        raise Trouble("there is no database %s; make db DB=%s creates it." % (name, name))
    options = ["-d", name, "--no-http", "--log-level=warn"]
    return subprocess.call(command(*options, shell=True), env=environment())


def db():
    """A fresh database."""
    name = _asked_name()
    if name == SAMPLE_DB:
        raise Trouble("the database %s is made by make run; give another name." % name)
    samples.make(name, demo=os.environ.get("DEMO", ""))


def dropdb():
    samples.remove(_asked_name())


def _asked_name():
    name = os.environ.get("DB")
    if not name:
        raise Trouble("say which database, such as DB=trial.")
    return name
