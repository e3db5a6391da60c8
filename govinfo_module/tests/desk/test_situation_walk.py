"""In a county of situation notices nobody in a unit meets points, ranks or a list of the last, however they look."""

import json
import re
from unittest.mock import patch

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exchange.clean_html import plain_text
from ...exchange.file_text import file_text
from ..trust.trust_county import TrustCase
from ..trust.trust_furnisher import Furnisher

#: Names of fields that hold points or a place among units, and what bears such a name without being one:
#: the rule set is the county's published measure, a place is given to the county or is a leader's post.
OF_POINTS = {"points", "total", "rank", "raw_points", "converted", "expected_points", "shortfall"}
OTHERS = {
    "govinfo.rule",
    "govinfo.rule.group",
    "govinfo.rule.bench",
    "govinfo.ruleset",
    "govinfo.county.rank",
    "govinfo.instruction",
}
#: What no text says to a unit.
WORDS = re.compile("得分|积分|名次|排名|分值|在.{1,12}中列第|末位|未报送信息的单位|成绩突出的单位")
#: The measure itself, and the rules about rankings.
MEASURES = OTHERS | {"govinfo.clause", "res.company", "ir.attachment"}
PEOPLE = ("officer", "unit_leader", "officer_b")


def situation_notices(furnisher, of_a_ranking_county=Furnisher.notices):
    """From its notices on, the county is one that does not rank."""
    furnisher.env.company.sudo().govinfo_notice_kind = "situation"
    of_a_ranking_county(furnisher)


@tagged("post_install", "-at_install")
class TestSituationWalk(TrustCase):
    @classmethod
    def setUpClass(cls):
        with patch.object(Furnisher, "notices", situation_notices):
            super().setUpClass()
        cls.env["govinfo.score.provisional"]._cron_reckon()
        cls.env["govinfo.honor"]._make(
            [
                {
                    "year": 2026,
                    "kind": "unit",
                    "unit_id": cls.unit.id,
                    "date_to": "2026-06-30",
                    "total": 99,
                    "rank": 1,
                    "state": "approved",
                    "company_id": cls.company.id,
                }
            ]
        )
        cls.env.flush_all()
        cls.env.invalidate_all()

    def walk(self):
        """Every one of our models that a unit's people may read, for each of them: ``(role, model)``."""
        for role in PEOPLE:
            env = self.env(user=self.user(role), su=False)
            for name, model in sorted(self.env.registry.items()):
                ours = name.startswith("govinfo.") and not model._abstract
                if ours and not env[name].is_transient() and env[name].has_access("read"):
                    yield role, env[name]

    def test_there_is_something_to_hide(self):
        scores = self.env["govinfo.score"].sudo().search([("company_id", "=", self.company.id)])
        self.assertTrue(any(scores.mapped("total")))
        self.assertTrue(any(scores.mapped("rank")))
        office = self.env["govinfo.score"].with_user(self.reviewer).search_count([])
        self.assertEqual(office, len(scores))
        entries = self.env["govinfo.score.entry"].with_user(self.leader)
        self.assertTrue(entries.search_count([]))

    def test_no_field_of_points_is_described_or_read(self):
        hidden = 0
        for role, model in self.walk():
            for name in OF_POINTS & set(model._fields) if model._name not in OTHERS else ():
                hidden += 1
                field = "%s.%s" % (model._name, name)
                if name in model.fields_get():  # then rules hide the records
                    with self.subTest(role=role, field=field):
                        self.assertTrue(model.sudo().search_count([]))
                        self.assertFalse(model.search([]))
                    continue
                for way, look in self.looks(model, name):
                    with self.subTest(role=role, field=field, way=way):
                        with mute_logger("odoo.models"), self.assertRaises(AccessError):
                            look()
        self.assertGreater(hidden, 20)

    def looks(self, model, name):
        """Ways to get at a field."""
        records = model.search([])
        self.assertTrue(records, model._name)
        yield "read", lambda: records.read([name])
        yield "export", lambda: records.export_data([name])
        if model._fields[name].store:
            yield "search", lambda: model.search([(name, "!=", 0)])
            yield "order", lambda: model.search([], order=name)
            yield "group", lambda: model._read_group([], [], ["%s:sum" % name])

    def test_no_text_speaks_of_points_or_places(self):
        read = 0
        for role, model in self.walk():
            if model._name in MEASURES:
                continue
            names = [
                name
                for name, about in model.fields_get().items()
                if about["type"] in ("char", "text", "html", "selection") and about.get("store")
            ]
            for record in model.search([]).read(names):
                for name in names:
                    read += 1
                    said = WORDS.search(plain_text(str(record[name] or "")))
                    with self.subTest(role=role, field="%s.%s" % (model._name, name)):
                        self.assertFalse(said)
        self.assertGreater(read, 500)

    def test_the_frozen_figures_are_the_offices(self):
        notice = self.records["govinfo.notice"]["county"]
        self.assertEqual((notice.state, notice.kind), ("published", "situation"))
        self.assertIn("ranking", json.loads(notice.with_user(self.reviewer).figures))
        with mute_logger("odoo.models"), self.assertRaises(AccessError):
            notice.with_user(self.officer).read(["figures"])

    def test_documents_and_messages(self):
        notice = self.records["govinfo.notice"]["county"].with_user(self.officer)
        papers = notice.sudo().attachment_id | notice.sudo().letter_ids.attachment_id
        self.assertTrue(papers)
        for paper in papers:
            with self.subTest(paper.name):
                text = file_text(paper.name, paper.raw)
                self.assertIn("政务信息", text)
                self.assertFalse(WORDS.search(text.replace("\n", "")))
        for role in PEOPLE:
            messages = self.env["mail.message"].with_user(self.user(role)).search([])
            self.assertTrue(messages)
            for message in messages:
                with self.subTest(role=role, message=message.id):
                    self.assertFalse(WORDS.search(plain_text(message.body)))

    def test_no_screen_has_a_place_for_them(self):
        drawn = 0
        for role, model in self.walk():
            hidden = {
                name
                for name, field in model._fields.items()
                if not model._has_field_access(field, "read")
            }
            views = self.env["ir.ui.view"].search(
                [("model", "=", model._name), ("type", "!=", "qweb"), ("mode", "=", "primary")]
            )
            for view in views:
                arch = etree.fromstring(model.get_view(view.id, view.type)["arch"])
                own = [
                    node.get("name")
                    for node in arch.iter("field")
                    if not any(up.tag == "field" for up in node.iterancestors())
                ]
                drawn += 1
                with self.subTest(role=role, view=view.name):
                    self.assertFalse(hidden.intersection(own))
        self.assertGreater(drawn, 150)

    def test_no_menu_leads_there(self):
        def shown(user):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            return {menu["xmlid"] for menu in menus.values() if menu.get("xmlid")}

        names = {
            "govinfo_module.govinfo_%s_menu" % name
            for name in ("score", "score_entry", "score_window", "appeal")
        }
        self.assertFalse(shown(self.officer) & names)
        self.assertEqual(shown(self.reviewer) & names, names)
        self.company.govinfo_notice_kind = "ranking"
        self.assertEqual(shown(self.officer) & names, names)
        self.assertTrue(self.env["govinfo.score"].with_user(self.officer).search_count([]))
        self.assertIn("points", self.env["govinfo.item"].with_user(self.officer).fields_get())
