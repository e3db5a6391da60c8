"""Finding words in 100,000 texts: the index of pairs of characters against ``ilike``, and what it costs.

Texts are items as the sample county writes them, made longer by shuffling their paragraphs (about 700
characters). 20 usual words of one to six characters, some in three quarters of all texts, some in a hundredth.
For leader, reviewer and an officer who may read one text in sixty: median and p95 over words and rounds, of
elapsed time and of the processor (this process's and the database's for it), and how many times as long the
platform's own way takes for the same question with the same rights.

* The 20 newest texts of all kinds: ``find``, and ``ilike`` over all columns that are searched.
* A page with its count: the page 检索 (40 of at most 100 texts, with the places marked), and the list of each
  kind with ``ilike`` (40 records, counted up to 10,001, nothing marked).
* The search box of the list of items by the index and by ``ilike``: 80 items, counted up to 10,001.
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

On a machine a third as quick, with nothing beside it, in two runs of which its own speed differs by a fifth: a page
for the leader 27 and 37, 31 and 43, the reviewer 32 and 45, 28 and 40, an officer 35 and 46, 42 and 57; the 20 newest
15 and 24, 14 and 23, 28 and 38 to 33 and 45. ``ilike`` took 149 and 162, 94 and 161 times as long for the leader's
page, 88 and 157, 112 and 177 for the reviewer's, 109 and 130, 98 and 125 for the officer's. The box of the list:
leader 142 and 354 (``ilike`` 13 and 11 times as long), reviewer 101 and 435 (32 and 15), officer 63 and 120 (64 and
54).

On a machine between the two, with nothing beside it: a page for the leader 25 and 37, the reviewer 22 and 33, an
officer 24 and 35; the 20 newest 15 and 22, 11 and 17, 17 and 22. ``ilike`` took 119 and 168 times as long for the
leader's page, 101 and 155 for the reviewer's, 135 and 134 for the officer's. The box of the list: 122 and 310, 61 and
245, 42 and 77 (``ilike`` 13 and 11, 36 and 19, 78 and 53 times as long).

1,000,000 texts on the second machine, beside other work (milliseconds of the processor): a page for the leader 34 and
74, the reviewer 35 and 78; the 20 newest 17 and 63, 17 and 71. An officer (16,700 texts of their own) 271 and 404, 185
and 278, before the ways through the rules were kept and the words of most texts looked for in one's own. A page by
``ilike`` took 38 and 27, 92 and 51, 49 and 117 times as long. The box of the leader's list is no quicker than ``ilike``
then (710 and 3843): the platform counts and sorts what is found. The GIN index is 812 MB and was built in 30 minutes,
texts 1.9 GB, the whole table 9 GB, items 3 GB; a text is written in 66 ms, 36 without the index.

``make bench ARGS="search 1000000"`` for another number of texts. Of more than 100,000, 50,000 are made as above and the
others copied by SQL, with their vectors, to other days of ten years and to other units, and the GIN index is built anew
over all: words are as frequent as they were, but each text is there many times. ``ilike`` is asked for each seventh
word only, and likeness is left out.
"""

import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from common import environment
from search_county import BATCH, USUAL, County

from odoo.fields import Domain

ROUNDS = 5
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

    def box(self, word):
        self.list([("fulltext", "ilike", word)])

    def box_by_ilike(self, word):
        self.list(self.ilike(("name", "body"), word))

    def list(self, condition):
        names = {name: {} for name in ("number", "name", "submitted_at", "state")}
        self.model("govinfo.item").web_search_read(condition, names, limit=80, count_limit=MOST)


def compare(county):
    """Ours and the platform's own way, for each who asks."""
    words = WORDS if county.count <= USUAL else WORDS[::7]  # not the slow way for all of them
    print("  %-28s %8s %8s %17s" % ("milliseconds", "median", "p95", "of the processor"))
    for user in county.people:
        asking = Asking(county, user)
        for what, ours, others in (
            ("the %d newest" % FEW, asking.find, asking.find_by_ilike),
            ("a page with its count", asking.page, asking.page_by_ilike),
            ("box of the list", asking.box, asking.box_by_ilike),
        ):
            fast = show("%s, %s" % (what, user), county.cr, ours)
            slow = show("  by ilike", county.cr, others, words, 1, warm=False)
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


def main(count=USUAL):
    with environment() as env:
        county = County(env, int(count))
        county.fill()
        compare(county)
        sizes(county)
        if county.count <= USUAL:  # copies are no originals
            likeness(county)


if __name__ == "__main__":
    main(*sys.argv[1:])
