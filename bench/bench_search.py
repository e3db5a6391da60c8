"""Finding words in 100,000 texts: the index of pairs of characters against ``ilike``, and what it costs.

Texts are items as the sample county writes them, made longer by shuffling their paragraphs (about 700
characters). 20 usual words of one to six characters, some in three quarters of all texts, some in a hundredth.
For leader, reviewer and an officer who may read one text in sixty: median and p95 over words and rounds, of
elapsed time and of the processor (this process's and the database's for it), and how many times as long the
platform's own way takes for the same question with the same rights.

* The 20 newest texts of all kinds: ``find``, and ``ilike`` over all columns that are searched.
* A page with its count: the page 检索 (40 of at most 100 texts, with the places marked), and the list of each
  kind with ``ilike`` (40 records, counted up to 10,001, nothing marked).
* The search box of the list of items by the index and by ``ilike``, for the leader.
* The size of the index and what writing a text costs with and without it.
* Likeness: candidates for a text edited in a tenth of its characters, by fingerprints (what is used) and
  by the words of its title in this index: how many originals are among them, and milliseconds.

Asked for: under 50 ms at p95 and at least 50 times as quick as ``ilike``. Of the 20 newest texts with a word
that stands in every tenth, ``ilike`` looks at two hundred and is done: only rare words and counting make it
slow, so 50 times is asked of the page.

Once measured, on two cores with nothing beside it (100,000 texts, milliseconds elapsed, median and p95): the 20
newest for the leader 5 and 9, the reviewer 6 and 9; a page for the leader 12 and 19, the reviewer 13 and 21.
``ilike`` took 136 and 127 times as long for the leader's page, 88 and 121 for the reviewer's; for the 20 newest
104 and 144 (leader), 2 and 11 (reviewer); for the box of the list 14 and 8. The texts are 190 MB (704 characters each),
the GIN index 136 MB, the table with texts, vectors and indexes 952 MB; the items themselves 302. In bulk a text is
indexed in 1.3 ms; one is written in 5.3 ms, 2.6 without the index. Likeness finds 38 of 40 originals by fingerprints
in 1 ms, 6 by the words of the title in 12: so fingerprints stay.

To be measured anew: the officer (before units were looked for once in the record rules: the 20 newest 29 and 38, a
page 39 and 62, 41 and 39 times), and 1,000,000 texts.

``make bench ARGS="search 1000000"`` for another number of texts. Of more than 100,000, 50,000 are made as above and the
others copied by SQL, with their vectors, to other days of ten years and to other units, and the GIN index is built anew
over all: words are as frequent as they were, but each text is there many times. ``ilike`` is asked for each seventh
word only, and likeness is left out.
"""

import random
import statistics
import sys
import time
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from common import environment
from psycopg2.extras import execute_values

from odoo import Command
from odoo.fields import Domain
from odoo.tools import SQL

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from demo.some_texts import some_items  # noqa: E402

COUNT, WRITTEN, ROUNDS, UNITS, BATCH = 100_000, 3000, 5, 60, 2000
#: Of more texts so many are different; years over which texts are spread, and more of them.
DIFFERENT, YEARS, MORE_YEARS = 50_000, 3, 10
SPACE = "2GB"  # memory to build the index in
LENGTH = 700  # characters of a text
BEGIN = datetime(2026, 11, 1)
FEW, MOST = 20, 10_001  # results asked for, counted
#: What is searched, as the platform alone would: the day, then the columns of text.
COLUMNS = {
    "govinfo.item": ("submitted_at", "name", "body", "number"),
    "govinfo.item.version": ("date", "name", "body"),
    "govinfo.issue": ("date", "editor_note", "line_ids.name", "line_ids.body"),
    "govinfo.instruction": ("date", "text", "leader_name"),
    "govinfo.commission": ("date_issued", "name", "requirement", "number"),
}
EDITED, ALIKE = 40, 20_000
WORDS = (
    "水 粮 春耕 防汛 农机 化肥 企业 群众反映 安全隐患 高标准农田 招商 养老 非遗 亲子阅读 森林防火 "
    "医保 老旧小区 信访 测土配方 欠薪"
).split()


