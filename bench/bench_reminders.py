"""The reminder job: queries for a hundred lines must not grow, and a killed run repeats nothing.

Prints, for 1,000 and 10,000 open lines that are all due:

* queries for each hundred lines to send the reminder, and to note them as missed;
* growth: the same for the larger ÷ the smaller number (bar: 1.1);
* idle: queries of a whole run in which nothing is due;
* killed: the job is killed (SIGKILL) again and again until it is through; double messages and lines
  without a message (bar: 0 and 0).

``python bench/bench_reminders.py [lines …]`` with other numbers of lines to try something.
"""

import subprocess
import sys
import time
from datetime import timedelta

from common import environment
from psycopg2 import sql

from odoo import Command, fields

SIZES = (1_000, 10_000)
UNITS = 100
KILLED_AFTER = 6  # seconds, most of them for the start of the platform
LINES = """
    INSERT INTO govinfo_commission_line (commission_id, unit_id, company_id, label, state,
        commission_state, deadline, open_since, create_uid, create_date)
    SELECT commission, unit, %(company)s, '约稿', 'pending', 'issued', %(deadline)s, %(asked)s, 1, now()
    FROM unnest(%(commissions)s) commission, unnest(%(units)s) unit"""

DOUBLE = """
    SELECT coalesce(sum(sent - 1), 0) FROM (
        SELECT count(*) AS sent
          FROM {} note
          JOIN mail_message message ON message.id = note.mail_message_id
          JOIN govinfo_commission commission ON commission.id = message.res_id
         WHERE message.model = 'govinfo.commission' AND commission.company_id = %s
         GROUP BY message.res_id, note.res_partner_id) doubles"""


class County:
    """A county with ``lines`` open lines in commissions to a hundred units each."""

    def __init__(self, env, lines):
        self.cr = env.cr
        self.lines = lines
        company = env["res.company"].create({"name": "县%d" % time.time_ns()})
        # awake day and night: what is measured is the work, not the calendar
        company.write(
            {"resource_calendar_id": False, "govinfo_day_start": 0, "govinfo_day_end": 24}
        )
        self.env = env(context=dict(env.context, allowed_company_ids=company.ids))
        self.company = company
        self.reminders = self.env["govinfo.commission.reminder"]
        self.make()

    def make(self):
        category = self.env["govinfo.unit.category"].create(
            {"name": "组", "code": "Z", "company_id": self.company.id}
        )
        users = self.env["res.users"].with_context(no_reset_password=True)
        people = users.create(
            [
                {
                    "name": "信息员%d" % number,
                    "login": "x%d_%d" % (self.company.id, number),
                    "email": "x%d_%d@example.com" % (self.company.id, number),
                    "company_id": self.company.id,
                    "company_ids": [Command.set(self.company.ids)],
                }
                for number in range(UNITS)
            ]
        )
        units = self.env["govinfo.unit"].create(
            [
                {
                    "name": "单位%d" % number,
                    "code": "U%d" % number,
                    "category_id": category.id,
                    "officer_ids": [Command.set(user.ids)],
                    "leader_id": user.id,
                    "company_id": self.company.id,
                }
                for number, user in enumerate(people)
            ]
        )
        now = fields.Datetime.now()
        self.deadline = now + timedelta(hours=20)
        commissions = self.env["govinfo.commission"].create(
            [
                {"name": "约稿%d" % n, "deadline": self.deadline, "company_id": self.company.id}
                for n in range(self.lines // UNITS)
            ]
        )
        self.env.flush_all()
        self.cr.execute(
            "UPDATE govinfo_commission SET state = 'issued' WHERE id IN %s",
            [tuple(commissions.ids)],
        )
        values = {
            "company": self.company.id,
            "deadline": self.deadline,
            "asked": now - timedelta(days=9),
            "commissions": commissions.ids,
            "units": units.ids,
        }
        self.cr.execute(LINES, values)
        self.commit()

    def commit(self):
        self.cr.commit()
        self.env.clear()

    def queries(self):
        """Queries and seconds of one run of the job."""
        self.env.clear()
        before, begun = self.cr.sql_log_count, time.perf_counter()
        self.reminders._run(self.company, autocommit=True)
        return self.cr.sql_log_count - before, time.perf_counter() - begun

    def pass_deadline(self):
        self.cr.execute(
            "UPDATE govinfo_commission_line SET deadline = deadline - interval '30 days'"
            " WHERE company_id = %s",
            [self.company.id],
        )
        self.commit()

    def faults(self):
        """``(double messages, lines without one)`` by what stands in the database."""
        notes = sql.Identifier(self.env["mail.notification"]._table)
        self.cr.execute(sql.SQL(DOUBLE).format(notes), [self.company.id])
        double = self.cr.fetchone()[0]
        self.cr.execute(
            """
            SELECT count(*) FROM govinfo_commission_line line
             WHERE line.company_id = %s AND NOT EXISTS (
                SELECT 1 FROM govinfo_commission_reminder sent WHERE sent.line_id = line.id)""",
            [self.company.id],
        )
        return double, self.cr.fetchone()[0]


def killed_until_through(county):
    """How often the job had to be started when each start is killed after a while."""
    starts, seconds = 0, KILLED_AFTER
    while True:
        starts += 1
        job = subprocess.Popen([sys.executable, __file__, "--job", str(county.company.id)])
        try:
            job.wait(timeout=seconds)
            return starts
        except subprocess.TimeoutExpired:
            job.kill()
            job.wait()
            seconds += 1


def measure(env, lines, before):
    county = County(env, lines)
    hundreds = lines / 100
    sent, seconds = county.queries()
    idle, _seconds = county.queries()
    county.pass_deadline()
    missed, _seconds = county.queries()
    print("%7d lines" % lines)
    print("  send   %6.1f queries a hundred lines, %.1f s in all" % (sent / hundreds, seconds))
    print("  missed %6.1f queries a hundred lines" % (missed / hundreds))
    if before:
        growth = (sent / hundreds) / before[0], (missed / hundreds) / before[1]
        print("  growth %6.2f × and %.2f ×" % growth)
    print("  idle   %6d queries" % idle)
    return sent / hundreds, missed / hundreds


def main(sizes):
    with environment() as env:
        before = None
        for size in sizes:
            before = measure(env, size, before)
        county = County(env, sizes[-1])
        starts = killed_until_through(county)
        county.commit()
        print(
            "  killed %6d times: %d double messages, %d lines without one"
            % ((starts - 1,) + county.faults())
        )


def run_job(company_id):
    with environment() as env:
        company = env["res.company"].browse(company_id)
        env["govinfo.commission.reminder"]._run(company, autocommit=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--job"]:
        run_job(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
