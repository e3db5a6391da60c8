import smtplib
import tempfile
import unittest
from pathlib import Path

from tools.mailsink import MailSink


class TestMailSink(unittest.TestCase):
    def test_each_message_becomes_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            with MailSink(Path(folder)) as sink, smtplib.SMTP("127.0.0.1", sink.port) as client:
                for receiver in ("a@example.com", "../b@example.com"):
                    client.sendmail("x@example.com", [receiver], "Subject: s\r\n\r\n正文".encode())
            files = sorted(path.name for path in Path(folder).iterdir())
            self.assertEqual(len(files), 2)
            self.assertTrue(files[0].endswith("-0001-a@example.com.eml"))
            self.assertIn("正文", (Path(folder) / files[1]).read_text())
