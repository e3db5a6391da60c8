"""What the quarterly job left behind, which ran on this county before the server started."""

import os
import unittest
from pathlib import Path

OUT = Path(os.environ["E2E_OUT"])
OUTBOX = Path(os.environ["E2E_OUTBOX"])


class TestQuarter(unittest.TestCase):
    def test_notice_and_letters_are_pdf_files(self):
        for pattern in ("*通报.pdf", "告知书*.pdf"):
            with self.subTest(files=pattern):
                files = list(OUT.rglob(pattern))
                self.assertTrue(files)
                for file in files:
                    self.assertEqual(file.read_bytes()[:5], b"%PDF-")

    def test_letters_went_out_by_mail(self):
        self.assertTrue(list(OUTBOX.rglob("*.eml")))
