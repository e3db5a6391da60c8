import contextlib
import io
import os
import tempfile
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from tools import databases, kept, steps

ORIGINAL, COPY = "govinfo_kept_trial", "govinfo_kept_copy"
KIND, KEY = "trial", "1"


class TestKept(unittest.TestCase):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for module, name in (
            (kept, "FOLDER"),
            (kept, "FILESTORE"),
            (databases, "FILESTORE"),
            (kept, "LOGS"),
            (steps, "TOOK"),
        ):
            self.enterContext(mock.patch.object(module, name, folder / name.lower()))
        self.printed = io.StringIO()
        self.enterContext(contextlib.redirect_stderr(self.printed))
        self.addCleanup(databases.drop, COPY)
        self.addCleanup(databases.drop, ORIGINAL)
        databases.clone("template0", ORIGINAL)
        with databases.connect(ORIGINAL) as cursor:
            cursor.execute("CREATE TABLE fact (name text); INSERT INTO fact VALUES ('春耕')")
        letter = databases.FILESTORE / ORIGINAL / "ab" / "letter"
        letter.parent.mkdir(parents=True)
        letter.write_text("告知书")

    def bring(self, key=KEY):
        return kept.bring(COPY, KIND, key, "the trial")

    def test_what_was_kept_comes_with_its_attachments(self):
        kept.keep(ORIGINAL, KIND, KEY)
        self.assertTrue(self.bring())
        with databases.connect(COPY) as cursor:
            cursor.execute("SELECT name FROM fact")
            self.assertEqual(cursor.fetchall(), [("春耕",)])
        self.assertEqual((databases.FILESTORE / COPY / "ab" / "letter").read_text(), "告知书")

    def test_nothing_comes_of_another_key(self):
        kept.keep(ORIGINAL, KIND, KEY)
        self.assertFalse(self.bring("2"))
        self.assertFalse(databases.exists(COPY))

    def test_a_dump_that_does_not_read_is_thrown_away(self):
        kept.keep(ORIGINAL, KIND, KEY)
        (dump,) = kept.FOLDER.glob("*/dump")
        dump.write_bytes(dump.read_bytes()[:200])
        self.assertFalse(self.bring())
        self.assertFalse(databases.exists(COPY))
        self.assertFalse(dump.exists())
        self.assertIn("made anew", self.printed.getvalue())

    def test_the_last_few_of_a_kind_stay(self):
        for number in range(kept.MOST + 2):
            kept.keep(ORIGINAL, KIND, str(number))
            os.utime(kept.FOLDER / ("%s-%d" % (KIND, number)), (number, number))
        left = sorted(path.name for path in kept.FOLDER.iterdir())
        self.assertEqual(left, ["trial-2", "trial-3", "trial-4"])

    def test_two_lanes_keep_theirs_at_once(self):
        both, ran = threading.Barrier(2, timeout=30), kept._ran

        def together(*arguments):
            both.wait()
            done = ran(*arguments)
            both.wait()
            return done

        with mock.patch.object(kept, "_ran", together), ThreadPoolExecutor(2) as pool:
            for lane in [pool.submit(kept.keep, ORIGINAL, kind, KEY) for kind in ("one", "two")]:
                lane.result()
        found = sorted(str(path.relative_to(kept.FOLDER)) for path in kept.FOLDER.glob("*/*"))
        self.assertEqual(found, ["one-1/dump", "one-1/files", "two-1/dump", "two-1/files"])

    def test_a_server_without_its_programs_keeps_nothing(self):
        with mock.patch.object(kept.postgres, "programs", lambda: Path("no-postgresql")):
            kept.keep(ORIGINAL, KIND, KEY)
        self.assertEqual(list(kept.FOLDER.iterdir()), [])
