"""The path of an issue from compiling to publication, and every refusal on it."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestIssueFlow(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item())
        cls.item_b = cls.accept(
            cls.make_item(name="甲镇开展防汛演练", joint_unit_ids=cls.bureau.ids)
        )

    # -- compiling ---------------------------------------------------------------------------

    def test_a_piece_takes_title_text_and_source_and_leaves_the_item_alone(self):
        issue = self.make_issue(self.item, self.item_b)
        first, second = issue.line_ids
        self.assertEqual(first.name, self.item.name)
        self.assertIn("抢抓农时", first.body)
        self.assertEqual((first.source, second.source), ("甲镇", "甲镇、丙局"))
        first.write({"name": "春耕备耕全面展开", "body": "<p>改写。</p>"})
        self.assertEqual(self.item.name, "甲镇推进春耕备耕工作")
        self.assertIn("抢抓农时", self.item.body)

    def test_a_composite_piece_holds_the_texts_of_its_items(self):
        issue = self.make_issue()
        pick = (
            self.env["govinfo.issue.pick"]
            .with_user(self.reviewer)
            .create(
                {
                    "issue_id": issue.id,
                    "composite": True,
                    "item_ids": [Command.set((self.item | self.item_b).ids)],
                }
            )
        )
        self.assertEqual(pick.pool_ids, self.item | self.item_b)
        pick.action_pick()
        line = issue.line_ids
        self.assertEqual((len(line), line.mode), (1, "composite"))
        self.assertEqual(line.body.count("抢抓农时"), 2)
        self.env.flush_all()
        self.env.clear()
        self.assertFalse(pick.pool_count, "what is in the issue cannot be picked again")
        pick.action_pick()
        self.assertEqual(len(issue.line_ids), 1)

    def test_items_are_put_into_the_issue_from_the_list_of_the_pool(self):
        issue = self.make_issue()
        action = issue.action_open_pick()
        items = self.env["govinfo.item"].with_user(self.reviewer)
        pool = items.with_context(**action["context"]).search(action["domain"])
        self.assertEqual(pool, self.item | self.item_b)
        pool.action_put_into_issue()
        self.assertEqual(issue.line_ids.item_ids, pool)
        self.assertEqual(len(issue.line_ids), 2)
        self.assertFalse(items.search(issue.action_open_pick()["domain"]))
        composite = self.make_issue()
        pool.with_context(govinfo_issue_id=composite.id).action_put_as_one()
        self.assertEqual(composite.line_ids.mode, "composite")

    def test_a_new_issue_is_of_the_publication_compiled_last(self):
        self.make_issue()
        issues = self.env["govinfo.issue"].with_user(self.reviewer)
        self.assertEqual(issues.new().publication_id, self.bulletin)

    def test_pool_leaves_out_what_the_publication_has_used(self):
        self.publish_issue(self.make_issue(self.item))
        pick = self.env["govinfo.issue.pick"].with_user(self.reviewer)
        pick = pick.create({"issue_id": self.make_issue().id})
        self.assertNotIn(self.item, pick.pool_ids)
        self.assertIn(self.item_b, pick.pool_ids)
        pick.unused = False
        self.assertIn(self.item, pick.pool_ids)

    def test_items_marked_in_the_list_are_chosen_in_the_dialog(self):
        draft = self.make_item()
        context = {"active_model": "govinfo.item", "active_ids": (self.item | draft).ids}
        values = self.env["govinfo.issue.pick"].with_context(**context).default_get(["item_ids"])
        self.assertEqual(values["item_ids"], [Command.set(self.item.ids)])

    def test_only_reviewers_compile(self):
        for user in self.officer | self.unit_leader | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["govinfo.issue"].with_user(user).create(
                    {"publication_id": self.bulletin.id}
                )
        issue = self.make_issue(self.item)
        for user in self.officer | self.leader | self.outsider:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    issue.with_user(user).write({"copy_to": "各单位"})
                with self.assertRaises(AccessError):
                    issue.line_ids.with_user(user).write({"name": "改"})

    # -- approval ----------------------------------------------------------------------------

    def test_path_from_draft_to_published(self):
        issue = self.make_issue(self.item)
        issue.action_request_approval()
        self.assertEqual(issue.state, "pending")
        self.assertEqual(issue.sudo().activity_ids.user_id, self.leader | self.leader_b)
        self.assertFalse(issue.number)
        issue.with_user(self.leader).action_approve()
        self.assertEqual(issue.state, "approved")
        self.assertEqual((issue.year, issue.number), (issue.date.year, 1))
        self.assertEqual(issue.approver_id, self.leader)
        self.assertFalse(issue.sudo().activity_ids)
        issue.action_publish()
        self.assertEqual(issue.state, "published")
        self.assertTrue(issue.published_at)

    def test_an_issue_that_waits_for_approval_is_changed_by_nobody(self):
        issue = self.make_issue(self.item)
        line = issue.line_ids
        issue.action_request_approval()
        for user in self.reviewer | self.leader | self.manager | self.env.user:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    line.with_user(user).write({"name": "再改"})
                with self.assertRaises(AccessError):
                    issue.with_user(user).write({"copy_to": "各单位"})
        issue.with_user(self.leader).action_return("标题改一字")
        line.write({"name": "编辑改一字"})
        self.approve_issue(issue)
        self.assertEqual(line.name, "编辑改一字")

    def test_whoever_changed_a_piece_does_not_approve_however_often_it_was_returned(self):
        issue = self.make_issue(self.item)
        issue.line_ids.with_user(self.manager).write({"name": "管理员改一字"})
        issue.action_request_approval()
        issue.with_user(self.leader).action_return("再核实")
        issue.with_user(self.reviewer_b).action_request_approval()
        with self.assertRaises(AccessError):
            issue.with_user(self.manager).action_approve()
        issue.with_user(self.leader).action_approve()

    def test_nobody_approves_what_they_compiled_or_asked_approval_for(self):
        self.leader.group_ids |= self.env.ref("govinfo_module.group_reviewer")
        own = self.make_issue(self.item, compiler_id=self.leader.id)
        own.action_request_approval()
        with self.assertRaises(AccessError):
            own.with_user(self.leader).action_approve()
        asked = self.make_issue(self.item)
        asked.with_user(self.leader).action_request_approval()
        with self.assertRaises(AccessError):
            asked.with_user(self.leader).action_approve()
        made = (
            self.make_issue(self.item)
            .with_user(self.manager)
            .copy({"compiler_id": self.reviewer.id})
        )
        made.line_ids = [Command.create({"item_ids": [Command.set(self.item.ids)]})]
        made.with_user(self.reviewer).action_request_approval()
        with self.assertRaises(AccessError):
            made.with_user(self.manager).action_approve()
        for issue in own | asked | made:
            self.assertEqual(issue.state, "pending")
            issue.with_user(self.leader_b).action_approve()

    def test_manager_approves_what_others_compiled(self):
        issue = self.make_issue(self.item)
        issue.action_request_approval()
        issue.with_user(self.manager).action_approve()
        self.assertEqual(issue.approver_id, self.manager)

    def test_only_leaders_and_managers_approve_or_return(self):
        issue = self.make_issue(self.item)
        issue.action_request_approval()
        for user in (
            self.officer | self.unit_leader | self.reviewer | self.reviewer_b | self.outsider
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    issue.with_user(user).action_approve()
                with self.assertRaises(AccessError):
                    issue.with_user(user).action_return("不行")
        self.assertEqual(issue.state, "pending")

    def test_return_needs_a_reason_and_asks_the_compiler(self):
        issue = self.make_issue(self.item)
        issue.action_request_approval()
        with self.assertRaises(UserError):
            issue.with_user(self.leader).action_return(" ")
        issue.with_user(self.leader).action_return("标题不够醒目")
        self.assertEqual((issue.state, issue.return_reason), ("returned", "标题不够醒目"))
        self.assertEqual(issue.sudo().activity_ids.user_id, self.reviewer)
        issue.line_ids.name = "春耕备耕开局良好"
        self.approve_issue(issue)
        self.assertFalse(issue.return_reason)

    def test_an_approved_issue_is_fixed_but_can_be_returned_and_keeps_its_number(self):
        issue = self.approve_issue(self.make_issue(self.item))
        for user in self.reviewer | self.leader | self.manager | self.env.user:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    issue.with_user(user).write({"copy_to": "各单位"})
                with self.assertRaises(AccessError):
                    issue.line_ids.with_user(user).write({"name": "改"})
                with self.assertRaises(AccessError):
                    issue.line_ids.with_user(user).unlink()
        issue.with_user(self.leader_b).action_return("发现错字")
        other = self.approve_issue(self.make_issue(self.item_b))
        self.assertEqual(other.number, 2)
        with self.assertRaises(UserError):
            issue.date = issue.date.replace(year=issue.date.year - 1)
        issue.line_ids.name = "改正后的标题"
        self.approve_issue(issue)
        self.assertEqual(issue.number, 1)

    def test_steps_taken_twice_change_nothing(self):
        issue = self.make_issue(self.item)
        with self.assertRaises(UserError):
            issue.action_publish()
        issue.action_request_approval()
        with self.assertRaises(UserError):
            issue.action_request_approval()
        issue.with_user(self.leader).action_approve()
        with self.assertRaises(UserError):
            issue.with_user(self.leader_b).action_approve()
        self.assertEqual(issue.approver_id, self.leader)
        issue.action_publish()
        with self.assertRaises(UserError):
            issue.action_publish()
        with self.assertRaises(UserError):
            issue.with_user(self.leader).action_return("迟了")
        self.assertEqual(len(issue.sudo().adoption_ids), 1)

    def test_an_incomplete_issue_is_not_submitted(self):
        with self.assertRaises(UserError):
            self.make_issue().action_request_approval()
        empty = self.make_issue(self.item)
        empty.line_ids.body = "<p> </p>"
        with self.assertRaises(UserError):
            empty.action_request_approval()
        with self.assertRaises(UserError):
            self.make_issue(self.item, self.item).action_request_approval()
        returned = self.accept(self.make_item())
        issue = self.make_issue(returned)
        returned.with_user(self.reviewer).action_return("再核实")
        with self.assertRaises(UserError):
            issue.action_request_approval()

    def test_states_and_numbers_cannot_be_written_by_anyone(self):
        issue = self.make_issue(self.item)
        for user in self.reviewer | self.manager | self.env.user:
            with self.subTest(user=user.login):
                for vals in (
                    {"state": "published"},
                    {"number": 7},
                    {"year": 2020},
                    {"sha256": "0"},
                ):
                    with self.assertRaises(AccessError):
                        issue.with_user(user).write(vals)
                forged = issue.with_user(user).with_context(
                    govinfo_guard=True, govinfo_history=True
                )
                with self.assertRaises(AccessError):
                    forged.write({"state": "published"})
        with self.assertRaises(AccessError):
            self.make_issue(self.item, state="approved", number=1, year=2026)

    def test_deleting(self):
        draft = self.make_issue(self.item)
        draft.unlink()
        approved = self.approve_issue(self.make_issue(self.item))
        for user in self.reviewer | self.manager | self.env.user:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                approved.with_user(user).unlink()

    # -- after publication -------------------------------------------------------------------

    def test_a_published_issue_is_written_by_nobody(self):
        issue = self.publish_issue(self.make_issue(self.item))
        line = issue.line_ids
        for user in self.reviewer | self.leader | self.manager | self.env.user:
            mine = issue.with_user(user)
            with self.subTest(user=user.login):
                for vals in (
                    {"copy_to": "各单位"},
                    {"unit_ids": [Command.set(self.unit.ids)]},
                    {"date": "2020-01-01"},
                    {"line_ids": [Command.update(line.id, {"name": "改"})]},
                    {"line_ids": [Command.delete(line.id)]},
                    {"line_ids": [Command.create({"name": "新", "body": "<p>新</p>"})]},
                ):
                    with self.assertRaises(AccessError):
                        mine.write(vals)
                with self.assertRaises(AccessError):
                    line.with_user(user).write({"body": "<p>改</p>"})
                with self.assertRaises(AccessError):
                    line.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    self.env["govinfo.issue.line"].with_user(user).create(
                        {"issue_id": issue.id, "name": "新", "body": "<p>新</p>"}
                    )
                history = line.with_user(user).with_context(govinfo_history=True)
                with self.assertRaises(AccessError):
                    history.write({"name": "改"})
        other = self.make_issue(self.item_b)
        with self.assertRaises(AccessError):
            other.line_ids.issue_id = issue
        self.assertEqual(issue.line_ids.name, self.item.name)

    def test_renaming_the_publication_leaves_published_issues_as_printed(self):
        issue = self.publish_issue(self.make_issue(self.item))
        label = issue.label
        self.bulletin.name = "某县信息快报"
        self.assertEqual(issue.label, label)
        self.assertIn("某县信息快报", self.make_issue(self.item_b).label)

    # -- past years --------------------------------------------------------------------------

    def test_past_issues_are_brought_in_by_managers_only(self):
        vals = {
            "publication_id": self.bulletin.id,
            "year": 2024,
            "number": 50,
            "date": "2024-12-30",
            "state": "published",
            "approver_id": self.leader.id,
            "compiler_id": self.reviewer.id,
            "line_ids": [Command.create({"item_ids": [Command.set(self.item.ids)]})],
        }
        issue = self.history("govinfo.issue", **vals)
        self.assertTrue(issue.is_history)
        self.assertEqual(
            (issue.state, issue.number, issue.line_ids.name), ("published", 50, self.item.name)
        )
        self.assertFalse(issue.adoption_ids)
        history = self.env["govinfo.issue"].with_context(govinfo_history=True)
        for user in self.officer | self.reviewer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                history.with_user(user).create(dict(vals, number=51))
        with self.assertRaises(AccessError):
            issue.line_ids.with_user(self.manager).with_context(govinfo_history=True).name = "改"
