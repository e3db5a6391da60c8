"""The head's receipt from the e-mail: one click, without a login."""

import hashlib
import re

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoHttpCase


@tagged("post_install", "-at_install")
class TestNoticeReceipt(GovinfoHttpCase):
    def setUp(self):
        super().setUp()
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2026-07-01"})
        quota = {
            "name": "每月报送1条",
            "kind": "quota",
            "basis": "submission",
            "quota_window": "month",
        }
        ruleset = self.env["govinfo.ruleset"].create(
            {
                "name": "考核办法",
                "date_from": "2026-01-01",
                "rule_ids": [Command.create(dict(quota, quota=1, short_points=-1))],
            }
        )
        ruleset.with_user(self.manager).action_activate()
        period.ruleset_id = ruleset
        period.with_user(self.reviewer).action_compute()
        notice = self.env["govinfo.notice"].with_user(self.reviewer)._draft_for(period)
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        notice.action_publish()
        letters = notice.sudo().letter_ids
        self.letter = letters.filtered(lambda letter: letter.unit_id == self.unit)
        self.other = letters.filtered(lambda letter: letter.unit_id == self.unit_b)
        self.link = re.search('href="([^"]+/govinfo/letter/[^"]+)"', self.letter.mail_id.body_html)
        self.path = "/govinfo/letter/" + self.link.group(1).rsplit("/", 1)[1]

    def state(self):
        self.letter.invalidate_recordset()
        return self.letter.state

    def ask(self, method, path=None, **headers):
        return self.opener.request(
            method, self.base_address() + (path or self.path), headers=headers, timeout=30
        )

    def base_address(self):
        return self.url_open("/web/login").url.split("/web/")[0]

    def test_one_click(self):
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Thank you", page.text)
        self.assertIn(self.letter.notice_id.name, page.text)
        self.assertEqual(self.state(), "acknowledged")
        self.assertEqual(self.other.state, "pending")

    def test_second_click_is_answered_politely(self):
        self.url_open(self.path)
        before = self.letter.acknowledged_at
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("had been noted before", page.text)
        self.assertEqual(self.letter.acknowledged_at, before)

    def test_links_that_are_not_ours(self):
        token = self.path.rsplit("/", 1)[1]
        for wrong in (
            token[:-1],
            token + "A",
            token.swapcase(),
            "A" * len(token),
            str(self.letter.id),
            "%",
        ):
            with self.subTest(token=wrong):
                page = self.url_open("/govinfo/letter/" + wrong)
                self.assertEqual(page.status_code, 404)
                self.assertNotIn(self.unit.name, page.text)
        self.assertEqual(self.state(), "pending")

    def test_addresses_nobody_would_write(self):
        for wrong in ("%00", "a%00b", "%ff%fe", "A" * 3000, "%E2%80%AE", "..%2f..", "²"):
            with self.subTest(token=wrong):
                self.assertEqual(self.url_open("/govinfo/letter/" + wrong).status_code, 404)

    def test_the_link_is_kept_nowhere_but_in_the_mail(self):
        token = self.path.rsplit("/", 1)[1]
        letter = self.letter.sudo()
        self.assertEqual(letter.token, hashlib.sha256(token.encode()).hexdigest())
        for user in self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login):
                messages = self.env["mail.message"].with_user(user)
                self.assertFalse(messages.search([("body", "like", token)]))
                with self.assertRaises(AccessError):
                    letter.mail_id.with_user(user).read(["body_html"])
                letters = letter.with_user(user).browse()
                for ask in (
                    lambda letters=letters: letters.search([("token", "=like", "a%")]),
                    lambda letters=letters: letters.formatted_read_group([], ["token"]),
                    lambda letters=letters: letters.formatted_read_group([], [], ["token:max"]),
                    lambda letters=letters: letters.search([], order="token"),
                ):
                    with self.assertRaises(AccessError):
                        ask()

    def test_a_reminder_has_a_link_of_its_own(self):
        self.letter._transition({"state": "sent", "sent_at": "2026-01-01 00:00:00"})
        self.letter._remind()
        mail = self.env["mail.mail"].search(
            [("model", "=", self.letter._name), ("res_id", "=", self.letter.id)], limit=1
        )
        link = re.search('href="([^"]+/govinfo/letter/[^"]+)"', mail.body_html).group(1)
        self.assertNotIn(self.path, link)
        page = self.url_open("/govinfo/letter/" + link.rsplit("/", 1)[1])
        self.assertIn("Thank you", page.text)
        self.assertIn("had been noted before", self.url_open(self.path).text)

    def test_programs_that_look_at_links_acknowledge_nothing(self):
        self.assertEqual(self.ask("HEAD").status_code, 200)
        self.assertIn("Confirm receipt", self.ask("GET", Purpose="prefetch").text)
        self.assertIn(
            "Confirm receipt", self.ask("GET", **{"Sec-Purpose": "prefetch;prerender"}).text
        )
        self.assertEqual(self.state(), "pending")

    def test_second_click_where_the_county_asks_for_it(self):
        self.company.govinfo_receipt_confirm = True
        self.assertIn("Confirm receipt", self.url_open(self.path).text)
        self.assertEqual(self.state(), "pending")
        page = self.ask("POST")
        self.assertIn("Thank you", page.text)
        self.assertEqual(self.state(), "acknowledged")

    def test_nothing_follows_a_receipt_on_paper(self):
        self.letter.with_user(self.reviewer).action_acknowledge()
        self.assertEqual(self.letter.mail_id.state, "cancel")
        self.assertIn("had been noted before", self.url_open(self.path).text)
