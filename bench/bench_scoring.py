"""The scoring engine: a year's ledger against the insertion of as many ready-made rows.

Prints, for 100,000 and 1,000,000 facts of 3,000 units, medians of several turns:

* full: computing the year on an empty ledger ÷ inserting its rows, ready-made, into a table with the
  same columns and indexes (bar for 1,000,000 facts: 2.5);
* growth: full for 1,000,000 ÷ full for 100,000 facts (bar: 11);
* again: full ÷ computing the open quarter again after 10 new facts (bar: at least 20), for the ledger
  alone, and for the whole action, which also stores and ranks the quarter's scores;
* every clause: full with every kind of rule there is (tasks of persons, factors, each n-th fact, bars of
  heads and authors, units scored as others for one level, readers' answers) ÷ full of as many facts
  under the usual rules alone, for the largest number of facts (bar: 1.5).

``python bench/bench_scoring.py [facts …]`` with other numbers of facts to try something.
"""

import statistics
import sys
from datetime import date
from random import Random

from common import environment
from psycopg2 import sql
from scoring_county import County
from scoring_every_clause import EveryClause

SIZES = (100_000, 1_000_000)
TURNS = 3
COMPUTED = ("score_person", "score_group", "score", "score_window", "score_entry", "ledger")


def full(county):
    """Seconds of the whole year's ledger, computed on an empty one, and of the quarter's scores."""
    for table in COMPUTED:
        county.cr.execute(
            sql.SQL("DELETE FROM {} WHERE company_id = %s").format(
                sql.Identifier("govinfo_" + table)
            ),
            [county.company.id],
        )
    county.cr.commit()
    county.vacuum()
    ledger = county.timed(county.period._compute_ledger)
    return ledger, county.timed(county.period._store_scores)


def ledger_rows(county):
    county.cr.execute(
        "SELECT count(*) FROM govinfo_score_entry WHERE company_id = %s", [county.company.id]
    )
    return county.cr.fetchone()[0]


def ready_made(county):
    """Seconds of inserting the same rows, ready-made, into a table with the same columns and indexes."""
    county.cr.execute("DROP TABLE IF EXISTS bench_ready, bench_ledger")
    county.cr.execute(
        "CREATE UNLOGGED TABLE bench_ready AS SELECT * FROM govinfo_score_entry WHERE company_id = %s",
        [county.company.id],
    )
    county.cr.execute("CREATE TABLE bench_ledger (LIKE govinfo_score_entry INCLUDING ALL)")
    county.cr.commit()
    county.vacuum()
    seconds = county.timed(county.cr.execute, "INSERT INTO bench_ledger SELECT * FROM bench_ready")
    county.cr.execute("DROP TABLE bench_ready, bench_ledger")
    county.cr.commit()
    return seconds


def again(county, step):
    """The median seconds of ``step`` after 10 new facts."""
    random, found = Random(7), []
    for _turn in range(TURNS + 2):
        ten_facts(county, random)
        found.append(county.timed(step))
    return statistics.median(found)


def ten_facts(county, random):
    """Ten adoptions of items of the open quarter."""
    county.cr.execute(
        "SELECT id FROM govinfo_item WHERE company_id = %s"
        " AND submitted_at >= '2025-10-01' ORDER BY id LIMIT 10000",
        [county.company.id],
    )
    items = [row[0] for row in county.cr.fetchall()]
    county.env["govinfo.adoption"].create(
        [
            {
                "item_id": item,
                "publication_id": random.choice(county.known["publications"]),
                "date": date(2025, 12, random.randint(1, 31)),
                "external_issue": "第%d期" % number,
            }
            for number, item in enumerate(random.sample(items, 10))
        ]
    )
    county.env.flush_all()
    county.cr.commit()


def measure(county):
    """Print the county's figures; return the seconds of a full computation."""
    turns = [full(county) + (ready_made(county),) for _turn in range(TURNS)]
    ledger, scores, ready = map(statistics.median, zip(*turns))
    print("%9d facts, %d ledger rows" % (county.facts, ledger_rows(county)))
    print("  full   %7.2f s = %5.2f × ready-made rows (%.2f s)" % (ledger, ledger / ready, ready))
    seconds = again(county, county.period._compute_ledger)
    print("  again  %7.3f s, full is %6.1f ×" % (seconds, ledger / seconds))
    county.period.action_compute()
    county.cr.commit()
    seconds, both = again(county, county.period.action_compute), ledger + scores
    print(
        "  again  %7.3f s, full is %6.1f × (%.2f s), scores included"
        % (seconds, both / seconds, both)
    )
    return ledger


def main(sizes):
    before = None
    with environment() as env:
        for size in sizes:
            seconds = measure(County(env, size))
            if before:
                print("  growth %7.2f ×" % (seconds / before))
            before = seconds
        county = EveryClause(env, sizes[-1])
        whole = statistics.median(full(county)[0] for _turn in range(TURNS))
        rows = ledger_rows(county)
        print("  every clause %5.2f × (%.2f s, %d rows)" % (whole / seconds, whole, rows))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
