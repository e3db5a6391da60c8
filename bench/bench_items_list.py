"""The list of 100,000 items against a plain model of the same columns, and the search for likeness.

Prints, for each thing a reviewer does with the list (open, next page, filter, search, group):

* queries with 1,000 and with 100,000 items (bar: the same number: none grows with rows or size);
* time at 100,000 items ÷ time of the same on a model made of the same columns with nothing on top: no
  record rules, no computed fields (bar: 2). "With feedback" adds what the plain model has not: adoptions,
  instructions, points and the buttons of each row;

and for a text to be compared with what was sent in 90 days: milliseconds, and whether the plan of the
database uses the index.

``python bench/bench_items_list.py [small large]`` with other numbers of items to try something.
"""

import random
import statistics
import sys
import time
from datetime import timedelta

from common import environment
from psycopg2.extras import execute_values

from odoo import Command, fields

SIZES = (1_000, 100_000)
UNITS, PAGE, ROUNDS, LOOKUPS = 100, 80, 7, 50
PLAIN = "x_govinfo_plain"
# The columns of the list, its filters and groups; the plain model gets them with an x_ before.
COLUMNS = (
    ("number", "char", None),
    ("name", "char", None),
    ("body", "html", None),
    ("unit_id", "many2one", "govinfo.unit"),
    ("category_id", "many2one", "govinfo.category"),
    ("author_id", "many2one", "res.users"),
    ("urgency", "char", None),
    ("secrecy", "char", None),
    ("state", "char", None),
    ("return_reason", "text", None),
    ("submitted_at", "datetime", None),
    ("is_adopted", "boolean", None),
    ("counted", "boolean", None),
    ("commission_line_id", "many2one", "govinfo.commission.line"),
    ("signed_by", "many2one", "res.users"),
)
COMPUTED = ("adoption_summary", "instruction_count", "points", "can_approve", "can_accept")
WORDS = (
    "推进春耕备耕工作全镇抢抓农时组织党员干部深入田间地头开展技术指导服务检修农机具排查隐患化解矛盾"
)


class County:
    """A county with ``count`` items of the last three years, and a reviewer."""

    def __init__(self, env, count):
        self.cr, self.count = env.cr, count
        self.random = random.Random(count)
        company = env["res.company"].create({"name": "县%d" % time.time_ns()})
        self.company = company
        env = env(context=dict(env.context, allowed_company_ids=company.ids))
        self.reviewer = self.user(env, "govinfo_module.group_reviewer")
        self.author = self.user(env, "govinfo_module.group_officer")
        group = env["govinfo.unit.category"].create(
            {"name": "组", "code": "Z", "company_id": company.id}
        )
        self.units = env["govinfo.unit"].create(
            [
                {
                    "name": "单位%d" % number,
                    "code": "U%d" % number,
                    "category_id": group.id,
                    "company_id": company.id,
                }
                for number in range(UNITS)
            ]
        )
        self.categories = env["govinfo.category"].search([]).ids
        self.env = env
        self.fill()

    def user(self, env, group):
        groups = [env.ref("base.group_user").id, env.ref(group).id]
        return (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": "用户",
                    "login": "bench%d" % time.time_ns(),
                    "company_id": self.company.id,
                    "company_ids": [Command.set(self.company.ids)],
                    "group_ids": [Command.set(groups)],
                }
            )
        )

    def text(self):
        return "".join(self.random.choices(WORDS, k=200))

    def fill(self):
        """Items by plain SQL: what is measured is reading them."""
        from odoo.addons.govinfo_module.exchange.likeness.similar import fingerprint

        self.env.flush_all()
        now, choose = fields.Datetime.now(), self.random.choice
        rows = []
        for number in range(self.count):
            text, unit = self.text(), choose(self.units)
            moment = now - timedelta(minutes=self.random.randrange(3 * 365 * 1440))
            rows.append(
                (
                    "%s-%06d" % (unit.code, number),
                    text[:20],
                    "<p>%s</p>" % text,
                    unit.id,
                    choose(self.categories),
                    self.author.id,
                    "urgent" if number % 50 == 0 else "normal",
                    "work_secret" if number % 100 == 0 else "internal",
                    choose(("submitted", "accepted", "accepted", "archived")),
                    moment,
                    number % 8 == 0,
                    self.company.id,
                )
            )
        ids = execute_values(
            self.cr._obj,
            "INSERT INTO govinfo_item (number, name, body, unit_id, category_id, author_id, urgency,"
            " secrecy, state, submitted_at, is_adopted, company_id, label, disclosure, counted,"
            " create_uid, create_date) VALUES %s RETURNING id",
            rows,
            template="(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '信息', 'none', true, 1, now())",
            page_size=1000,
            fetch=True,
        )
        bands = self.env["govinfo.item.band"]
        for start in range(0, len(ids), 10_000):
            some = zip(ids[start : start + 10_000], rows[start : start + 10_000])
            bands._store({item_id: fingerprint(row[2]) for (item_id,), row in some})
        self.cr.execute("ANALYZE govinfo_item_band")
        self.cr.execute("ANALYZE govinfo_item")
        self.cr.commit()