class County:
    """A county of many items, written by SQL: what is measured is finding them."""

    def __init__(self, env, count):
        self.env, self.cr, self.count = env, env.cr, count
        self.days = 365 * (YEARS if count <= COUNT else MORE_YEARS)
        self.random = random.Random(5)
        group = env["govinfo.unit.category"].create({"name": "组", "code": "Z"})
        self.people = {
            name: self._user(name, "govinfo_module.group_%s" % name)
            for name in ("leader", "reviewer", "officer")
        }
        self.units = env["govinfo.unit"].create(
            [
                {"name": "单位%d" % n, "code": "U%d" % n, "category_id": group.id}
                for n in range(UNITS)
            ]
        )
        self.units[0].officer_ids = [Command.link(self.people["officer"].id)]
        env.flush_all()
        self.paragraphs, self.titles = [], []
        for _unit, title, body, _day in some_items(WRITTEN):
            self.titles.append(title)
            self.paragraphs += body.removesuffix("</p>").split("</p>")

    def _user(self, login, group):
        groups = [self.env.ref("base.group_user").id, self.env.ref(group).id]
        return (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create({"name": login, "login": login, "group_ids": [Command.set(groups)]})
        )

    def text(self):
        """``(title, HTML)`` of a text unlike the others."""
        parts, length = [], 0
        while length < LENGTH:
            parts.append(self.random.choice(self.paragraphs))
            length += len(parts[-1])
        return self.random.choice(self.titles), "</p>".join(parts) + "</p>"

    def items(self, count):
        """``count`` items as rows of the table; gives their ids."""
        rows = []
        category = self.env.ref("govinfo_module.category_dynamic").id
        for number in range(count):
            title, body = self.text()
            moment = BEGIN - timedelta(minutes=self.random.randrange(self.days * 1440))
            unit = self.random.choice(self.units.ids)
            secrecy = "work_secret" if number % 100 == 0 else "internal"
            rows.append((str(time.time_ns()), title, body, unit, category, secrecy, moment))
        found = execute_values(
            self.cr._obj,
            "INSERT INTO govinfo_item (number, name, body, unit_id, category_id, secrecy,"
            " submitted_at, author_id, company_id, urgency, state, label, disclosure, counted,"
            " create_uid, create_date) VALUES %s RETURNING id",
            rows,
            template="(%%s, %%s, %%s, %%s, %%s, %%s, %%s, %d, %d, 'normal', 'accepted', '信息', 'none',"
            " true, 1, now())" % (self.people["officer"].id, self.env.company.id),
            page_size=1000,
            fetch=True,
        )
        return [row[0] for row in found]

    def fill(self):
        """All items, and their texts in the index; of more than ``COUNT`` most are copies."""
        made, seconds = self.count if self.count <= COUNT else DIFFERENT, 0
        for start in range(0, made, BATCH):
            ids = self.items(min(BATCH, made - start))
            begun = time.perf_counter()
            self.env["govinfo.search.text"]._store(self.env["govinfo.item"].browse(ids))
            seconds += time.perf_counter() - begun
            self.env.invalidate_all()
            self.cr.commit()
        print("%d texts indexed, %.2f ms each in bulk" % (made, seconds / made * 1e3), flush=True)
        if self.count > made:
            self.multiply(made)
        self.tidy()

    def multiply(self, made):
        """Copies of the ``made`` texts, until there are ``count``; the index is built anew."""
        begun = time.perf_counter()
        self.cr.execute("SELECT pg_get_indexdef('govinfo_search_text_words_index'::regclass)")
        index = self.cr.fetchone()[0]
        self.cr.execute("DROP INDEX govinfo_search_text_words_index")
        self.cr.execute("SELECT max(id) FROM govinfo_item")
        apart = self.cr.fetchone()[0]
        for copy, start in enumerate(range(made, self.count, made), 1):
            self.copy(copy, min(made, self.count - start), apart)
            self.cr.commit()
        self.cr.execute("SELECT setval('govinfo_item_id_seq', max(id)) FROM govinfo_item")
        copied = time.perf_counter()
        self.cr.execute(SQL("SET LOCAL maintenance_work_mem = %s", SPACE))
        self.cr.execute(index)
        self.cr.commit()
        print(
            "%d of %d texts are copies of the others on other days and of other units, made by SQL in"
            " %.0f s; the GIN index over all built in %.0f s"
            % (self.count - made, self.count, copied - begun, time.perf_counter() - copied),
            flush=True,
        )

    def copy(self, copy, count, apart):
        """Copies of the first ``count`` items, ``apart`` ids from those of the last ones, and their texts."""
        values = {
            "copy": copy,
            "count": count,
            "apart": copy * apart,
            "begin": BEGIN,
            "days": self.days,
            "shift": copy * 97,  # no multiple of weeks or months
            "units": self.units.ids,
            "of": len(self.units),
        }
        self.cr.execute(
            """
            INSERT INTO govinfo_item (id, number, name, body, unit_id, category_id, secrecy,
                submitted_at, author_id, company_id, urgency, state, label, disclosure, counted,
                create_uid, create_date)
            SELECT id + %(apart)s, number || '-' || %(copy)s, name, body,
                (%(units)s)[(array_position(%(units)s, unit_id) - 1 + %(copy)s) %% %(of)s + 1],
                category_id, secrecy,
                submitted_at + (ago - (ago + %(shift)s) %% %(days)s) * interval '1 day',
                author_id, company_id, urgency, state, label, disclosure, counted,
                create_uid, create_date
            FROM (SELECT *, %(begin)s::date - submitted_at::date AS ago
                FROM govinfo_item ORDER BY id LIMIT %(count)s) AS item
            """,
            values,
        )
        self.cr.execute(
            """
            INSERT INTO govinfo_search_text (res_model, res_id, company_id, date, title, text, vector)
            SELECT res_model, copy.id, old.company_id,
                old.date + (copy.submitted_at::date - item.submitted_at::date), title, text, vector
            FROM govinfo_search_text old
            JOIN govinfo_item item ON item.id = old.res_id
            JOIN govinfo_item copy ON copy.id = item.id + %(apart)s
            WHERE old.res_model = 'govinfo.item'
            """,
            values,
        )

    def tidy(self):
        """What the database does by itself some minutes after so much was written."""
        self.cr.commit()
        self.cr.connection.autocommit = True
        self.cr.execute("VACUUM ANALYZE govinfo_item, govinfo_search_text")
        self.cr.connection.autocommit = False


