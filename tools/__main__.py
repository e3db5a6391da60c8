"""The commands of the Makefile: ``python -m tools <command>``, after set-up."""

import os
import signal
import subprocess
import sys

from . import samples
from .databases import check_name, check_server, exists
from .places import SAMPLE_DB
from .postgres import cluster
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
    samples.make(asked_name(), demo=os.environ.get("DEMO") == "1")


def dropdb():
    samples.remove(asked_name())


def asked_name():
    name = os.environ.get("DB")
    if not name:
        raise Trouble("say which database, such as DB=trial.")
    if name == SAMPLE_DB:
        raise Trouble("the database %s belongs to make run; give another name." % name)
    return name


def test():
    from .testing import run_all

    return run_all()


def i18n(*arguments):
    from . import i18n

    return i18n.main(arguments)


def run():
    from .running import run as run_sample

    return run_sample()


COMMANDS = {"run": run, "shell": shell, "db": db, "dropdb": dropdb, "test": test, "i18n": i18n}


def main(name, *arguments):
    # A polite kill ends as an interruption does: what was started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with cluster():
            check_server()
            return COMMANDS[name](*arguments) or 0
    except Trouble as trouble:
        print("govinfo: %s" % trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
