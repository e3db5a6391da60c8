"""The county office's days by counted clicks: commissions, issues, upward reports, lists, instructions."""

from .clicks import Clicks
from .stories import FORM, NOTE, ROW, Story

UNITS = ("城关镇", "东河镇", "南岭镇")
SENT = [("submitted_at", "!=", False)]
CLEARABLE = [
    ("state", "=", "accepted"),
    ("secrecy", "=", "public"),
    ("disclosure", "=", "proactive"),
    ("disclosure_ids", "=", False),
    ("disclosure_proposed_at", "=", False),
]
TOPIC = "冬季森林防火值守情况"
ASKED = "请围绕值班值守、巡山护林和应急物资准备写明做法，附人数和时间。"
ANSWER = "全镇设立防火检查点14个，护林员分片巡山，每日两次报告火情，储备灭火机具230件。"
CLAUSE = "请有关单位认真研究，落实到人。"
TASK = "研究后报送落实措施"
DONE = "已召开专题会议，明确责任人3名，完成隐患整改12处。"


class TestOfficeStories(Story):
    def test_commission_and_its_answer(self):
        page = self.at_desk("bianji")
        clicks = Clicks(page, "commission to three units", 7)
        clicks.click(".o_govinfo_desk_often button:has-text('下达约稿')")
        page.wait_for_selector(FORM + " [name=name] input, " + FORM + " [name=name] textarea")
        page.keyboard.type(TOPIC)
        page.keyboard.press("Tab")
        for unit in UNITS:
            clicks.choose(unit)
            page.wait_for_selector("[name=asked_unit_ids] .o_tag:has-text('%s')" % unit)
            self.settle(page)
        page.keyboard.press("Tab")
        page.wait_for_selector("[name=deadline] input:focus")
        page.keyboard.type(self.days_ahead(1) + " 17:30")
        clicks.click(FORM + " [name=requirement] .odoo-editor-editable")
        page.keyboard.type(ASKED)
        clicks.click("button[name=action_issue]")
        clicks.click(".modal .btn-primary")
        page.wait_for_selector(FORM + " .o_arrow_button_current:has-text('已下达')")
        clicks.end()
        self.assertEqual(page.locator(FORM + " [name=line_ids] .o_data_row").count(), len(UNITS))
        self.check_calm(page)
        self.shoot(page, "commission-issued")
        self.answer()

    def answer(self):
        page = self.at_desk("xinxi")
        clicks = Clicks(page, "answer a commission", 4)
        line = self.line_of(page, clicks, TOPIC)
        clicks.click(line.locator("button"))
        page.wait_for_selector(".govinfo_text .odoo-editor-editable")
        self.shoot(page, "commission-answer")
        page.keyboard.press("Tab")  # the commission's subject is the title
        page.keyboard.type(ANSWER)
        clicks.click(".govinfo_buttons button:has-text('动态')")
        clicks.click("button[name=action_submit]")
        page.wait_for_selector("button[name=action_submit]", state="detached")
        clicks.end()
        self.check_calm(page)

    def test_an_issue_from_the_pool_to_its_readers(self):
        page = self.at_desk("bianji")
        clicks = Clicks(page, "issue: compile and submit", 6)
        clicks.click(".o_govinfo_desk_often button:has-text('编辑刊物')")
        clicks.click("button[name=action_open_pick]")
        page.wait_for_selector(".o_list_view .o_data_row")
        self.shoot(page, "issue-pick")
        for row in (0, 1):
            clicks.click(page.locator(".o_data_row .o_list_record_selector input").nth(row))
        clicks.click("button[name=action_put_into_issue]")
        page.wait_for_selector(FORM + " [name=line_ids] .o_data_row")
        self.assertEqual(page.locator(FORM + " [name=line_ids] .o_data_row").count(), 2)
        clicks.click("button[name=action_request_approval]")
        page.wait_for_selector("button[name=action_request_approval]", state="detached")
        clicks.end()
        self.check_calm(page)
        issue = self.record_of(page)
        self.approve("issue: approve", "govinfo.issue", issue, "issue-to-approve")
        self.publish("issue: publish", "govinfo.issue", issue)

    def test_three_items_upward(self):
        page = self.at_desk("bianji")
        self.do_action(page, "govinfo_item_action_unsent")
        clicks = Clicks(page, "three items upward", 3)
        for _item in range(3):
            number = page.locator(ROW + " td[name=number]").first.inner_text()
            row = (ROW + ":has-text('%s')") % number
            clicks.click(row + " button[name=action_upload_to_city]")
            page.wait_for_selector((NOTE + ":has-text('%s')") % number)
            page.wait_for_selector(row, state="detached")
        clicks.end()
        self.shoot(page, "items-upward")
        self.check_calm(page)

    def test_a_superiors_list(self):
        page = self.at_desk("bianji")
        items = self.looked_for(page, "govinfo.item", SENT, ("name", "unit_id", "state"), 5000)
        names = [item["name"] for item in items]
        once = [
            item for item in items if names.count(item["name"]) == 1 and item["state"] == "accepted"
        ][:3]
        pasted = "标题\t单位\t刊物\n" + "\n".join(
            "%s\t%s\t某省政务信息" % (item["name"], item["unit_id"][1]) for item in once
        )
        self.do_action(page, "govinfo_adoption_import_action")
        clicks = Clicks(page, "adoption list of a superior", 4)
        clicks.click(".o_list_button_add")
        clicks.click("[name=pasted] textarea")
        page.keyboard.insert_text(pasted)
        clicks.click("button[name=action_match]:has-text('比对')")
        page.wait_for_selector("[name=line_ids] .o_data_row")
        self.shoot(page, "adoption-list")
        clicks.click("button[name=action_confirm]")
        page.wait_for_selector(FORM + " .o_arrow_button_current:has-text('完成')")
        clicks.end()
        self.assertEqual(page.locator("[name=line_ids] td[name=match]:has-text('确定')").count(), 3)
        self.check_calm(page)

    def test_an_instruction_is_followed_up(self):
        page = self.at_desk("lingdao")
        (item,) = self.looked_for(
            page, "govinfo.item", [("state", "=", "accepted"), ("unit_id.name", "=", "城关镇")]
        )
        row = self.open_list_at(page, item)
        clicks = Clicks(page, "instruction with follow-up", 5)
        clicks.click(row)
        clicks.click("button[name=action_write_instruction]")
        page.wait_for_selector(".modal [name=text] textarea")
        page.keyboard.type(CLAUSE)
        clicks.click(".modal [name=followup_ids] .o_field_x2many_list_row_add a")
        page.wait_for_selector(".modal [name=followup_ids] [name=unit_id] input:focus")
        page.keyboard.press("Tab")
        page.keyboard.type(TASK)
        self.shoot(page, "instruction")
        clicks.click(".modal .o_form_button_save")
        page.wait_for_selector(".modal", state="detached")
        clicks.end()
        self.check_calm(page)
        page = self.at_desk("xinxi")
        clicks = Clicks(page, "feedback on an instruction", 3)
        clicks.click(self.line_of(page, clicks, TASK).locator("button"))
        clicks.click(FORM + " [name=feedback] textarea")
        page.keyboard.type(DONE)
        clicks.click("button[name=action_send_feedback]")
        page.wait_for_selector("button[name=action_send_feedback]", state="detached")
        clicks.end()
        self.check_calm(page)
        self.assertIn(DONE, page.inner_text(FORM))

    def test_disclosure_is_proposed_and_cleared(self):
        page = self.at_desk("bianji")
        (item,) = self.looked_for(page, "govinfo.item", CLEARABLE)
        row = self.open_list_at(page, item)
        clicks = Clicks(page, "disclosure: propose", 2)
        clicks.click(row)
        clicks.click("button[name=action_propose_disclosure]")
        page.wait_for_selector("button[name=action_propose_disclosure]", state="detached")
        clicks.end()
        self.shoot(page, "disclosure-proposed")
        page = self.at_desk("lingdao")
        clicks = Clicks(page, "disclosure: approve", 2)
        clicks.click(self.line_at(page, "govinfo.item", item["id"]))
        page.wait_for_selector("button[name=action_disclose]")
        self.shoot(page, "disclosure-to-clear")
        clicks.click("button[name=action_disclose]")
        page.wait_for_selector("button[name=action_disclose]", state="detached")
        clicks.end()
        self.check_calm(page)
