"""Processes of Odoo's own, each with its own connections, killed with SIGKILL where a trial wants it."""

import os
import signal
import sys
import time
from contextlib import contextmanager

import odoo

PATIENCE = 120  # seconds for a process
SHARED = []  # connections that a forked process must neither use nor close


class Processes:
    """Mixin: work on the database of ``registry``, here and in processes of its own."""

    registry = None

    @classmethod
    @contextmanager
    def transaction(cls, login=None):
        """An environment with a connection of its own, kept at the end."""
        with cls.registry.cursor() as cr:
            env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
            if login:
                env = env(user=env["res.users"].search([("login", "=", login)]).id)
            yield env

    @classmethod
    def begin(cls, work, login=None, dies_after=None):
        """Start a process that does ``work(env)``; ``dies_after``: (model, method, times)."""
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            SHARED.append(odoo.sql_db._Pool)
            odoo.sql_db._Pool = None
            cls.registry._db = odoo.sql_db.db_connect(cls.registry.db_name)
            with cls.transaction(login) as env:
                if dies_after:
                    die_after(type(env[dies_after[0]]), *dies_after[1:])
                work(env)
            code = 0
        except BaseException as error:
            print("in process %d: %r" % (os.getpid(), error), file=sys.stderr, flush=True)
        finally:
            os._exit(code)

    @classmethod
    def do(cls, work, login=None, dies_after=None):
        """The same, waited for: "killed", or its exit code."""
        return end(cls.begin(work, login, dies_after))


def die_after(model, method, times=1):
    """The process is killed when ``method`` has been done that many times."""
    done, left = getattr(model, method), [times]

    def deadly(*args, **kwargs):
        result = done(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(model, method, deadly)


def end(pid):
    """Wait for the process: "killed", or its exit code. One that hangs is killed and raises."""
    until = time.monotonic() + PATIENCE
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return "killed" if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise AssertionError("process %d did not end in %d s" % (pid, PATIENCE))
        time.sleep(0.01)
