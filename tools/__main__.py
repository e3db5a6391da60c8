"""The commands of the Makefile: ``python -m tools <command>``, after set-up."""

import importlib
import signal
import sys

from .databases import check_server
from .postgres import cluster
from .steps import Trouble

COMMANDS = {
    "run": "running.run",
    "test": "testing.run_all",
    "e2e": "testing.run_browser",
    "bench": "bench.run",
    "shell": "console.shell",
    "db": "console.db",
    "dropdb": "console.dropdb",
    "i18n": "i18n.run",
    "permissions": "permissions.run",
    "pictures": "pictures.run",
}


def main(name, *arguments):
    # A polite kill ends as Ctrl-C does, also in the background: what was started is stopped.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    module, function = COMMANDS[name].split(".")
    try:
        with cluster():
            check_server()
            action = getattr(importlib.import_module("tools." + module), function)
            return action(*arguments) or 0
    except Trouble as trouble:
        print("govinfo: %s" % trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
