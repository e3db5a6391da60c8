"""The analysis over a year's facts: each picture against a plain GROUP BY over the same items.

Prints, for 100,000 and 1,000,000 facts of 3,000 units, the seconds of a plain grouping of the items by
category and month, written by hand on the table itself, and for each picture, asked as the web client
asks (``formatted_read_group``), how many times that it takes; last, the one-page sheet with its PDF. Bars: 10 for
a picture, 40 for the sheet of one page, which asks for all of them.

``python bench/bench_analysis.py [facts …]`` with other numbers of facts to try something.
"""

import sys

from common import environment
from scoring_county import YEAR, County

from odoo import Command

SIZES = (100_000, 1_000_000)
PLAIN = """
    SELECT category_id, date_trunc('month', submitted_at), count(*), sum(is_adopted::int)
      FROM govinfo_item
     WHERE company_id = %s AND submitted_at BETWEEN %s AND %s
       AND state IN ('submitted', 'accepted', 'archived')
     GROUP BY 1, 2
"""
ITEM, UNIT = "govinfo.analysis.item", "govinfo.analysis.unit"
# Name, model, measures, grouping: as the views of the same name ask.
PICTURES = (
    ("structure", ITEM, ["submitted", "adopted"], ["category_id", "date:month"]),
    ("research", ITEM, ["research", "research_share"], ["date:month", "unit_category_id"]),
    (
        "conversion",
        ITEM,
        ["submitted", "adopted", "adopted_share"],
        ["unit_category_id", "unit_id"],
    ),
    ("levels", ITEM, ["submitted"], ["category_id", "adopted_level"]),
    ("speed", ITEM, ["hours_to_submit", "hours_to_accept"], ["date:month", "urgency"]),
    ("units", UNIT, ["unit_count"], ["unit_category_id", "standing"]),
    ("balance", "govinfo.analysis.balance", ["share"], ["part", "line"]),
    ("punctuality", "govinfo.commission.line", [], ["deadline:month", "state"]),
    ("coverage", "govinfo.coverage", ["item_count"], ["topic_id"]),
)


class Analysis(County):
    """The county of the scoring benchmark with key works, and the pictures of it."""

    def make_facts(self):
        super().make_facts()
        works = self.make(
            "govinfo.topic", [{"name": "重点工作%d" % n, "date_from": YEAR[0]} for n in range(30)]
        )
        works.write({"unit_ids": [Command.set(self.known["units"][:100])]})
        self.cr.execute(
            """
            INSERT INTO govinfo_item_topic_rel (item_id, topic_id)
            SELECT id, (%s)[1 + id %% 30] FROM govinfo_item WHERE company_id = %s AND id %% 3 = 0
            """,
            [works.ids, self.company.id],
        )
        self.cr.execute(
            """
            UPDATE govinfo_item SET event_time = submitted_at - interval '30 hour',
                                    accepted_at = submitted_at + interval '3 hour'
             WHERE company_id = %s
            """,
            [self.company.id],
        )
        self.vacuum()

    def best(self, step, *args):
        """The least of three times, as the second look at a screen."""
        return min(self.timed(step, *args) for _turn in range(3))

    def plain(self):
        self.cr.execute(PLAIN, [self.company.id, *YEAR])
        self.cr.fetchall()

    def picture(self, model, measures, groups):
        domain = [("company_id", "=", self.company.id)]
        if model == ITEM:
            domain += [("date", ">=", YEAR[0]), ("date", "<=", YEAR[1])]
        fields = self.env[model]._fields
        wanted = ["%s:%s" % (name, fields[name].aggregator) for name in measures]
        assert self.env[model].formatted_read_group(domain, groups, [*wanted, "__count"])

    def sheet(self):
        assert self.env["govinfo.analysis.sheet"]._render_pdf(self.company)


def main(sizes):
    with environment() as env:
        for size in sizes:
            county = Analysis(env, size)
            plain = county.best(county.plain)
            print("%9d facts, plain GROUP BY %.3f s" % (size, plain))
            for name, *question in PICTURES:
                seconds = county.best(county.picture, *question)
                print("  %-12s %7.3f s = %6.1f × plain" % (name, seconds, seconds / plain))
            seconds = county.best(county.sheet)
            print("  %-12s %7.3f s = %6.1f × plain" % ("sheet", seconds, seconds / plain))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
