"""Publishing a notice to 300 unit heads, each with a letter, while others work.

Prints:

* queued: seconds from the click on "Publish" until 300 letters are rendered and their e-mails queued
  (bar: 60), and as a ratio to rendering the same 300 PDFs and nothing else (bar: 5);
* click: the share of that time which the one who clicked waits for (a first batch; the others follow in
  the background);
* others: an officer writes items all the time; steps that waited for a lock for more than 0.2 s
  (bar: 0), and the median time of a step ÷ the same in a quiet county.

``python bench/bench_notice.py [units]`` with another number of units to try something.
"""

import statistics
import subprocess
import sys
import time
from datetime import timedelta

import psycopg2
from common import environment

from odoo import Command

UNITS, ROUNDS = 300, 40


def make(env, units):
    """A county in which everybody fell short; the approved notice on its last quarter."""
    from odoo.addons.govinfo_module.tests.common import County

    County.env = env
    County.build()
    for number in range(units - 3):
        County.make_unit("第%d镇" % number, "U%03d" % number, County.townships)
    today = env.company.govinfo_today()
    quota = {"name": "每月报送1条", "kind": "quota", "basis": "submission", "quota_window": "month"}
    rules = [Command.create(dict(quota, quota=1, short_points=-1))]
    ruleset = env["govinfo.ruleset"].create(
        {"name": "考核办法", "date_from": today - timedelta(days=800), "rule_ids": rules}
    )
    ruleset.with_user(County.manager).action_activate()
    env["govinfo.period"]._cron_quarter_close()
    notice = env["govinfo.notice"].search([]).with_user(County.reviewer)
    notice.action_request_approval()
    notice.with_user(County.leader).action_approve()
    env.cr.commit()
    return notice


def rendering(notice):
    """Seconds for the PDFs alone."""
    figures, office = notice._letter_parts()
    papers = notice.company_id._govinfo_print()
    units = [row["unit_id"] for group in figures["ranking"] for row in group["rows"]]
    from odoo.addons.govinfo_module import documents, gongwen

    start = time.perf_counter()
    for unit_id in units:
        unit = {"id": unit_id, "deadline": str(notice.rectify_by)}
        gongwen.render_pdf(documents.letter_document(figures, unit, office), **papers)
    return time.perf_counter() - start


def publish(notice_id):
    """What the click and then the job behind it do; prints the seconds of both."""
    with environment() as env:
        notice = env["govinfo.notice"].browse(notice_id)
        reviewer = env["res.users"].search([("login", "=", "reviewer_a")])
        start = time.perf_counter()
        notice.with_user(reviewer).action_publish()
        env.cr.commit()
        click = time.perf_counter() - start
        env["govinfo.notice.letter"]._prepare_waiting(autocommit=True)
        env.cr.commit()
        print(click, time.perf_counter() - start)
        assert len(notice.letter_ids.mail_id) == len(notice.letter_ids.attachment_id)
        assert len(notice.letter_ids.mail_id) == len(notice.period_id.score_ids)


class Officer:
    """Somebody else at work: writes an item, submits it for sign-off."""

    def __init__(self, env):
        self.env = env
        self.user = env["res.users"].search([("login", "=", "officer_a")])
        self.unit = env["govinfo.unit"].search([("code", "=", "T01")])
        self.category = env.ref("govinfo_module.category_dynamic")
        self.waited = 0

    def step(self):
        """Seconds of one step; a lock that does not come within 0.2 s is counted."""
        start = time.perf_counter()
        try:
            self.env.cr.execute("SET LOCAL lock_timeout = '200ms'")
            item = self.env["govinfo.item"].with_user(self.user)
            values = {"name": "甲镇推进春耕备耕", "body": "<p>全力推进春耕备耕。</p>"}
            item = item.create(dict(values, unit_id=self.unit.id, category_id=self.category.id))
            item.action_request_signoff()
            self.env.cr.commit()
        except psycopg2.OperationalError:
            self.env.cr.rollback()
            self.waited += 1
        self.env.clear()
        return time.perf_counter() - start


def main(units):
    with environment() as env:
        notice = make(env, units)
        alone = rendering(notice)
        officer = Officer(env)
        quiet = [officer.step() for _round in range(ROUNDS)]
        job = subprocess.Popen(
            [sys.executable, __file__, "--publish", str(notice.id)], stdout=subprocess.PIPE
        )
        busy = []
        while job.poll() is None:
            busy.append(officer.step())
        click, whole = map(float, job.stdout.read().split())
        print("%d letters" % units)
        print("  queued %6.1f s, %.2f × rendering alone (%.1f s)" % (whole, whole / alone, alone))
        print("  click  %6.2f of it, %.1f s" % (click / whole, click))
        pace = statistics.median(busy) / statistics.median(quiet)
        print("  others %6d of %d steps waited for a lock" % (officer.waited, len(busy)))
        print("         %6.2f × the time of a step in a quiet county" % pace)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--publish"]:
        publish(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
