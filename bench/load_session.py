"""A server of its own for a benchmark over HTTP, and the sessions of the web client on it."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import odoo


class Session:
    """A person in the web client: one connection, one cookie."""

    def __init__(self, database, port, login):
        self.login, self.port, self.times = login, port, defaultdict(list)
        self.faults = Counter()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""
        params = {"db": database, "login": login, "password": login + "-password"}
        self.post("/web/session/authenticate", params)

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        headers = {"Content-Type": "application/json", "Cookie": self.cookie}
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        content = json.loads(answer.read())
        if "error" in content:
            raise ValueError(content["error"]["data"]["message"])
        return content["result"]

    def call(self, kind, model, method, *args, **kwargs):
        """A call of a model's method, timed under ``kind``."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.ask(kind, "/web/dataset/call_kw/%s/%s" % (model, method), params)

    def ask(self, kind, path, params):
        """One request, timed under ``kind``."""
        begun = time.perf_counter()
        try:
            return self.post(path, params)
        except (ValueError, OSError, http.client.HTTPException) as fault:
            self.faults[str(fault)[:80]] += 1
            self.connection.close()
            return None
        finally:
            self.times[kind].append(time.perf_counter() - begun)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(workers):
    """Odoo with so many workers on the database; gives its port."""
    database, addons = os.environ["BENCH_DB"], os.environ["BENCH_ADDONS"]
    port, other = free_port(), free_port()
    home = Path(odoo.__path__[0]).parent
    scripts = (home / "odoo-bin", home.parents[2] / "bin" / "odoo")
    script = next(path for path in scripts if path.exists())
    options = ["--config=/dev/null", "-d", database, "--db-filter=^%s$" % database]
    options += ["--addons-path", addons, "--workers=%d" % workers, "--max-cron-threads=0"]
    options += ["--http-interface=127.0.0.1", "--http-port=%d" % port, "--gevent-port=%d" % other]
    options += ["--log-level=error"]
    process = subprocess.Popen([sys.executable, script, *options], start_new_session=True)
    try:
        for _attempt in range(300):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
