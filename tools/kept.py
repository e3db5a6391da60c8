"""Databases that one checkout has made and the next need not: dumps in the user's cache.

A kept database has a folder with a dump and its attachments. Whatever is missing, outdated or does not
read is made anew: keeping is for speed and changes no result.
"""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import postgres
from .databases import FILESTORE, clone, connect, drop
from .places import CACHE, LOGS
from .steps import say, timed

FOLDER = CACHE / "databases"
MOST = 3  # of each kind: other checkouts may stand at other commits


def keep(database, kind, key):
    """Put ``database`` into the cache, in the place of the oldest of its ``kind``."""
    place = FOLDER / ("%s-%s" % (kind, key))
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time alone
        FOLDER.mkdir(parents=True, exist_ok=True)
        # a folder of its own, as two lanes keep theirs at once; of its kind, to go with these if left behind
        with tempfile.TemporaryDirectory(prefix=kind + "-new-", dir=FOLDER) as folder:
            draft = Path(folder) / "kept"
            draft.mkdir()
            if _ran("pg_dump", "-Fc", "-Z1", "-f", draft / "dump", database):
                if (FILESTORE / database).exists():
                    shutil.copytree(FILESTORE / database, draft / "files")
                shutil.rmtree(place, ignore_errors=True)
                draft.rename(place)
    _forget_all_but_the_last(kind)


def bring(database, kind, key, title):
    """Make ``database`` of what was kept; return whether there was such a one that reads."""
    place = FOLDER / ("%s-%s" % (kind, key))
    if not (place / "dump").exists():
        return False
    with timed(title + ", as it was kept"):
        clone("template0", database)
        try:
            _restore(database, place)
        except OSError:
            say("it does not read: made anew")
            shutil.rmtree(place, ignore_errors=True)
            drop(database)
            return False
    return True


def _restore(database, place):
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "-j2", "-d", database)
    if not _ran("pg_restore", *options, place / "dump"):
        raise OSError("pg_restore failed")
    if (place / "files").exists():
        shutil.copytree(place / "files", FILESTORE / database)
    with connect(database) as cursor:
        cursor.execute("ANALYZE")  # what a dump does not hold
    place.touch()  # used last


def _forget_all_but_the_last(kind):
    found = sorted(FOLDER.glob(kind + "-*"), key=lambda place: place.stat().st_mtime)
    for place in found[:-MOST]:
        shutil.rmtree(place, ignore_errors=True)


def _ran(program, *arguments):
    """Whether the server's ``program`` is here and did its work."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with open(LOGS / (program + ".log"), "w") as log:
        done = subprocess.run(
            [postgres.programs() / program, *arguments],
            env=postgres.client_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    return not done.returncode
