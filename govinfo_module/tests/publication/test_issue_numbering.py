"""Numbers of issues: gap-free per publication and year, also when two are approved at once."""

import threading
from contextlib import nullcontext
from datetime import date
from unittest.mock import patch

import psycopg2

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name, new_test_user
from odoo.tools import mute_logger

from ..common import QUIET, GovinfoCase


@tagged("post_install", "-at_install")
class TestIssueNumbering(GovinfoCase):
    def test_each_publication_and_year_counts_from_one(self):
        special = self.env["govinfo.publication"].create(
            {"name": "专报", "code": "ZB", "kind": "special", "is_own": True}
        )
        year = date.today().year
        for publication, day, number in (
            (self.bulletin, date(year, 1, 5), 1),
            (self.bulletin, date(year, 3, 5), 2),
            (special, date(year, 3, 5), 1),
            (self.bulletin, date(year - 1, 12, 30), 1),
            (self.bulletin, date(year, 2, 5), 3),
        ):
            issue = self.make_issue(
                self.accept(self.make_item()), publication_id=publication.id, date=day
            )
            self.approve_issue(issue)
            self.assertEqual((issue.year, issue.number), (day.year, number))

    def test_issues_approved_together_get_numbers_in_a_row(self):
        issues = self.make_issue(self.accept(self.make_item()))
        issues |= self.make_issue(self.accept(self.make_item()))
        issues.action_request_approval()
        issues.with_user(self.leader).action_approve()
        self.assertEqual(sorted(issues.mapped("number")), [1, 2])

    def test_a_refused_approval_uses_no_number(self):
        item = self.accept(self.make_item())
        issue = self.make_issue(item)
        issue.action_request_approval()
        item.with_user(self.reviewer).action_return("数字有误")
        with self.assertRaises(UserError):
            issue.with_user(self.leader).action_approve()
        self.assertFalse(issue.number)
        other = self.approve_issue(self.make_issue(self.accept(self.make_item())))
        self.assertEqual(other.number, 1)

    def test_numbers_continue_after_those_brought_in(self):
        year = date.today().year
        vals = {"publication_id": self.bulletin.id, "state": "published", "date": date(year, 1, 1)}
        self.history("govinfo.issue", year=year, number=17, **vals)
        issue = self.approve_issue(self.make_issue(self.accept(self.make_item())))
        self.assertEqual(issue.number, 18)
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"), self.undone():
            self.history("govinfo.issue", year=year, number=18, **vals)
        self.assertEqual(self.history("govinfo.issue", **vals).number, 19)

    def test_running_total_continues_over_the_years(self):
        self.bulletin.serial_before = 1000
        year = date.today().year
        for day, serial in ((date(year - 1, 5, 1), 1001), (date(year, 1, 5), 1002)):
            issue = self.approve_issue(self.make_issue(self.accept(self.make_item()), date=day))
            self.assertEqual((issue.number, issue.serial), (1, serial))


@tagged("post_install", "-at_install")
class TestIssueNumberingAtOnce(BaseCase):
    """Real transactions: what is made here is committed, and deleted at the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        # 18.0 holds it while tests run; threads of this test would wait for it
        lock = patch.object(Registry, "_lock", nullcontext())
        lock.start()
        self.addCleanup(lock.stop)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, QUIET)
            county = env["res.company"].create({"name": "并发县"})
            groups = "base.group_user,govinfo_module.group_leader"
            self.leader_ids = [
                new_test_user(
                    env,
                    "at_once_%d" % n,
                    groups,
                    QUIET,
                    company_id=county.id,
                    company_ids=[Command.set(county.ids)],
                ).id
                for n in (1, 2)
            ]
            publication = env["govinfo.publication"].create(
                {"name": "并发刊", "code": "AT", "is_own": True, "company_id": county.id}
            )
            issues = env["govinfo.issue"].create(
                [
                    {
                        "publication_id": publication.id,
                        "company_id": county.id,
                        "line_ids": [Command.create({"name": "题", "body": "<p>文</p>"})],
                    }
                    for _n in (1, 2)
                ]
            )
            issues._transition({"state": "pending"})
            self.issue_ids = issues.ids
            self.publication_id, self.county_id = publication.id, county.id
            env.flush_all()
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            for table in ("mail_message", "mail_followers", "mail_activity"):
                column = "model" if table == "mail_message" else "res_model"
                cr.execute(
                    "DELETE FROM %s WHERE %s = 'govinfo.issue' AND res_id IN %%s" % (table, column),
                    [tuple(self.issue_ids)],
                )
            cr.execute("DELETE FROM govinfo_issue WHERE id IN %s", [tuple(self.issue_ids)])
            env = api.Environment(cr, SUPERUSER_ID, QUIET)
            env["govinfo.publication"].browse(self.publication_id).unlink()
            users = env["res.users"].browse(self.leader_ids)
            partners = users.partner_id
            users.unlink()
            partners.unlink()
            county = env["res.company"].browse(self.county_id)
            partner = county.partner_id
            county.unlink()
            partner.unlink()

    def approve(self, issue_id, user_id, entered=None, go_on=None):
        """Approve as the platform does: a transaction that fails to serialise is run again."""
        for _attempt in range(5):
            try:
                with self.registry.cursor() as cr:
                    issue = api.Environment(cr, user_id, {})["govinfo.issue"].browse(issue_id)
                    issue.action_approve()
                    if entered:
                        entered.set()
                        go_on.wait(30)
                return "approved"
            except psycopg2.OperationalError:
                self.retries += 1
            except UserError:
                return "refused"
        return "given up"

    def approve_at_once(self, first, second):
        """Both in flight: the second starts while the first has its number but is not committed."""
        self.retries = 0
        # 14.0 keeps environments a thread of its own
        manage = getattr(api.Environment, "manage", nullcontext)
        entered, go_on, results = threading.Event(), threading.Event(), {}

        def run(name, *args):
            with manage():
                results[name] = self.approve(*args)

        threads = [
            threading.Thread(target=run, args=("first", first, self.leader_ids[0], entered, go_on)),
            threading.Thread(target=run, args=("second", second, self.leader_ids[1])),
        ]
        threads[0].start()
        self.assertTrue(entered.wait(30))
        threads[1].start()
        self.wait_until_blocked()
        go_on.set()
        for thread in threads:
            thread.join(60)
        return results

    def wait_until_blocked(self):
        """Until PostgreSQL says that a transaction waits for another's row."""
        for _look in range(600):
            with self.registry.cursor() as cr:
                cr.execute(
                    "SELECT count(*), pg_sleep(0.05) FROM pg_locks"
                    " WHERE NOT granted AND pid <> pg_backend_pid()"
                )
                if cr.fetchone()[0]:
                    return
        self.fail("the second approval did not wait for the first")

    def read(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            issues = env["govinfo.issue"].browse(self.issue_ids)
            return [(issue.number, issue.approver_id.id) for issue in issues]

    def test_two_issues_get_two_numbers(self):
        with mute_logger("odoo.sql_db"):
            results = self.approve_at_once(*self.issue_ids)
        self.assertEqual(results, {"first": "approved", "second": "approved"})
        self.assertEqual(self.read(), list(zip((1, 2), self.leader_ids)))
        self.assertEqual(self.retries, 1)

    def test_one_issue_is_approved_once(self):
        with mute_logger("odoo.sql_db"):
            results = self.approve_at_once(self.issue_ids[0], self.issue_ids[0])
        self.assertEqual(results, {"first": "approved", "second": "refused"})
        self.assertEqual(self.read()[0], (1, self.leader_ids[0]))
