"""Every view, menu and action opens for each role that may see it, the way the web client opens it."""

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import GovinfoCase

FIGURES = ("pivot", "graph")


@tagged("post_install", "-at_install")
class TestEveryView(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.officer | cls.unit_leader | cls.reviewer | cls.leader | cls.manager
        cls.accept(cls.make_item())
        cls.make_commission(cls.unit)

    def actions(self, user):
        """What the menus that ``user`` sees open, as the client loads it: menu's name → action."""
        menus = self.env["ir.ui.menu"].with_user(user)
        root = self.env.ref("govinfo_module.menu_govinfo_root")
        seen = menus.search([("id", "child_of", root.id)])._filter_visible_menus()
        # sudo: the client loads an action so, whoever asks
        return {menu.complete_name: menu.action.sudo() for menu in seen if menu.action}

    def open(self, user, action):
        """The model with the action's context, its views' descriptions, its domain."""
        values = {"uid": user.id, "context_today": self.company.govinfo_today}
        context = safe_eval(action.context or "{}", values)
        model = self.env[action.res_model].with_user(user).with_context(**context)
        views = model.get_views(
            [*action.views, (action.search_view_id.id, "search")], {"action_id": action.id}
        )["views"]
        return model, views, safe_eval(action.domain or "[]", values)

    def test_every_view_is_drawn_for_whoever_reads_its_model(self):
        views = self.env["ir.ui.view"].search(
            [("model", "=like", "govinfo.%"), ("type", "!=", "qweb")]
        )
        self.assertGreater(len(views), 150)
        for user in self.people:
            for view in views:
                model = self.env[view.model].with_user(user)
                with self.subTest(view=view.name, user=user.login):
                    if not model.has_access("read"):
                        with self.assertRaises(AccessError):
                            model.get_views([(view.id, view.type)])
                        continue
                    with self.assertNoLogs("odoo", "WARNING"):
                        model.get_views([(view.id, view.type)])

    def test_every_menu_opens(self):
        for user in self.people:
            actions = self.actions(user)
            self.assertGreater(len(actions), 10)
            for name, action in actions.items():
                if action._name != "ir.actions.act_window":
                    continue
                with self.subTest(menu=name, user=user.login):
                    model, views, domain = self.open(user, action)
                    names = _fields(views["list"]) if "list" in views else {"display_name"}
                    model.web_search_read(domain, {name: {} for name in names}, limit=5)

    def test_every_empty_list_says_what_will_stand_there(self):
        for user in self.people:
            for name, action in self.actions(user).items():
                several = action._name == "ir.actions.act_window" and action.view_mode != "form"
                if several and action.target != "new":
                    with self.subTest(menu=name):
                        self.assertIn("<p", action.help or "")

    def test_on_a_phone_what_people_work_with_are_cards(self):
        """What no settings are."""
        office = self.officer | self.unit_leader | self.leader | self.reviewer
        for user in office:
            for name, action in self.actions(user).items():
                if action._name == "ir.actions.act_window" and action.view_mode.startswith("list"):
                    if "/Configuration/" not in name:
                        with self.subTest(menu=name):
                            self.assertIn("kanban", action.view_mode)

    def test_cards_show_no_points(self):
        """Units' points and ranks are not for phones, whatever the county's notices say."""
        cards = self.env["ir.ui.view"].search(
            [("model", "=like", "govinfo.%"), ("type", "=", "kanban")]
        )
        self.assertGreater(len(cards), 20)
        for card in cards:
            shown = _fields({"arch": card.arch})
            with self.subTest(view=card.name):
                self.assertFalse(shown & {"points", "raw_points", "total", "rank", "converted"})

    def test_every_filter_that_an_action_begins_with_is_there(self):
        actions = self.env["ir.actions.act_window"].search([("res_model", "=like", "govinfo.%")])
        checked = 0
        for action in actions:
            begun = [
                key[len("search_default_") :]
                for key in safe_eval(action.context or "{}", {"uid": 1, "active_id": 1})
                if key.startswith("search_default_")
            ]
            arch = self.env[action.res_model].get_view(action.search_view_id.id, "search")["arch"]
            known = {node.get("name") for node in etree.fromstring(arch).iter("filter", "field")}
            for name in begun:
                checked += 1
                with self.subTest(action=action.name, filter=name):
                    self.assertIn(name, known)
        self.assertGreater(checked, 10)

    def test_every_figure_is_counted(self):
        """Measures and groups of pivots and graphs, for those who have a menu of them."""
        counted = 0
        for user in self.reviewer | self.leader:
            for name, action in self.actions(user).items():
                if action._name != "ir.actions.act_window":
                    continue
                model, views, domain = self.open(user, action)
                for kind in set(FIGURES) & views.keys():
                    counted += 1
                    with self.subTest(menu=name, view=kind, user=user.login):
                        model.formatted_read_group(domain, *_figures(model, views[kind]))
        self.assertGreater(counted, 20)

    def test_a_new_record_of_every_menu_can_be_begun(self):
        begun = 0
        for user in self.people:
            for name, action in self.actions(user).items():
                if action._name != "ir.actions.act_window":
                    continue
                model, views, _domain = self.open(user, action)
                may = model.has_access("create") and "form" in views
                if not may or etree.fromstring(views["form"]["arch"]).get("create") == "false":
                    continue
                begun += 1
                with self.subTest(menu=name, user=user.login):
                    Form(model, view=self.env["ir.ui.view"].browse(views["form"]["id"]))
        self.assertGreater(begun, 30)


def _fields(view):
    """Names of the fields of a list itself, not of lists within it."""
    return {node.get("name") for node in etree.fromstring(view["arch"]).findall(".//field")}


def _figures(model, view):
    """``(groups, aggregates)`` of a pivot or graph."""
    groups, sums = [], ["__count"]
    for node in etree.fromstring(view["arch"]).findall("field"):
        name, interval = node.get("name"), node.get("interval")
        if node.get("type") == "measure":
            sums.append("%s:%s" % (name, model._fields[name].aggregator or "sum"))
        else:
            groups.append("%s:%s" % (name, interval) if interval else name)
    return groups, sums
