"""A county of many texts, for measuring how words are found in them."""

import random
import time
from datetime import datetime, timedelta

from psycopg2.extras import execute_values

from odoo import Command
from odoo.tools import SQL

from demo.some_texts import some_items

WRITTEN, UNITS, BATCH = 3000, 60, 2000
#: Of more texts than the usual number so many are different; years over which texts are spread, and more of them.
USUAL, DIFFERENT, YEARS, MORE_YEARS = 100_000, 50_000, 3, 10
SPACE = "2GB"  # memory to build the index in
LENGTH = 700  # characters of a text
BEGIN = datetime(2026, 11, 1)


class County:
    """A county of many items, written by SQL: what is measured is finding them."""

    def __init__(self, env, count):
        self.env, self.cr, self.count = env, env.cr, count
        self.days = 365 * (YEARS if count <= USUAL else MORE_YEARS)
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
        """All items, and their texts in the index; of more than ``USUAL`` most are copies."""
        made, seconds = self.count if self.count <= USUAL else DIFFERENT, 0
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