def processor(cr):
    """Seconds of processor used so far, by this process and by the database's for it (on this machine)."""
    used = time.process_time()
    try:
        stat = Path("/proc/%d/schedstat" % cr.connection.get_backend_pid()).read_text()
        return used + int(stat.split()[0]) / 1e9
    except OSError:
        return used


def spread(times):
    """``(median, p95)`` in milliseconds of ``{word: [seconds]}``."""
    seconds = [one for some in times.values() for one in some]
    return statistics.median(seconds) * 1e3, statistics.quantiles(seconds, n=20)[-1] * 1e3


def show(what, cr, call, words=WORDS, rounds=ROUNDS, warm=True):
    """Ask for each word in each round, once before the clock starts if ``warm``.

    Prints and gives ``{word: [seconds]}`` of the clock and of the processor.
    """
    seconds, used = defaultdict(list), defaultdict(list)
    for number in range(not warm, rounds + 1):
        for word in words:
            begun, before = time.perf_counter(), processor(cr)
            call(word)
            if number:
                seconds[word].append(time.perf_counter() - begun)
                used[word].append(processor(cr) - before)
    print("  %-28s %8.1f %8.1f %8.1f %8.1f" % (what, *spread(seconds), *spread(used)), flush=True)
    return seconds, used


def versus(what, slow, fast):
    """Print how many times as long ``slow`` takes as ``fast``, over the words asked of both."""
    for clock, others, ours in zip(("elapsed", "processor"), slow, fast):
        ours = {word: ours[word] for word in others}
        halves = [spread(others)[n] / spread(ours)[n] for n in (0, 1)]
        each = statistics.median(
            statistics.median(others[word]) / statistics.median(ours[word]) for word in others
        )
        print("  = %-9s %s: median %.0f, p95 %.0f, middle word %.0f" % (clock, what, *halves, each))


class Asking:
    """The same question in our way and in the platform's own, asked by one user."""

    def __init__(self, county, user):
        self.env = county.env(user=county.people[user].id, context={})

    def model(self, name):
        """A model with an empty cache."""
        self.env.invalidate_all()
        return self.env[name]

    def find(self, word):
        return self.model("govinfo.search").find(word, limit=FEW)

    def page(self, word):
        names = {name: {} for name in ("kind", "title", "marked", "unit", "date")}
        pages = self.model("govinfo.search.result")
        return pages.web_search_read([("words", "ilike", word)], names, limit=40, count_limit=MOST)

    def find_by_ilike(self, word):
        """The newest of each kind, then of all."""
        found = []
        for name, (date, *columns) in COLUMNS.items():
            order = "%s desc, id desc" % date
            records = self.model(name).search(self.ilike(columns, word), limit=FEW, order=order)
            found += [(record[date], record.id, record.display_name) for record in records]
        return sorted(found, reverse=True)[:FEW]

    def page_by_ilike(self, word):
        """A page of the list of each kind, with its count."""
        for name, (date, *columns) in COLUMNS.items():
            names = {"display_name": {}, date: {}}
            order = "%s desc, id desc" % date
            self.model(name).web_search_read(
                self.ilike(columns, word), names, limit=40, order=order, count_limit=MOST
            )

    def ilike(self, columns, word):
        return Domain.OR(Domain(column, "ilike", word) for column in columns)

    def box(self, condition):
        names = {name: {} for name in ("number", "name", "submitted_at", "state")}
        self.model("govinfo.item").web_search_read(condition, names, limit=80, count_limit=MOST)


