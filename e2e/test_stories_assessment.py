"""The assessment by counted clicks: a new rule set, a total's facts, a notice on its way."""

import datetime

from .clicks import Clicks
from .stories import FORM, ROW, Story

POINTS = ".modal [name=points] input"


class TestAssessmentStories(Story):
    def test_a_rule_set_is_copied_changed_tried_and_put_in_force(self):
        page = self.at_desk("guanli")
        self.do_action(page, "govinfo_ruleset_action")
        clicks = Clicks(page, "rule set copied, changed, tried, in force", 9)
        clicks.click(ROW + ":has(td[name=state]:has-text('施行中')) td[name=name]")
        clicks.click("button[name=action_copy_as_draft]")
        page.wait_for_selector("button[name=action_open_trial]")
        clicks.click(ROW + " td[name=sentence]:has-text('每')")
        page.wait_for_selector(POINTS)
        self.shoot(page, "rule-changed")
        clicks.click(POINTS)
        page.keyboard.press("Control+a")
        page.keyboard.type("6")
        clicks.click(".modal .o_form_button_save")
        page.wait_for_selector(".modal", state="detached")
        clicks.click("button[name=action_open_trial]")
        clicks.click("button[name=action_run]")
        page.wait_for_selector(FORM + " [name=line_ids] " + ROW)
        self.shoot(page, "rule-set-tried")
        clicks.click("button[name=action_activate]")
        clicks.click(".modal .btn-primary")
        page.wait_for_selector(".modal", state="detached")
        clicks.end()
        self.check_calm(page)
        drafts = self.looked_for(page, "govinfo.ruleset", [("state", "=", "draft")], ("name",))
        self.assertEqual(drafts, [])

    def test_from_a_total_to_the_fact(self):
        page = self.at_desk("xinxi")
        self.do_action(page, "govinfo_score_action")
        clicks = Clicks(page, "from a total to the fact behind it", 3)
        clicks.click(ROW + ":has(td[name=unit_id]) button[name=action_open_entries]")
        page.wait_for_selector(ROW + " td[name=explanation]")
        self.shoot(page, "total-entries")
        clicks.click(ROW + ":has(td[name=item_id]:not(:empty)) button[name=action_open_source]")
        page.wait_for_selector(FORM)
        clicks.end()
        self.check_calm(page)
        self.shoot(page, "total-fact")

    def test_a_notice_from_draft_to_heads(self):
        notice = self.drafted()
        page = self.at_desk("bianji")
        clicks = Clicks(page, "notice: draft read and submitted", 2)
        clicks.click(self.line_at(page, "govinfo.notice", notice))
        page.wait_for_selector("button[name=action_request_approval]")
        self.shoot(page, "notice-drafted")
        clicks.click("button[name=action_request_approval]")
        page.wait_for_selector("button[name=action_request_approval]", state="detached")
        clicks.end()
        self.check_calm(page)
        self.approve("notice: approve", "govinfo.notice", notice, "notice-to-approve")
        self.publish("notice: publish", "govinfo.notice", notice)

    def drafted(self):
        """The draft of last month's notice, as the job would leave it: months have none in the sample."""
        page = self.at_desk("bianji")
        day = datetime.date.today().replace(day=1) - datetime.timedelta(days=1)
        first = str(day.replace(day=1))
        (period,) = self.call(
            page, "govinfo.period", "create", [{"kind": "month", "date_from": first}]
        )
        self.call(page, "govinfo.period", "action_compute", [period])
        return self.call(page, "govinfo.period", "action_draft_notice", [period])["res_id"]
