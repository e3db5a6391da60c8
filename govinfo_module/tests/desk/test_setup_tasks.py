"""The list of what a county has to do before its first item: what is done, what is missing, where."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.desk.govinfo_setup_task import ACTIONS
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestSetupTasks(GovinfoCase):
    def tasks(self, user=None, company=None):
        tasks = self.env["govinfo.setup.task"].with_user(user or self.manager)
        tasks.invalidate_model()  # as each page does that is loaded
        found = tasks.with_company(company or self.company).search([])
        return {task.code: task for task in found}

    def new_county(self):
        county = self.env["res.company"].create({"name": "新县"})
        self.manager.write({"company_ids": [Command.link(county.id)]})
        return county

    def test_a_new_county_has_all_before_it(self):
        tasks = self.tasks(company=self.new_county())
        self.assertEqual(set(tasks), set(ACTIONS))
        open_tasks = {code for code, task in tasks.items() if not task.done}
        self.assertLessEqual(
            {"units", "people", "heads", "publications", "ruleset", "working_days", "first_item"},
            open_tasks,
        )

    def test_each_is_done_when_its_records_are_there(self):
        tasks = self.tasks()
        self.assertTrue(tasks["units"].done)
        self.assertEqual(tasks["units"].state, "done")
        self.assertTrue(tasks["roles"].done)
        self.assertIn("丙局", tasks["people"].detail, "it has neither officer nor leader")
        self.bureau.write(
            {"leader_id": self.unit_leader.id, "officer_ids": [Command.set(self.officer.ids)]}
        )
        self.assertTrue(self.tasks()["people"].done)
        self.assertFalse(tasks["first_item"].done)
        self.accept(self.make_item())
        self.assertTrue(self.tasks()["first_item"].done)

    def test_long_lists_are_cut(self):
        for number in range(7):
            self.make_unit("第%d镇" % number, "X%d" % number, self.townships)
        detail = self.tasks()["people"].detail
        self.assertIn("8", detail)
        self.assertNotIn("第6镇", detail)

    def test_every_task_opens_for_the_systems_administrator(self):
        self.manager.group_ids += self.env.ref("base.group_system")
        for task in self.tasks().values():
            with self.subTest(task=task.code):
                self.assertTrue(task.action_open()["res_model"])

    def test_a_manager_is_told_whose_task_it_is(self):
        tasks = self.tasks()
        self.assertEqual(tasks["units"].action_open()["res_model"], "govinfo.import.wizard")
        for code in ("language", "roles", "mail", "address"):
            self.assertTrue(tasks[code].for_system)
            with self.assertRaises(UserError):
                tasks[code].action_open()

    def test_only_managers_see_it(self):
        for person in (self.officer, self.unit_leader, self.reviewer, self.leader):
            with self.assertRaises(AccessError):
                self.tasks(user=person)
