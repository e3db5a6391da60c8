"""Every example of docs/api.md runs as it stands there."""

import contextlib
import io
import re
import shlex
import urllib.request
from datetime import timedelta
from pathlib import Path

from odoo import Command, fields
from odoo.tests import tagged

from ..common import GovinfoHttpCase

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```$", re.M | re.S)


@tagged("post_install", "-at_install")
class TestApiDocs(GovinfoHttpCase):
    def setUp(self):
        super().setUp()
        self.publish_notice()
        self.company.govinfo_public = True
        # sudo: a key that lasts longer than the user's own privileges allow
        keys = self.env["res.users.apikeys"].with_user(self.officer).sudo()
        self.key = keys._generate(None, "api", fields.Datetime.now() + timedelta(days=1))
        self.globals = {}

    def publish_notice(self):
        rule = {"name": "报送一条计1分", "kind": "event", "basis": "submission", "points": 1}
        ruleset = self.env["govinfo.ruleset"].create(
            {"name": "考核办法", "date_from": "2026-01-01", "rule_ids": [Command.create(rule)]}
        )
        ruleset.with_user(self.manager).action_activate()
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2026-04-01"})
        period.with_user(self.reviewer).action_compute()
        notice = self.env["govinfo.notice"].with_user(self.reviewer)._draft_for(period)
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        notice.action_publish()

    def here(self, text):
        """The example with this server's address, key and database in place of the page's."""
        for page, own in (
            ("https://oa.example.gov.cn", self.base_url()),
            ("0123456789abcdef", self.key),
            ('DATABASE, LOGIN = "govinfo"', 'DATABASE, LOGIN = "%s"' % self.env.cr.dbname),
        ):
            text = text.replace(page, own)
        return text

    def run_curl(self, line):
        """Do what this call of curl does; its options are those of the page."""
        words = iter(shlex.split(line.replace("\\\n", " "))[1:])
        address, headers, data = None, {}, None
        for word in words:
            if word == "-H":
                name, _colon, value = next(words).partition(": ")
                headers[name] = value
            elif word == "-d":
                data = next(words).encode()
            elif word == "-X":
                self.assertEqual(next(words), "POST")
            else:
                address = word
        with urllib.request.urlopen(urllib.request.Request(address, data, headers)) as answer:  # noqa: S310
            return answer.read().decode()

    def run_python(self, code):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, str(PAGE), "exec"), self.globals)  # noqa: S102
        return said.getvalue()

    def test_every_example_runs(self):
        examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
        said = []
        self.env.flush_all()
        with (
            self.allow_requests(all_requests=True),
            self.assertLogs("odoo.addons.rpc.controllers.xmlrpc", "WARNING"),  # it goes with 20.0
            self.assertLogs("odoo.http", "WARNING"),  # the refusal
        ):
            for kind, text in examples:
                run = self.run_curl if kind == "sh" else self.run_python
                said.append(run(self.here(text)))
        self.assertEqual(len(examples), 8)
        unit, category, report, state, _notice, feed, rows, refusal = said
        self.assertIn("甲镇", unit)
        self.assertIn("dynamic", category)
        self.assertIn("signing", report)
        self.assertIn("T01-", state)
        self.assertIn("<feed", feed)
        self.assertIn("甲镇推进春耕备耕工作", rows)
        self.assertRegex(refusal, r"^4\d\d .{8}")
        self.assertTrue(self.globals["notices"], "the document was checked")
        item = self.env["govinfo.item"].search([("name", "=", "甲镇推进春耕备耕工作")])
        self.assertEqual((item.state, item.author_id), ("signing", self.officer))
