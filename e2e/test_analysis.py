from .common import BrowserCase

ACTIONS = {
    "analysis_unit_action": ("list", "pivot", "graph"),
    "analysis_balance_action": ("graph", "pivot", "list"),
    "analysis_item_action": ("graph", "pivot"),
    "analysis_item_action_research": ("graph", "pivot"),
    "analysis_item_action_conversion": ("graph", "pivot"),
    "analysis_item_action_level": ("graph", "pivot"),
    "analysis_item_action_speed": ("graph", "pivot"),
    "commission_line_action_punctuality": ("graph", "pivot"),
    "coverage_action_analysis": ("graph", "pivot", "list"),
}
DRAWN = {"graph": "canvas", "pivot": ".o_pivot tbody td", "list": ".o_data_row"}


class TestAnalysis(BrowserCase):
    """The leader looks at every picture of the analysis; none is empty, none ends in an error."""

    def test_every_picture(self):
        page = self.sign_in("lingdao")
        for action, views in ACTIONS.items():
            for view in views:
                with self.subTest(action=action, view=view):
                    self.open_action(page, "govinfo_module.govinfo_" + action, view=view)
                    page.wait_for_selector(DRAWN[view])
                    self.check_calm(page)
                    self.shoot(page, "%s-%s" % (action, view))