def compare(county):
    """Ours and the platform's own way, for each who asks."""
    words = WORDS if county.count <= COUNT else WORDS[::7]  # not the slow way for all of them
    print("  %-28s %8s %8s %17s" % ("milliseconds", "median", "p95", "of the processor"))
    for user in county.people:
        asking = Asking(county, user)
        for what, ours, others in (
            ("the %d newest" % FEW, asking.find, asking.find_by_ilike),
            ("a page with its count", asking.page, asking.page_by_ilike),
        ):
            fast = show("%s, %s" % (what, user), county.cr, ours)
            slow = show("  by ilike", county.cr, others, words, 1, warm=False)
            versus("ilike ÷ ours", slow, fast)
    asking = Asking(county, "leader")
    fast = show(
        "box of the list", county.cr, lambda word: asking.box([("fulltext", "ilike", word)])
    )
    slow = show(
        "  by ilike",
        county.cr,
        lambda word: asking.box(["|", ("name", "ilike", word), ("body", "ilike", word)]),
        words,
        1,
        warm=False,
    )
    versus("ilike ÷ ours", slow, fast)
    counts = [county.env["govinfo.item"].search_count([("fulltext", "ilike", w)]) for w in WORDS]
    print("  texts with the words: %s" % " ".join("%s %d" % pair for pair in zip(WORDS, counts)))


def sizes(county):
    """What the index takes beside the texts, and what writing costs."""
    county.cr.execute(
        "SELECT pg_relation_size('govinfo_search_text_words_index'),"
        " pg_total_relation_size('govinfo_search_text'),"
        " sum(octet_length(text)), avg(length(text)), pg_total_relation_size('govinfo_item')"
        " FROM govinfo_search_text"
    )
    gin, table, plain, length, items = map(float, county.cr.fetchone())
    print(
        "  sizes: texts %.0f MB (%.0f characters each), GIN index %.0f MB, all of the table %.0f MB;"
        " the items themselves %.0f MB"
        % (plain / 2**20, length, gin / 2**20, table / 2**20, items / 2**20)
    )
    item = county.env["govinfo.item"].browse(county.items(1))
    seconds = {True: [], False: []}
    for number in range(40):
        body = county.text()[1]
        kept = bool(number % 2)
        begun = time.perf_counter()
        item.write({"body": body})
        county.env.flush_all()
        if kept:
            county.env["govinfo.search.text"]._store_marked()
        seconds[kept].append(time.perf_counter() - begun)
        county.cr.precommit.data.clear()
    with_it, without = (statistics.median(seconds[kept]) * 1e3 for kept in (True, False))
    print("  writing a text: %.1f ms, without the index %.1f ms" % (with_it, without))


def likeness(county):
    """Fingerprints against the words of the title, as ways to candidates."""
    from odoo.addons.govinfo_module.exchange.clean_html import plain_text
    from odoo.addons.govinfo_module.exchange.likeness.matter import Matter
    from odoo.addons.govinfo_module.exchange.likeness.similar import fingerprint

    county.cr.execute("SELECT id, name, body FROM govinfo_item ORDER BY id LIMIT %s", [ALIKE])
    rows = county.cr.fetchall()
    bands = county.env["govinfo.item.band"]
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        bands._store({ident: fingerprint(plain_text(body)) for ident, _name, body in some})
    county.cr.execute("ANALYZE govinfo_item_band")
    hits, seconds = {"fingerprints": 0, "words": 0}, {"fingerprints": [], "words": []}
    for ident, name, body in county.random.sample(rows, EDITED):
        text = "".join(
            county.random.choice(body) if county.random.random() < 0.1 else char
            for char in plain_text(body)
        )
        begun = time.perf_counter()
        county.cr.execute(
            "SELECT item_id FROM govinfo_item_band WHERE band IN %s GROUP BY item_id"
            " ORDER BY count(*) DESC LIMIT 50",
            [tuple(fingerprint(text))],
        )
        hits["fingerprints"] += ident in [row[0] for row in county.cr.fetchall()]
        seconds["fingerprints"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        county.cr.execute(
            "SELECT res_id FROM govinfo_search_text WHERE vector @@ %s::tsquery AND res_id <= %s"
            " ORDER BY date DESC LIMIT 50",
            [Matter.of(name).query(), rows[-1][0]],
        )
        hits["words"] += ident in [row[0] for row in county.cr.fetchall()]
        seconds["words"].append(time.perf_counter() - begun)
    for way, count in hits.items():
        taken = statistics.median(seconds[way]) * 1e3
        print("  likeness by %-13s %d of %d originals, %.1f ms" % (way, count, EDITED, taken))


def main(count=COUNT):
    with environment() as env:
        county = County(env, int(count))
        county.fill()
        compare(county)
        sizes(county)
        if county.count <= COUNT:  # copies are no originals
            likeness(county)


if __name__ == "__main__":
    main(*sys.argv[1:])
