"""A county of 3,000 units with a year of facts and the usual rules, written by SQL; some benchmarks measure on it."""

import time
from datetime import date

from psycopg2 import sql

UNITS = 3000
YEAR = date(2025, 1, 1), date(2025, 12, 31)
# Share of each kind of fact in a year's.
SHARES = {"item": 0.45, "adoption": 0.35, "instruction": 0.08, "upload": 0.06, "line": 0.06}

ITEMS = """
    INSERT INTO govinfo_item (name, number, unit_id, company_id, category_id, author_id, state, counted,
        is_adopted, submitted_at, urgency, secrecy, disclosure)
    SELECT '信息', to_char(n, 'FM0000000'), (%(units)s)[1 + n %% %(count)s], %(company)s,
        (%(categories)s)[1 + n %% 3],
        (%(users)s)[1 + 2 * (n %% %(count)s) + n / %(count)s %% 2], 'accepted', TRUE, n %% 3 = 0,
        timestamp '2025-01-01' + (n::bigint * 7919 %% 31535) * interval '1000 second',
        'normal', 'internal', 'none'
    FROM generate_series(1, %(number)s) n"""
JOINT = """
    INSERT INTO govinfo_item_joint_unit_rel (item_id, unit_id)
    SELECT id, (%(units)s)[1 + ((id::bigint * 31) %% %(count)s)::int] FROM govinfo_item i
    WHERE company_id = %(company)s AND id %% 20 = 0
        AND unit_id <> (%(units)s)[1 + ((id::bigint * 31) %% %(count)s)::int]"""
OF_ITEMS = """
    FROM generate_series(1, %(number)s) n
    JOIN (SELECT id, unit_id, submitted_at, row_number() OVER (ORDER BY id) AS place
          FROM govinfo_item WHERE company_id = %(company)s) i
        ON i.place = 1 + (n::bigint * 7) %% %(items)s"""
LATER = "LEAST(date '2025-12-31', i.submitted_at::date + (n %% 40)::int)"
ADOPTIONS = (
    """
    INSERT INTO govinfo_adoption (item_id, unit_id, company_id, publication_id, level, date, state, mode)
    SELECT i.id, i.unit_id, %(company)s, (%(publications)s)[1 + n %% 4], (%(levels)s)[1 + n %% 4], """
    + LATER
    + ", 'registered', 'full'"
    + OF_ITEMS
)
INSTRUCTIONS = (
    """
    INSERT INTO govinfo_instruction (item_id, unit_id, company_id, leader_name, level, rank, state, date)
    SELECT i.id, i.unit_id, %(company)s, '领导', (%(levels)s)[1 + n %% 3], 'principal', 'registered', """
    + LATER
    + OF_ITEMS
)
UPLOADS = (
    """
    INSERT INTO govinfo_upload (item_id, unit_id, company_id, level, date, user_id)
    SELECT i.id, i.unit_id, %(company)s, (%(levels)s)[2 + (n / %(items)s) %% 2], """
    + LATER
    + ", 1"
    + OF_ITEMS
)
LINES = """
    INSERT INTO govinfo_commission_line (commission_id, unit_id, company_id, state, deadline, completed_at)
    SELECT (%(commissions)s)[1 + n / %(count)s], (%(units)s)[1 + n %% %(count)s], %(company)s,
        (ARRAY['done', 'done', 'late', 'missed'])[1 + n %% 4],
        timestamp '2025-01-01' + (n::bigint * 7919 %% 31535) * interval '1000 second',
        timestamp '2025-01-01' + (n::bigint * 7919 %% 31535) * interval '1000 second'
    FROM generate_series(1, %(number)s) n"""


