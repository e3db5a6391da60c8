"""The desk answers each role's questions with the reader's own rights, in one call of constant cost."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestDesk(DeskCase):
    # -- what waits --------------------------------------------------------------------------

    def test_an_item_goes_from_desk_to_desk(self):
        item = self.make_item(name="春耕")
        self.assertEqual(self.lines(self.officer)["春耕"]["task"], "draft")
        item.action_request_signoff()
        self.assertFalse(self.lines(self.officer))
        self.assertFalse(self.lines(self.unit_leader_b))
        line = self.lines(self.unit_leader)["春耕"]
        self.assertEqual((line["task"], line["method"]), ("sign", "action_sign_off"))
        self.assertIn(self.officer.name, line["about"])
        self.take(self.unit_leader, line)
        self.assertEqual(item.state, "submitted")
        self.assertFalse(self.lines(self.unit_leader))
        line = self.lines(self.reviewer)["春耕"]
        self.assertIn(self.unit.name, line["about"])
        self.take(self.reviewer, line)
        self.assertEqual(item.state, "accepted")
        self.assertFalse(self.lines(self.reviewer, "accept"))

    def test_what_was_returned_says_why(self):
        item = self.make_item(name="春耕")
        item.action_request_signoff()
        item.with_user(self.unit_leader).action_return("请补充数据")
        line = self.lines(self.officer)["春耕"]
        self.assertEqual((line["task"], line["about"]), ("returned", "请补充数据"))
        self.assertFalse(line["method"], "it is opened and revised")
        self.assertFalse(self.lines(self.unit_leader))

    def test_a_commission_is_answered_from_the_line(self):
        self.make_commission(self.unit)
        self.assertFalse(self.lines(self.officer_b))
        line = self.lines(self.officer)["春耕备耕情况约稿"]
        self.assertFalse(line["alarm"])
        action = self.take(self.officer, line)
        self.assertEqual(action["context"]["default_commission_line_id"], line["id"])

    def test_the_urgent_and_overdue_come_first(self):
        self.submit(self.make_item(name="一般"))
        self.submit(self.make_item(name="紧急", urgency="urgent", event_time=fields.Datetime.now()))
        late = self.make_commission(self.unit, name="逾期约稿")
        late.sudo().line_ids._transition({"deadline": fields.Datetime.now() - timedelta(hours=1)})
        lines = self.look(self.reviewer)["waiting"]
        self.assertEqual([line["title"] for line in lines], ["紧急", "一般", "逾期约稿"])
        self.assertEqual([line["alarm"] for line in lines], [True, False, True])
        self.assertTrue(self.lines(self.officer)["逾期约稿"]["alarm"])

    def test_more_than_are_shown_are_counted(self):
        for number in range(45):
            self.make_item(name="草稿%d" % number)
        desk = self.look(self.officer)
        self.assertEqual(len(desk["waiting"]), 40)
        (kind,) = desk["kinds"]
        self.assertEqual((kind["name"], kind["count"]), ("draft", 45))
        found = self.env[kind["model"]].with_user(self.officer).search_count(kind["domain"])
        self.assertEqual(found, 45)

    def test_many_of_one_kind_crowd_out_no_other(self):
        items = self.submit(self.make_item(name="先报"))
        for number in range(44):
            items |= self.make_item(name="又报%d" % number)
        items.sudo()._transition({"state": "submitted", "submitted_at": fields.Datetime.now()})
        issue = self.make_issue(self.accept(self.make_item()))
        waiting = [line["task"] for line in self.look(self.reviewer)["waiting"]]
        self.assertEqual(waiting[12], "issue_compile", issue.label)
        self.assertEqual(waiting.count("accept"), 39)

    def test_an_issue_goes_from_desk_to_desk(self):
        issue = self.make_issue(self.accept(self.make_item()))
        self.assertIn(
            "issue_compile", [line["task"] for line in self.look(self.reviewer)["waiting"]]
        )
        issue.action_request_approval()
        self.assertFalse(self.lines(self.reviewer))
        (line,) = self.lines(self.leader).values()
        self.take(self.leader, line)
        self.assertEqual(issue.state, "approved")
        (line,) = self.lines(self.reviewer).values()
        self.assertEqual(line["method"], "action_publish")
        self.take(self.reviewer, line)
        self.assertEqual(issue.state, "published")

    def test_nobody_is_offered_what_they_may_not_do(self):
        """A reviewer's own item waits on the desk of others to be accepted."""
        self.unit.officer_ids |= self.reviewer
        self.reviewer.group_ids |= self.env.ref("govinfo_module.group_officer")
        item = self.make_item(name="自己写的", user=self.reviewer)
        item.action_request_signoff()
        item.with_user(self.unit_leader).action_sign_off()
        self.assertFalse(self.lines(self.reviewer)["自己写的"]["method"])
        self.assertTrue(self.lines(self.reviewer_b)["自己写的"]["method"])

    def test_leaders_see_what_is_proposed_for_disclosure(self):
        item = self.accept(self.make_item(name="春耕", secrecy="public", disclosure="proactive"))
        item.with_user(self.reviewer).action_propose_disclosure()
        line = self.lines(self.leader)["春耕"]
        self.assertEqual((line["task"], line["method"]), ("disclose", "action_disclose"))
        item.with_user(self.leader).action_disclose()
        self.assertNotIn("春耕", self.lines(self.leader))

    def test_tasks_of_a_withdrawn_instruction_leave_the_desks(self):
        item = self.accept(self.make_item())
        instruction = self.env["govinfo.instruction"].with_user(self.leader)
        instruction = instruction.create({"item_id": item.id, "text": "请抓好落实。"})
        followup = self.env["govinfo.followup"].with_user(self.leader)
        followup = followup.create({"instruction_id": instruction.id, "unit_id": self.unit.id})
        followup.sudo()._transition({"state": "overdue"})
        self.assertTrue(self.lines(self.officer, "followup"))
        self.assertTrue(self.lines(self.reviewer, "followup_overdue"))
        instruction.with_user(self.reviewer).action_withdraw("误登")
        self.assertFalse(self.lines(self.officer, "followup"))
        self.assertFalse(self.lines(self.reviewer, "followup_overdue"))

    def propose_honor(self, **vals):
        vals = {"year": 2025, "total": 3, "company_id": self.company.id, **vals}
        return self.env["govinfo.honor"].with_user(self.reviewer)._make([vals])

    def test_leaders_decide_on_honours_from_the_desk(self):
        honor = self.propose_honor(kind="unit", unit_id=self.unit.id)
        other = self.propose_honor(kind="unit", unit_id=self.unit_b.id)
        self.propose_honor(kind="unit", unit_id=self.bureau.id, barred_reason="漏报")
        own = self.propose_honor(kind="person", user_id=self.leader.id)
        lines = self.lines(self.leader, "honor_decide")
        self.assertEqual(set(lines), {self.unit.name, self.unit_b.name})
        self.assertIn("2025年度 · 3 points", lines[self.unit.name]["about"])
        self.assertIn(own.label, self.lines(self.leader_b, "honor_decide"))
        self.assertFalse(self.lines(self.reviewer, "honor_decide"))
        self.take(self.leader, lines[self.unit.name])
        self.assertEqual(honor.state, "approved")
        other.with_user(self.leader).action_reject("材料不全")
        self.assertFalse(self.lines(self.leader, "honor_decide"))

    # -- whose it is -------------------------------------------------------------------------

    def test_a_work_secret_is_on_the_desks_of_those_named(self):
        secret = {"secrecy": "work_secret", "reader_ids": [Command.set(self.reviewer.ids)]}
        self.submit(self.make_item(name="涉密标题", **secret))
        self.assertIn("涉密标题", self.lines(self.reviewer))
        for user in self.reviewer_b | self.officer_b | self.manager:
            with self.subTest(user=user.login):
                self.assertNotIn("涉密标题", str(self.look(user)))
        self.assertFalse(self.block(self.reviewer_b, "in seven days"))
        silent = self.block(self.reviewer_b, "have sent nothing")
        names = [one["name"] for one in silent["names"]]
        self.assertNotIn(self.unit.name, names, "it has sent something, whatever it is")
        self.assertIn(self.unit_b.name, names)

    def test_who_reported_together_with_others_is_not_silent(self):
        self.submit(self.make_item(joint_unit_ids=[Command.set(self.unit_b.ids)]))
        self.bureau.write({"scored_as_id": self.unit.id, "scored_as_level": "city"})
        silent = self.block(self.reviewer, "have sent nothing")
        self.assertEqual([one["name"] for one in silent["names"]], [self.bureau.name])

    def test_each_role_has_its_own(self):
        often = {
            user: {button["label"] for button in self.look(user)["often"]}
            for user in self.officer | self.unit_leader | self.reviewer | self.leader
        }
        self.assertIn("Write an item", often[self.officer])
        self.assertNotIn("To sign off", often[self.officer])
        self.assertIn("To sign off", often[self.unit_leader])
        self.assertIn("Issue a commission", often[self.reviewer])
        self.assertNotIn("Issue a commission", often[self.leader])
        with self.assertRaises(AccessError):
            self.look(self.outsider)

    def test_managers_see_what_is_missing_on_units(self):
        lines = self.lines(self.manager, "unit_without_leader")
        self.assertEqual(list(lines), [self.bureau.name])

    def test_every_button_and_kind_opens(self):
        self.make_commission(self.unit)
        self.submit(self.make_item())
        self.make_item()
        opened = 0
        for user in self.officer | self.unit_leader | self.reviewer | self.leader | self.manager:
            desk = self.look(user)
            for kind in desk["kinds"]:
                found = self.env[kind["model"]].with_user(user).search_count(kind["domain"])
                self.assertEqual(found, kind["count"])
            names = [one.get("action") for one in desk["often"] + desk["blocks"]]
            for block in desk["blocks"]:
                names += [cell.get("action") for cell in block.get("cells", ())]
                names.append(block.get("choose"))
            for name in filter(None, names):
                opened += 1
                with self.subTest(user=user.login, action=name):
                    action = self.env["ir.actions.actions"].with_user(user)._for_xml_id(name)
                    if action["type"] == "ir.actions.server":
                        action = self.env["ir.actions.server"].with_user(user).browse(action["id"])
                        action = action.run()
                    model = action.get("res_model", "govinfo.item")  # or a page of its own
                    self.assertTrue(self.env[model].with_user(user).has_access("read"))
            for button in desk["often"]:
                if "model" in button and "domain" not in button:
                    model = self.env[button["model"]].with_user(user)
                    self.assertTrue(model.has_access("create"), button["label"])
        self.assertGreater(opened, 15)

    # -- what it costs -----------------------------------------------------------------------

    def queries(self, user):
        """How many queries a person's desk takes, in an empty cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.look(user)  # rights and menus are cached for everybody
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.look(user)
        return self.env.cr.sql_log_count - before

    def work(self):
        """Work of every kind on every desk."""
        self.make_item()
        self.make_item().action_request_signoff()
        self.submit(self.make_item())
        self.make_commission(self.unit | self.unit_b)
        late = self.make_commission(self.unit)
        late.sudo().line_ids._transition({"deadline": fields.Datetime.now() - timedelta(hours=1)})
        item = self.accept(self.make_item())
        item.with_user(self.reviewer).action_upload("city")
        everyone = [Command.set((self.unit | self.unit_b).ids)]
        self.publish_issue(self.make_issue(item, unit_ids=everyone))
        self.make_issue(self.accept(self.make_item())).action_request_approval()
        self.make_issue(self.accept(self.make_item()))
        instruction = self.env["govinfo.instruction"].with_user(self.leader)
        instruction = instruction.create({"item_id": item.id, "text": "请抓好落实。"})
        self.env["govinfo.followup"].with_user(self.leader).create(
            {"instruction_id": instruction.id, "unit_id": self.unit.id}
        )
        self.propose_honor(kind="item", item_id=item.id)

    def test_the_cost_does_not_grow_with_the_work(self):
        people = self.officer | self.unit_leader | self.reviewer | self.leader | self.manager
        self.work()
        few = {user.login: self.queries(user) for user in people}
        for _round in range(3):
            self.work()
        many = {user.login: self.queries(user) for user in people}
        self.assertEqual(few, many)
        self.assertEqual(few, COSTS)


#: Queries of each role's desk.
COSTS = {
    "officer_a": 27,
    "unit_leader_a": 39,
    "reviewer_a": 26,
    "leader_a": 18,
    "manager_a": 27,
}
