"""However the index is asked, the same texts are found: the newest that one may read."""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ...exchange.likeness.bigrams import form
from ...models.foundation.search import govinfo_search_own as own
from ...models.foundation.search import govinfo_search_rows as rows
from ...models.foundation.search import govinfo_search_text as texts
from ...models.foundation.search.govinfo_search_own import parted
from .test_search import SearchCase

# As many texts as a test has would never be looked for in more than one round.
WAYS = (
    {},
    {"RECENT": 3},
    {"RECENT": 3, "FIRST_LOOK": 1},
    {"RECENT": 4, "LONGER": 2, "FIRST_LOOK": 1, "FEW": 1},
    {"RECENT": 3, "FIRST_LOOK": 1, "FEW": 1, "OWN": 2},
    {"RECENT": 3, "FIRST_LOOK": 1, "FEW": 1, "FEW_RECORDS": 0},
    {"RECENT": 3, "LONGER": 2, "FIRST_LOOK": 1, "FEW": 1, "FEW_RECORDS": 0, "NAMED": 0},
    {"RECENT": 3, "FIRST_LOOK": 1, "FEW": 0, "NEWEST": 1},
    {"FEW": 1, "DEAR": 0},
    {"FEW": 1, "DEAR": 0, "OWN_LOOK": 1, "MORE": 2},
)


@tagged("post_install", "-at_install")
class TestSearchRows(SearchCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        joint = {"joint_unit_ids": [(6, 0, cls.unit_b.ids)]}
        readers = (cls.reviewer + cls.manager).ids
        secret = {"secrecy": "work_secret", "reader_ids": [(6, 0, readers)]}
        for number, (unit, more) in enumerate(
            [(cls.unit, {}), (cls.unit_b, {}), (cls.unit, joint), (cls.unit, secret)] * 4
        ):
            cls.history(
                "govinfo.item",
                name="桑蚕养殖%d" % number,
                unit_id=unit.id,
                author_id=cls.officer.id,
                category_id=cls.category.id,
                body="<p>桑蚕%s</p>" % ("养殖" if number % 3 else "养护"),
                state="accepted",
                submitted_at="2024-%02d-%02d 02:00:00" % (1 + number % 9, 1 + number),
                **more,
            )
        cls.make_item(name="桑蚕草稿", body="<p>桑蚕养殖</p>")
        cls.people = (
            cls.officer,
            cls.officer_b,
            cls.unit_leader_b,
            cls.reviewer,
            cls.reviewer_b,
            cls.leader,
            cls.manager,
        )

    @contextmanager
    def asked(self, way):
        """The constants of the search as ``way`` says."""
        with ExitStack() as stack:
            for name, value in way.items():
                for module in (rows, own, texts):
                    if hasattr(module, name):
                        stack.enter_context(patch.object(module, name, value))
            self.env.registry.clear_cache()  # how this user's texts were looked for
            yield

    def newest(self, user, words, limit):
        """Ids of the items with ``words``, by the platform's own means."""
        items = self.env["govinfo.item"].with_user(user).search([])
        held = items.filtered(lambda item: form(words) in form("%s\n%s" % (item.name, item.body)))
        return held.sorted(lambda item: (item._search_date(), item.id), reverse=True).ids[:limit]

    def in_each_way(self, check):
        """Call ``check`` for each user in each way of asking."""
        for way in WAYS:
            with self.asked(way):
                for user in self.people:
                    with self.subTest(way=way, user=user.name):
                        check(user)

    def test_the_same_texts_in_whatever_rounds(self):
        self.in_each_way(self.check_found)

    def check_found(self, user):
        for words, limit in (("桑", 50), ("桑蚕", 3), ("桑蚕养殖", 5), ("蚕养护", 9)):
            found = self.find(words, user, limit=limit, kinds=["govinfo.item"])
            self.assertEqual([row["id"] for row in found], self.newest(user, words, limit), words)

    def test_the_box_of_a_list_finds_the_same_in_whatever_way(self):
        self.in_each_way(self.check_box)

    def check_box(self, user):
        items = self.env["govinfo.item"].with_user(user)
        for words in ("桑", "桑蚕养殖", "蚕养护", "桑蚕草"):
            found = items.search([("fulltext", "ilike", words)])
            self.assertEqual(set(found.ids), set(self.newest(user, words, None)), words)
            others = items.search([("fulltext", "not ilike", words)])
            self.assertEqual(found | others, items.search([]), words)
            self.assertFalse(found & others, words)

    def test_the_rules_asked_at_once_are_those_of_the_platform(self):
        self.make_commission([self.unit_b], name="桑蚕专题")
        issue = self.publish_issue(self.make_issue(self.accept(self.make_item())))
        self.env["govinfo.instruction"].with_user(self.leader).create(
            {"issue_id": issue.id, "text": "请研究。"}
        )
        for user in self.people:
            self.check_rules(user)

    def test_the_rules_asked_at_once_know_archived_people_and_units_as_the_platform_does(self):
        self.make_commission([self.unit_b], name="桑蚕专题")
        self.unit_leader_b.active = False
        self.unit_b.with_context(active_test=False).active = False
        nobody = self.make_user("nobody", "信息员无单位", "officer")
        for user in (*self.people, nobody):
            self.check_rules(user)

    def check_rules(self, user):
        """However few records are named by their ids, ``user`` reads what the platform lets them."""
        search = self.env["govinfo.search"].with_user(user)
        readable = search._readable(None, None)
        wanted = sorted((name, i) for name in readable for i in search.env[name].search([]).ids)
        for named in (300, 1, 0):
            with self.subTest(user=user.name, named=named), patch.object(own, "NAMED", named):
                self.env.registry.clear_cache()
                for _again in range(2):
                    found = self.env.execute_query(search._rules(tuple(readable)))
                    self.assertEqual(sorted(found), wanted)

    def test_who_works_for_another_unit_finds_its_texts_at_once(self):
        with self.asked({"FEW": 1}):
            self.assertFalse(self.find("桑蚕养殖5", self.officer))
            self.unit_b.officer_ids += self.officer
            found = self.find("桑蚕养殖5", self.officer, kinds=["govinfo.item"])
            self.assertIn("桑蚕养殖5", [row["title"] for row in found])
            self.unit_b.officer_ids -= self.officer
            self.assertFalse(self.find("桑蚕养殖5", self.officer))

    def test_an_or_is_taken_apart_wherever_it_stands(self):
        domain = Domain("state", "=", "a") & (
            Domain("unit_id", "any", Domain("code", "=", "b") | Domain("code", "=", "c"))
            | Domain("number", "=", "d")
        )
        state = Domain("state", "=", "a")
        self.assertCountEqual(
            [list(way) for way in parted(domain)],
            [
                list(state & Domain("unit_id", "any", [("code", "=", "b")])),
                list(state & Domain("unit_id", "any", [("code", "=", "c")])),
                list(state & Domain("number", "=", "d")),
            ],
        )
        many = Domain.AND(
            Domain("number", "=", str(n)) | Domain("state", "=", str(n)) for n in range(40)
        )
        self.assertEqual(parted(many), [many])

    def test_the_database_plans_as_ever_afterwards(self):
        for name in ("cpu_operator_cost", "enable_seqscan", "max_parallel_workers_per_gather"):
            self.env.cr.execute(SQL("SELECT current_setting(%s)", name))
            before = self.env.cr.fetchone()
            self.find("桑蚕")
            self.env.cr.execute(SQL("SELECT current_setting(%s)", name))
            self.assertEqual(self.env.cr.fetchone(), before)