class County:
    """A county of its own for one size: two officers a unit, a year of facts."""

    SHARES, NAME = SHARES, "某市"

    def __init__(self, env, facts):
        self.env = env
        self.cr = env.cr
        self.company = env["res.company"].create({"name": "%s%d" % (self.NAME, facts)})
        env.user.company_ids |= self.company
        self.facts = facts
        self.known = {"company": self.company.id, "count": UNITS}
        self.make_words()
        self.make_ruleset()
        self.make_facts()
        self.period = env["govinfo.period"].create(
            {"kind": "quarter", "date_from": date(2025, 10, 1), "company_id": self.company.id}
        )
        self.cr.commit()

    def make(self, model, rows):
        return self.env[model].create([dict(row, company_id=self.company.id) for row in rows])

    def make_words(self):
        kinds = self.make(
            "govinfo.unit.category", [{"name": "组%d" % n, "code": "C%d" % n} for n in range(10)]
        )
        units = self.make(
            "govinfo.unit",
            [
                {"name": "单位%d" % n, "code": "U%04d" % n, "category_id": kinds[n % 10].id}
                for n in range(UNITS)
            ],
        )
        levels = ["county", "city", "province", "national"]
        papers = self.make(
            "govinfo.publication", [{"name": one, "code": one, "level": one} for one in levels]
        )
        categories = self.make(
            "govinfo.category", [{"name": "类%d" % n, "code": "k%d" % n} for n in range(3)]
        )
        rounds = int(self.facts * self.SHARES["line"]) // UNITS + 1
        commissions = self.make(
            "govinfo.commission", [{"name": "约稿", "deadline": "2025-12-31 00:00:00"}] * rounds
        )
        self.known.update(
            units=units.ids,
            publications=papers.ids,
            levels=levels,
            categories=categories.ids,
            commissions=commissions.ids,
        )
        self.known["users"] = self.make_officers()

    def make_officers(self):
        """Two officers a unit, by SQL: what a user is besides does not matter here."""
        self.set_defaults_of("res.partner", "res.users")
        self.cr.execute(
            """WITH partner AS (
                   INSERT INTO res_partner (name, active, company_id, email)
                   SELECT '信息员', TRUE, %(company)s, n::text FROM generate_series(1, 2 * %(count)s) n
                   RETURNING id
               ) INSERT INTO res_users (login, active, company_id, partner_id)
               SELECT 'bench-' || %(company)s || '-' || id, TRUE, %(company)s, id FROM partner
               RETURNING id""",
            self.known,
        )
        users = [row[0] for row in self.cr.fetchall()]
        self.cr.execute(
            """INSERT INTO govinfo_unit_officer_rel (unit_id, user_id)
               SELECT (%(units)s)[1 + n / 2], (%(users)s)[1 + n]
               FROM generate_series(0, 2 * %(count)s - 1) n""",
            dict(self.known, users=users),
        )
        return users

    def make_ruleset(self):
        """The rule set of the design's worked example, with a rate and a bar beside it."""
        ruleset = self.make(
            "govinfo.ruleset",
            [
                {
                    "name": "考核办法",
                    "date_from": YEAR[0],
                    "date_to": YEAR[1],
                    "has_floor": True,
                    "base_score": 5,
                }
            ],
        )
        group = self.env["govinfo.rule.group"]
        sent = group.create(
            {
                "ruleset_id": ruleset.id,
                "name": "报送",
                "code": "BS",
                "has_cap": True,
                "cap_points": 10,
                "cap_window": "month",
            }
        )
        other = group.create({"ruleset_id": ruleset.id, "name": "其他", "code": "QT"})
        rows = [{"name": "报送", "basis": "submission", "points": 1, "group_id": sent.id}]
        stack = {"stack_key": "adoption", "stack_by": "item", "stack_mode": "highest"}
        for level, points in (("county", 5), ("city", 20), ("province", 50), ("national", 80)):
            rows.append(dict(stack, name="采用", basis="adoption", level=level, points=points))
        for level, points in (("county", 10), ("city", 20), ("province", 40)):
            rows.append({"name": "批示", "basis": "instruction", "level": level, "points": points})
        for outcome, points in (("done", 2), ("missed", -10)):
            rows.append(
                {"name": "约稿", "basis": "commission", "outcome": outcome, "points": points}
            )
        rows.append({"name": "上报", "basis": "upload", "points": 1, "has_cap": True})
        rows[-1].update(cap_points=5, cap_window="quarter")
        rows.append(
            {"name": "任务", "kind": "quota", "basis": "submission", "quota_window": "month"}
        )
        rows[-1].update(quota=2, short_points=-1)
        rows.append({"name": "采用率", "kind": "ratio", "basis": "submission"})
        rows[-1].update(ratio_window="quarter", threshold=0.3, below_points=-1)
        rows[-1].update(numerator_domain="[('is_adopted', '=', True)]")
        rows.append({"name": "未报", "kind": "veto", "basis": "commission", "outcome": "missed"})
        rows[-1].update(veto_count=20, veto_window="year", effect="no_award")
        rules = self.env["govinfo.rule"].create(
            [
                dict({"ruleset_id": ruleset.id, "group_id": other.id, "sequence": n}, **row)
                for n, row in enumerate(rows + self.more_rules())
            ]
        )
        self.link_rules(rules)
        ruleset.action_activate()

    def more_rules(self):
        return []

    def link_rules(self, rules):
        """What rules say of each other."""

    def set_defaults(self):
        """Required columns that scoring does not know get the defaults of their models."""
        facts = ("item", "adoption", "instruction", "upload", "commission.line")
        self.set_defaults_of(*("govinfo." + name for name in facts))

    def set_defaults_of(self, *names):
        for name in names:
            model = self.env[name]
            required = [
                f.name for f in model._fields.values() if f.required and f.store and f.column_type
            ]
            for column, value in model.default_get(required).items():
                value = model._fields[column].convert_to_column(value, model)
                self.cr.execute(
                    sql.SQL("ALTER TABLE {} ALTER {} SET DEFAULT {}").format(
                        sql.Identifier(model._table), sql.Identifier(column), sql.Literal(value)
                    )
                )

    def make_facts(self):
        self.set_defaults()
        number = {kind: int(self.facts * share) for kind, share in self.SHARES.items()}
        self.known["items"] = number["item"]
        for query, kind in (
            (ITEMS, "item"),
            (JOINT, "item"),
            (ADOPTIONS, "adoption"),
            (INSTRUCTIONS, "instruction"),
            (UPLOADS, "upload"),
            (LINES, "line"),
        ):
            self.cr.execute(query, dict(self.known, number=number[kind]))
        self.cr.commit()
        self.vacuum()

    def vacuum(self):
        """What the server does by itself between a year's facts and their first computation."""
        connection = self.cr._obj.connection
        connection.commit()
        connection.autocommit = True
        self.cr.execute("VACUUM ANALYZE")
        connection.autocommit = False

    def timed(self, step, *args):
        self.env.clear()
        self.cr.execute("CHECKPOINT")
        self.cr.commit()
        begun = time.perf_counter()
        step(*args)
        self.cr.commit()
        return time.perf_counter() - begun
