"""Running Odoo: its command line, its log, a free port."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

from . import fonts
from .odoo_source import series
from .places import ADDON, LOGS, MODULE, ROOT, STATE, TOOLS, odoo_home, odoo_python
from .port import port as write_port
from .steps import Trouble, digest

BAD_LINE = re.compile(r"^\S+ \S+ \d+ (ERROR|CRITICAL) ")


def free_port(preferred=0):
    """``preferred`` if it is free, else any free port of the loopback interface."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Trouble("this machine has no free port on 127.0.0.1; close a program and try again.")


def own_addons():
    """The folder Odoo finds the addon in: this checkout, or what the port tool makes of it."""
    if series() == "14.0":
        return ROOT
    folder = STATE / "port" / series()
    files = sorted(path for path in ADDON.rglob("*") if path.suffix != ".pyc" and path.is_file())
    stamp, key = folder / "key", digest(*files)
    if not stamp.exists() or stamp.read_text() != key:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write_port(ADDON, folder / MODULE, series())
        stamp.write_text(key)
    return folder


def addons_path():
    folders = [odoo_home() / "addons", odoo_home() / "odoo" / "addons", own_addons()]
    return ",".join(str(folder) for folder in folders if folder.is_dir())


def command(*arguments, shell=False):
    """Command line of Odoo with ``arguments``; ``shell`` for its shell."""
    own = odoo_home() / "odoo-bin"
    script = own if own.exists() else STATE / "odoo/usr/bin/odoo"
    return [
        str(part)
        for part in (
            odoo_python(),
            script,
            *(["shell"] if shell else []),
            "--config=/dev/null",
            "--data-dir=%s" % (STATE / "data"),
            "--addons-path=%s" % addons_path(),
            *arguments,
        )
    ]


def environment(**more):
    own = {"PYTHONPATH": str(odoo_home()), "GOVINFO_FONTS": fonts.folders()}
    return {**os.environ, **own, **more}


def run_odoo(log, *arguments, script=None):
    """Run Odoo to its end, its log in the file ``log``.

    ``script`` is run in Odoo's shell instead. Return ``(exit code, log's text, bad lines)``.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / (log + ".log")
    options = ["--no-http"] if script else ["--stop-after-init"]
    with open(path, "w") as output:
        done = subprocess.run(
            command(*options, *arguments, shell=bool(script)),
            input=script or "",
            text=True,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(),
            cwd=ROOT,
        )
    text = path.read_text(errors="replace")
    return done.returncode, text, [line for line in text.splitlines() if BAD_LINE.match(line)]


def run_script(title, database, name, **variables):
    """Run tools/``name``.py in Odoo's shell of ``database``; return what it prints."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (name + ".log")
    with open(log, "w") as errors:
        done = subprocess.run(
            command("-d", database, "--no-http", "--log-level=warn", shell=True),
            input=(TOOLS / (name + ".py")).read_text(encoding="utf-8"),
            text=True,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment(**variables),
        )
    if done.returncode:
        lines = log.read_text(errors="replace").strip().splitlines()
        print(done.stdout + "\n".join("    " + line[:300] for line in lines[-1:]), file=sys.stderr)
        raise Trouble("%s failed; all of it is in %s" % (title, os.path.relpath(log)))
    return done.stdout


@contextlib.contextmanager
def serving(database, port, log):
    """A server of ``database`` on ``port`` of this machine, ready to answer; gives its process."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / (log + ".log")
    with open(path, "w") as output:
        server = subprocess.Popen(
            command(
                *("-d", database, "--db-filter=^%s$" % database),
                *("--http-interface=127.0.0.1", "--http-port=%d" % port),
            ),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C comes to us, and we end it in order
        )
    try:
        _wait_until_ready(server, port, path)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(server, port, log):
    for _attempt in range(600):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen("http://127.0.0.1:%d/web/login" % port, timeout=60).close()
            return
        time.sleep(0.2)
    raise Trouble("the web server does not start; look at %s" % os.path.relpath(log))


def must_run(title, log, *arguments, script=None):
    """``run_odoo`` that raises Trouble when anything went wrong; return the log's text."""
    code, text, bad = run_odoo(log, *arguments, script=script)
    if code or bad:
        lines = bad or text.strip().splitlines()
        print("\n".join("    " + line[:300] for line in lines[-4:]), file=sys.stderr)
        raise Trouble(
            "%s failed; all of it is in %s" % (title, os.path.relpath(LOGS / (log + ".log")))
        )
    return text


def install(database, *arguments, modules=(MODULE,), title="the installation"):
    return must_run(
        title,
        "install-" + database,
        "-d",
        database,
        "-i",
        ",".join(modules),
        "--http-port=%d" % free_port(),
        *arguments,
    )
