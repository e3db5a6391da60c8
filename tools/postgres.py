"""PostgreSQL: the server the PG* variables name, else a cluster of our own on a socket.

A cluster of our own needs no port and no password: its socket lies in a folder only its owner may
enter. It runs while at least one command uses it; the last one stops it.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from .places import LOGS, ROOT, STATE, TOOLS, library_path
from .steps import Trouble, digest, once, run

PACKAGES = ["postgresql-15"]
# What the packages depend on for being installed, or for compiling queries: we switch that off.
SKIP = "^(libllvm|libz3|.*perl|postgresql.*common|ssl-cert|openssl|adduser|ucf|netbase|sysvinit)"
VARIABLES = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGUSER", "PGPASSWORD")
OLDEST = 12
# Sample and test data only: speed over surviving a power cut.
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
jit = off
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
max_locks_per_transaction = 256
"""


def own_server():
    """Whether the usual PG* variables name a server to use."""
    return any(os.environ.get(name) for name in VARIABLES)


def ensure_server():
    """Unpack PostgreSQL if neither the PG* variables nor the machine offer one."""
    if own_server() or _installed():
        return
    once("postgres", "PostgreSQL 15 from Debian", [TOOLS / "debian.sh", SKIP, *PACKAGES], _load)


def _load():
    run(
        [TOOLS / "debian.sh", home() / "server", *PACKAGES],
        "PostgreSQL could not be loaded; install the package postgresql, or name a server by "
        "PGHOST and PGUSER",
        "postgres-load",
        env=dict(os.environ, SKIP=SKIP),
    )


def _installed():
    """Folder of the newest installed server's programs, or None."""
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").exists() and int(folder.parent.name) >= OLDEST
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def programs():
    """Folder of the programs of the server in use, or of the newest there are beside one of the user's."""
    unpacked = (home() / "server").glob("usr/lib/postgresql/*/bin")
    return _installed() or next(unpacked, Path("no-postgresql"))


def client_environment():
    """The environment of a program that talks to the server in use."""
    if _installed():
        return dict(os.environ)
    return dict(os.environ, LD_LIBRARY_PATH=library_path(home() / "server"))


def server_user():
    """The account the server runs as, when it must not be ours; PostgreSQL refuses root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Trouble("PostgreSQL refuses to run as root; add a user postgres, or run as another user.")


def _as_user():
    user = server_user()
    return dict(user=user.pw_uid, group=user.pw_gid, extra_groups=[]) if user else {}


def home():
    """Folder of server and cluster: below STATE, if the server's account can get there."""
    if server_user() and subprocess.call(["test", "-x", STATE], cwd="/", **_as_user()):
        return Path("/var/lib") / ("govinfo-" + digest(ROOT)[:8])
    return STATE / "postgres"


def socket_folder():
    folder = home() / "socket"
    # The address of a socket has room for 107 bytes.
    return folder if len(str(folder)) < 80 else Path("/tmp") / ("govinfo-" + digest(ROOT)[:8])


def _program(name, *arguments, **options):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    if not _installed():
        environment["LD_LIBRARY_PATH"] = library_path(home() / "server")
    return subprocess.run(
        [programs() / name, *arguments],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        **_as_user(),
        **options,
    )


def _make_private(folder):
    """Make ``folder`` for the server's account and nobody else."""
    user = server_user()
    owner = user.pw_uid if user else os.geteuid()
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists() and folder.stat().st_uid != owner:
        raise Trouble("%s belongs to another user; remove it, or run as that user." % folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _initialise(data):
    _make_private(data)
    done = _program(
        "initdb", "-D", data, "-U", "odoo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
    )
    if done.returncode:
        shutil.rmtree(data, ignore_errors=True)
        raise Trouble("the PostgreSQL cluster could not be made: %s" % _last_line(done.stderr))
    with open(data / "postgresql.conf", "a") as conf:
        conf.write(SETTINGS)


def _last_line(text):
    return (text.strip().splitlines() or ["no message"])[-1]


def _start():
    data, log = home() / "data", home() / "server.log"
    version = data / "PG_VERSION"
    if not version.exists():
        shutil.rmtree(data, ignore_errors=True)
        _initialise(data)
    if version.read_text().strip() != programs().parent.name:
        raise Trouble(
            "the databases here were made by PostgreSQL %s, this machine now has %s; remove them "
            "with make clean, or install the former."
            % (version.read_text().strip(), programs().parent.name)
        )
    if _program("pg_ctl", "-D", data, "status").returncode == 0:
        return
    _make_private(socket_folder())
    log.touch()
    if server_user():
        os.chown(log, server_user().pw_uid, server_user().pw_gid)
    # -l keeps the server's output away from our pipe, which would never close
    done = _program(
        "pg_ctl", "-D", data, "-l", log, "-o", "-k %s" % socket_folder(), "-w", "-t", "60", "start"
    )
    if done.returncode:
        raise Trouble(
            "the PostgreSQL cluster does not start: %s (all of it: %s)"
            % (_last_line(log.read_text(errors="replace")), log)
        )


def _stop():
    _program("pg_ctl", "-D", home() / "data", "-m", "fast", "-w", "stop")


@contextlib.contextmanager
def cluster():
    """A running server; the PG* variables of this process name it meanwhile."""
    if own_server():
        yield
        return
    LOGS.mkdir(parents=True, exist_ok=True)
    with open(STATE / "cluster.lock", "w") as users, open(STATE / "start.lock", "w") as starting:
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(starting, fcntl.LOCK_EX)
        _start()
        fcntl.flock(starting, fcntl.LOCK_UN)
        os.environ.update(PGHOST=str(socket_folder()), PGPORT="5432", PGUSER="odoo")
        try:
            yield
        finally:
            for name in ("PGHOST", "PGPORT", "PGUSER"):
                os.environ.pop(name)
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop()


def remove_cluster():
    """Stop the cluster and remove it with all its databases."""
    if own_server():
        return
    if (home() / "data").exists():
        _stop()
    for folder in (home(), socket_folder()):
        shutil.rmtree(folder, ignore_errors=True)
