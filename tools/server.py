"""Running Odoo: its command line, its log, a free port."""

import collections
import contextlib
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

from . import fonts
from .places import LOGS, MODULE, ROOT, STATE, TOOLS, odoo_home, odoo_python
from .steps import Trouble

BAD_LINE = re.compile(r"^\S+ \S+ \d+ (ERROR|CRITICAL) ")
# what no line of a test run's log may be
COMPLAINT = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")

PATIENCE = 600  # seconds without a line after which a program hangs
LAST_LINES, STACK_LINES = 8, 60  # of its log, shown then


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


def addons_path():
    folders = [odoo_home() / "addons", odoo_home() / "odoo" / "addons", ROOT]
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
            "--http-interface=127.0.0.1",
            *arguments,
        )
    ]


def environment(**more):
    path = os.pathsep.join([str(odoo_home()), str(ROOT)])
    own = {"PYTHONPATH": path, "GOVINFO_FONTS": fonts.folders()}
    return {**os.environ, **own, **more}


def follow(command, log, watch=None, script="", patience=PATIENCE, **options):
    """Run ``command`` to its end with its output in the file ``log``, and each line given to ``watch``.

    Return ``(exit code, output)``. A program that prints nothing for ``patience`` seconds is ended, and
    raises Trouble; if it is Python it tells first where each of its threads stands.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    lines = []
    options["env"] = dict(options.get("env") or os.environ, PYTHONFAULTHANDLER="1")
    with (
        open(LOGS / (log + ".log"), "w", encoding="utf-8") as output,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd=ROOT,
            start_new_session=True,  # with all that it starts it can be ended by one signal
            **options,
        ) as process,
    ):
        try:
            process.stdin.write(script)
            process.stdin.close()
            for line in _printed(process, patience, log):
                output.write(line)
                output.flush()
                lines.append(line)
                if watch:
                    watch(line.rstrip("\n"))
        except BaseException:
            _end(process, signal.SIGKILL)
            raise
    return process.returncode, "".join(lines)


def _printed(process, patience, log):
    """Yield the lines that ``process`` prints; raise Trouble when none came for ``patience`` seconds."""
    found = queue.Queue()

    def read():
        for line in process.stdout:
            found.put(line)
        found.put(None)

    threading.Thread(target=read, daemon=True).start()
    last, stacks = collections.deque(maxlen=LAST_LINES), []
    try:
        while (line := found.get(timeout=patience)) is not None:
            last.append(line)
            yield line
    except queue.Empty:
        _end(process, signal.SIGABRT)  # Python's fault handler prints all stacks
        with contextlib.suppress(queue.Empty):
            while (line := found.get(timeout=5)) is not None:
                stacks.append(line)
                yield line
        raise Trouble(
            "nothing was printed for %d s: ended; its last lines, all of them in %s:\n%s"
            % (
                patience,
                os.path.relpath(LOGS / (log + ".log")),
                "".join([*last, *stacks[:STACK_LINES]]),
            )
        ) from None


def _end(process, number):
    """Send the signal ``number`` to ``process`` and all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def run_odoo(log, *arguments, script=None, watch=None):
    """Run Odoo to its end, its log in the file ``log``, each line of it given to ``watch``.

    ``script`` is run in Odoo's shell instead. Return ``(exit code, log's text, bad lines)``.
    """
    options = ["--no-http"] if script else ["--stop-after-init"]
    line = command(*options, *arguments, shell=bool(script))
    code, text = follow(line, log, watch, script or "", env=environment())
    return code, text, [line for line in text.splitlines() if BAD_LINE.match(line)]


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
                "--http-port=%d" % port,
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


def must_run(title, log, *arguments, script=None, watch=None):
    """``run_odoo`` that raises Trouble when anything went wrong; return the log's text."""
    code, text, bad = run_odoo(log, *arguments, script=script, watch=watch)
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
        "--skip-auto-install",
        "--http-port=%d" % free_port(),
        *arguments,
    )