def make_plain(env):
    """The model with the same columns and nothing on top, filled from the items."""
    kinds = {"many2one": lambda target: {"relation": target}}
    fields = [
        Command.create(dict(name="x_" + name, field_description=name, ttype=ttype, **extra))
        for name, ttype, target in COLUMNS
        for extra in [kinds[ttype](target) if ttype in kinds else {}]
    ]
    model = env["ir.model"].create({"name": PLAIN, "model": PLAIN, "field_id": fields})
    env["ir.model.access"].create(
        {
            "name": PLAIN,
            "model_id": model.id,
            "perm_read": True,
            "group_id": env.ref("base.group_user").id,
        }
    )
    names = [name for name, _ttype, _target in COLUMNS]
    env.cr.execute(
        "INSERT INTO x_govinfo_plain (%s) SELECT %s FROM govinfo_item"
        % (", ".join("x_" + name for name in names), ", ".join(names))
    )
    for name in ("unit_id", "category_id", "state", "submitted_at", "author_id"):
        env.cr.execute("CREATE INDEX ON x_govinfo_plain (x_%s)" % name)
    env.cr.execute("CREATE INDEX ON x_govinfo_plain (x_urgency DESC, x_submitted_at DESC, id DESC)")
    env.cr.execute("ANALYZE x_govinfo_plain")
    env.cr.commit()


def uses(prefix=""):
    """``{what: call}`` on a model; ``prefix`` stands before the names of fields."""

    def f(name):
        return prefix + name

    names = [f(name) for name, _ttype, _target in COLUMNS if name != "body"]
    order = ", ".join((f("urgency") + " desc", f("submitted_at") + " desc", "id desc"))

    def page(domain, offset=0, more=()):
        def call(model):
            columns = names + [name for name in more if not prefix]
            rows = model.search_read(domain, columns, limit=PAGE, offset=offset, order=order)
            return len(rows), model.search_count(domain)

        return call

    def group(by):
        return lambda model: len(model.formatted_read_group([], [f(by)], ["__count"]))

    month = (fields.Datetime.now() - timedelta(days=30)).strftime("%Y-%m-%d")
    return {
        "open": page([]),
        "open with feedback": page([], more=COMPUTED),
        "tenth page": page([], 9 * PAGE),
        "to process": page([(f("state"), "=", "submitted")]),
        "adopted, last month": page(
            [(f("is_adopted"), "=", True), (f("submitted_at"), ">=", month)]
        ),
        "word in title": page([(f("name"), "ilike", "春")]),
        "word in text": page([(f("body"), "ilike", "春耕")]),
        "group by unit": group("unit_id"),
        "group by state": group("state"),
        "group by month": group("submitted_at:month"),
    }


def measure(model, call):
    """Queries and the median of seconds of one call, each in an empty cache."""
    seconds = []
    for _round in range(ROUNDS):
        model.env.clear()
        before, begun = model.env.cr.sql_log_count, time.perf_counter()
        call(model)
        seconds.append(time.perf_counter() - begun)
    return model.env.cr.sql_log_count - before, statistics.median(seconds)


def items(county):
    return county.env["govinfo.item"].with_user(county.reviewer)


def compare_lists(small, large):
    plain = large.env[PLAIN].with_user(large.reviewer)
    print("%-20s %8s %8s %10s %10s %7s" % ("", "queries", "queries", "ms", "plain ms", "ratio"))
    print("%-20s %8d %8d %10d" % ("items", small.count, large.count, large.count))
    for (what, call), plain_call in zip(uses().items(), uses("x_").values()):
        few, _seconds = measure(items(small), call)
        many, seconds = measure(items(large), call)
        _queries, plain_seconds = measure(plain, plain_call)
        print(
            "%-20s %8d %8d %10.1f %10.1f %6.2f ×"
            % (what, few, many, seconds * 1e3, plain_seconds * 1e3, seconds / plain_seconds)
        )


def compare_lookups(county):
    """Milliseconds to find what is like a text, among all items of the county."""
    model = county.env["govinfo.item"].sudo()
    draft = model.new({"unit_id": county.units[0].id})
    seconds = []
    for _lookup in range(LOOKUPS):
        text = county.text()
        begun = time.perf_counter()
        draft._candidates(text)
        seconds.append(time.perf_counter() - begun)
    county.cr.execute(b"EXPLAIN " + county.cr._obj.query)  # the last search
    plan = " ".join(row[0] for row in county.cr.fetchall())
    found = "SCAN" if "Seq Scan" in plan else "index"
    print(
        "likeness %9d items %10.1f ms a text (%s)"
        % (county.count, statistics.median(seconds) * 1e3, found)
    )


def main(sizes):
    with environment() as env:
        small, large = (County(env, size) for size in sizes)
        make_plain(env)
        compare_lists(small, large)
        compare_lookups(small)
        compare_lookups(large)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
