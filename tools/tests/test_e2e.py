"""What a browser test's server may complain of: what a story provokes and the platform's presence, nothing else."""

import unittest

from tools.e2e import stray

LINE = "2026-11-30 03:35:07,660 1 %s db odoo.%s"
KNOWN = (
    LINE
    % (
        "ERROR",
        "sql_db: bad query: b' UPDATE \"mail_presence\"'\nERROR: could not serialize access",
    ),
    LINE % ("ERROR", "addons.bus.websocket: could not serialize access due to concurrent update"),
    LINE
    % (
        "ERROR",
        'werkzeug: Error on request:\nTraceback:\n  File "odoo/addons/bus/websocket.py", line 643, in _terminate'
        "\nSerializationFailure: could not serialize access due to concurrent update",
    ),
    LINE % ("INFO", "http: nothing"),
)


class TestStray(unittest.TestCase):
    def test_presence_of_closing_windows_is_no_fault(self):
        self.assertEqual(stray("\n".join(KNOWN)), [])

    def test_everything_else_is(self):
        for fault in (
            "b'UPDATE govinfo_item'\nERROR: could not serialize access",
            "b'UPDATE \"mail_presence\"'",
            '  File "addons/bus/websocket.py", line 372, in get_messages\ncould not serialize access',
        ):
            with self.subTest(fault=fault):
                other = LINE % ("ERROR", "sql_db: bad query: " + fault)
                self.assertEqual(stray("\n".join((*KNOWN, other))), [other])
