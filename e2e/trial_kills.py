"""Processes killed at each step of the quarterly job, publishing, import and exchange; in Odoo's shell.

Each work is begun by processes that are killed with SIGKILL after one of its steps, until one gets
through; then it is done once more. In the end nothing is there twice, nothing is missing, the ledger
is what a full computation gives, and nobody holds a lock. What the mail server has to do with it is
``trial_delivery.py``'s.
"""

import base64
import time
import unittest
from datetime import timedelta

from odoo.exceptions import UserError

from odoo.addons.govinfo_module.exchange.tables.xlsx_out import Sheet, write_xlsx
from odoo.addons.govinfo_module.tests.common import County

from .processes import Processes

PATIENCE = 20  # seconds for the server to see that a client is gone
HELD = "a lock that somebody holds"
#: What no state of the database may show: each query gives faults, or nothing.
INVARIANTS = {
    "an issue's number twice": """
        SELECT publication_id, year, number FROM govinfo_issue WHERE number > 0
         GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "a gap in an issue's numbers": """
        SELECT publication_id, year FROM govinfo_issue WHERE number > 0
         GROUP BY 1, 2 HAVING max(number) <> count(*)""",
    "an item's number twice": """
        SELECT unit_id, number FROM govinfo_item GROUP BY 1, 2 HAVING count(*) > 1""",
    "a notice's number twice, or a gap": """
        SELECT company_id, doc_year FROM govinfo_notice WHERE doc_sequence > 0
         GROUP BY 1, 2 HAVING max(doc_sequence) <> count(DISTINCT doc_sequence)
                           OR count(*) <> count(DISTINCT doc_sequence)""",
    "two live notices of a period": """
        SELECT period_id FROM govinfo_notice
         WHERE state <> 'cancelled' AND supplement_of_id IS NULL GROUP BY 1 HAVING count(*) > 1""",
    "a head's letter twice": """
        SELECT notice_id, unit_id FROM govinfo_notice_letter GROUP BY 1, 2 HAVING count(*) > 1""",
    "an e-mail of two letters": """
        SELECT mail_id FROM govinfo_notice_letter WHERE mail_id IS NOT NULL
         GROUP BY 1 HAVING count(*) > 1""",
    "a published issue without its file": """
        SELECT issue.id FROM govinfo_issue issue LEFT JOIN ir_attachment file
            ON file.id = issue.attachment_id AND file.govinfo_locked
         WHERE issue.state = 'published' AND (file.id IS NULL OR issue.sha256 IS NULL)""",
    "a file of nothing that was published": """
        SELECT file.id FROM ir_attachment file JOIN govinfo_issue issue ON issue.id = file.res_id
         WHERE file.res_model = 'govinfo.issue' AND file.govinfo_locked
           AND file.id NOT IN (coalesce(issue.attachment_id, 0), coalesce(issue.ofd_id, 0))""",
    "an item of a published issue without its adoption, or with two": """
        SELECT issue.id, line_item.item_id
          FROM govinfo_issue issue
          JOIN govinfo_issue_line line ON line.issue_id = issue.id
          JOIN govinfo_issue_line_item_rel line_item ON line_item.line_id = line.id
          LEFT JOIN govinfo_adoption adoption ON adoption.issue_id = issue.id
               AND adoption.item_id = line_item.item_id AND adoption.state = 'registered'
         WHERE issue.state = 'published' GROUP BY 1, 2 HAVING count(adoption.id) <> 1""",
    "an adoption by an issue that is not published": """
        SELECT adoption.id FROM govinfo_adoption adoption
          JOIN govinfo_issue issue ON issue.id = adoption.issue_id
         WHERE issue.state <> 'published'""",
    "a published text kept twice": """
        SELECT item_id, name FROM govinfo_item_version WHERE stage = 'issued'
         GROUP BY 1, 2 HAVING count(*) > 1""",
    "a row of a list that is done without its adoption": """
        SELECT line.id FROM govinfo_adoption_import_line line
          JOIN govinfo_adoption_import list ON list.id = line.import_id
         WHERE list.state = 'done' AND line.decision IN ('adopt', 'create')
           AND (line.adoption_id IS NULL OR line.item_id IS NULL)""",
    "an adoption of two rows": """
        SELECT adoption_id FROM govinfo_adoption_import_line WHERE adoption_id IS NOT NULL
         GROUP BY 1 HAVING count(*) > 1""",
    "an item sent to a level twice": """
        SELECT item_id, level FROM govinfo_upload GROUP BY 1, 2 HAVING count(*) > 1""",
    "a day that counts other reports than it has": """
        SELECT day.id FROM govinfo_upload_day day LEFT JOIN govinfo_upload report
            ON report.day_id = day.id
         GROUP BY day.id HAVING day.sent_count <> count(DISTINCT report.item_id)""",
    "a report of no day": "SELECT id FROM govinfo_upload WHERE day_id IS NULL",
    HELD: """
        SELECT lock.pid, lock.locktype FROM pg_locks lock
          JOIN pg_stat_activity activity USING (pid)
         WHERE activity.backend_type = 'client backend' AND activity.datname = current_database()
           AND lock.pid <> pg_backend_pid()""",
}
LEDGER = """
    SELECT unit_id, rule_id, date, user_id, item_id, source_model, source_id, raw_points, points, reason
      FROM govinfo_score_entry ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"""


class Office(County):
    """The county of the trial: rules, two accepted items, an issue, a list of adoptions."""

    @classmethod
    def open(cls, env):
        cls.env = env
        cls.build()
        rule = {"name": "报送", "kind": "event", "basis": "submission", "points": 1}
        used = {"name": "采用", "kind": "event", "basis": "adoption", "points": 5}
        today = env.company.govinfo_today()
        env["govinfo.ruleset"].with_user(cls.manager).create(
            {
                "name": "考核办法",
                "date_from": today - timedelta(days=800),
                "rule_ids": [(0, 0, rule), (0, 0, used)],
            }
        ).action_activate()
        items = [cls.accept(cls.make_item(name="甲镇信息%s" % one)) for one in "一二"]
        cls.make_issue(*items)
        pasted = "标题\t单位\t日期\n甲镇信息一\t甲镇\t%s\n乙镇旧闻\t乙镇\t%s" % (today, today)
        cls.history(
            "govinfo.item",
            name="甲镇上季信息",
            unit_id=cls.unit.id,
            category_id=cls.category.id,
            body="<p>春耕备耕</p>",
            state="accepted",
            submitted_at=env.company.govinfo_utc(today - timedelta(days=100)),
        )
        env["govinfo.adoption.import"].with_user(cls.reviewer).create(
            {"publication_id": cls.city_paper.id, "pasted": pasted}
        )


def issue(env):
    return env["govinfo.issue"].search([])


def listed(env):
    return env["govinfo.adoption.import"].search([])


def notice(env):
    return env["govinfo.notice"].search([("period_id.kind", "=", "quarter")])


def close_quarter(env):
    env["govinfo.period"]._cron_quarter_close(autocommit=True)


def import_days(env):
    days = [("2026-10-%02d" % day, "否", "国庆节") for day in range(1, 8)]
    content = write_xlsx([Sheet("节假日", ("日期", "是否上班", "备注"), days)])
    wizard = env["govinfo.import.wizard"].create(
        {"kind": "working_day", "file": base64.b64encode(content)}
    )
    wizard.action_import()


def send_up(env):
    items = env["govinfo.item"].search([("state", "=", "accepted"), ("submitted_at", "!=", False)])
    wizard = env["govinfo.upload.wizard"].create(
        {"item_ids": [(6, 0, items.ids)], "level": "city", "channel": "package"}
    )
    wizard.action_send()


#: Work, who does it, and after which method (of a model, for the how manieth time) it is killed.
WORKS = [
    (
        close_quarter,
        None,
        [
            ("govinfo.period", "create"),
            ("govinfo.period", "_lock"),
            ("govinfo.period", "_compute_ledger"),
            ("govinfo.period", "_store_scores"),
            ("govinfo.period", "_say_computed"),
            ("govinfo.notice", "_freeze_figures"),
            ("govinfo.period", "_draft_notice"),
        ],
    ),
    (
        lambda env: issue(env).action_request_approval(),
        "reviewer_a",
        [("govinfo.issue", "_change"), ("govinfo.issue", "_note_print_faults")],
    ),
    (
        lambda env: issue(env).action_approve(),
        "leader_a",
        [("govinfo.publication", "_next_number"), ("govinfo.issue", "_change")],
    ),
    (
        lambda env: issue(env).action_publish(),
        "reviewer_a",
        [
            ("govinfo.issue", "_begin"),
            ("govinfo.issue", "_document"),
            ("ir.attachment", "_govinfo_lock_files"),
            ("govinfo.issue", "_keep_files"),
            ("govinfo.issue", "_channel"),
            ("govinfo.issue", "_change"),
            ("govinfo.issue", "_register_adoptions"),
            ("govinfo.issue", "_keep_issued_texts"),
            ("govinfo.issue", "_tell_authors"),
            ("govinfo.issue", "_post_to_channel"),
            ("govinfo.issue", "_publish"),
        ],
    ),
    (
        lambda env: listed(env).action_match(),
        "reviewer_a",
        [
            ("govinfo.adoption.import", "_read_list"),
            ("govinfo.adoption.import", "_propose"),
            ("govinfo.adoption.import", "_match"),
        ],
    ),
    (
        lambda env: listed(env).action_confirm(),
        "reviewer_a",
        [
            ("govinfo.item", "_register_afterwards"),
            ("govinfo.adoption.import.line", "_make_items"),
            ("govinfo.adoption.import.line", "_register_adoptions"),
            ("govinfo.adoption.import", "_change"),
            ("govinfo.adoption.import", "_tell_authors"),
        ],
    ),
    (
        import_days,
        "manager_a",
        [("govinfo.import.wizard", "_read_sheet"), ("govinfo.working.day", "create")],
    ),
    (
        send_up,
        "reviewer_a",
        [
            ("govinfo.upload.day", "_ensure"),
            ("govinfo.upload", "_file_by_day"),
            ("govinfo.item", "action_upload"),
            ("govinfo.upload", "_package_item"),
            ("govinfo.upload", "_exchange_package"),
        ],
    ),
    (
        lambda env: notice(env).action_request_approval(),
        "reviewer_a",
        [("govinfo.notice", "_change")],
    ),
    (lambda env: notice(env).action_approve(), "leader_a", [("govinfo.notice", "_highest_number")]),
    (
        lambda env: notice(env).action_publish(),
        "reviewer_a",
        [("govinfo.notice.letter", "_make_for"), ("govinfo.notice", "_publish")],
    ),
]


class TestKills(Processes, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with cls.transaction() as env:
            Office.open(env)

    def test_killed_at_every_step(self):
        killed = 0
        for work, login, deaths in WORKS:
            for death in deaths:
                with self.subTest(killed_after=death):
                    self.assertEqual(self.do(work, login, dies_after=death), "killed")
                    killed += 1
                    self.assert_sound()
            self.assertEqual(self.do(work, login), 0)
            self.assertEqual(self.do(lambda env, work=work: again(work, env), login), 0)
            self.assert_sound()
        self.assert_complete()
        print("kills: %d, %d invariants each time" % (killed, len(INVARIANTS)), flush=True)
        self.assertGreater(killed, 30)

    def assert_sound(self):
        with self.transaction() as env:
            self.let_go(env.cr)
            for fault, query in INVARIANTS.items():
                env.cr.execute(query)
                self.assertFalse(env.cr.fetchall(), fault)

    def let_go(self, cr):
        """The server has noticed that the dead are gone; it does so a moment after their death."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            cr.execute("SELECT pg_stat_clear_snapshot()")
            cr.execute(INVARIANTS[HELD])
            if not cr.fetchall():
                return
            time.sleep(0.01)

    def assert_complete(self):
        """All of it is there, once, and the ledger is what a full computation makes of it."""
        with self.transaction() as env:
            self.assertEqual(issue(env).state, "published")
            self.assertEqual(listed(env).state, "done")
            self.assertEqual(len(listed(env).line_ids.adoption_id), 2)
            self.assertEqual(notice(env).state, "published")
            self.assertEqual(len(notice(env).letter_ids), 3)
            self.assertEqual(env["govinfo.working.day"].search_count([]), 7)
            self.assertEqual(len(env["govinfo.upload"].search([])), 4)
            period = notice(env).period_id
            period._compute_ledger()
            env.cr.execute(LEDGER)
            ledger = env.cr.fetchall()
            self.assertTrue(ledger)
            period._compute_ledger(full=True)
            env.cr.execute(LEDGER)
            self.assertEqual(env.cr.fetchall(), ledger)


def again(work, env):
    """A second time: refused, or nothing more of it."""
    try:
        work(env)
    except UserError:
        env.cr.rollback()


def main(env):
    TestKills.registry = env.registry
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(TestKills)
    unittest.TextTestRunner(verbosity=2).run(tests)
