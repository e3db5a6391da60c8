import sys
import unittest

from tools.server import follow
from tools.steps import Trouble

LOG = "test-follow"
HANGS = """
import subprocess
print("a test begins", flush=True)
subprocess.run(["sleep", "600"])
"""


class TestFollow(unittest.TestCase):
    def test_output_and_code(self):
        seen = []
        script = "import sys; print(sys.stdin.read()); print('two'); sys.exit(3)"
        code, text = follow([sys.executable, "-c", script], LOG, seen.append, "one")
        self.assertEqual((code, text, seen), (3, "one\ntwo\n", ["one", "two"]))

    def test_what_hangs_is_ended_with_all_it_started_and_told(self):
        seen = []
        with self.assertRaises(Trouble) as caught:
            follow([sys.executable, "-c", HANGS], LOG, seen.append, patience=1)
        self.assertRegex(
            str(caught.exception), "nothing was printed for 1 s.*test-follow.log.*\na test begins"
        )
        self.assertIn('File "<string>", line 4 in <module>', "\n".join(seen))
