"""One person may hold several roles; the form of a user shows all of them and keeps them."""

from itertools import chain, combinations

from odoo import Command
from odoo.tests import Form, new_test_user, tagged

from ..common import QUIET, GovinfoCase

ROLES = ("officer", "reviewer", "manager", "leader")


@tagged("post_install", "-at_install")
class TestRoles(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.groups = {role: cls.env.ref("govinfo_module.group_" + role) for role in ROLES}

    def person(self, roles):
        groups = ",".join(["base.group_user"] + ["govinfo_module.group_" + role for role in roles])
        login = "_".join(["person", *roles])
        return new_test_user(self.env, login, groups=groups, context=QUIET, name=login)

    def shown(self, user):
        """What the form shows: privilege → the last of its groups that the user holds explicitly."""
        drawn = user.view_group_hierarchy
        return {
            privilege["id"]: next(
                (
                    group
                    for group in reversed(privilege["group_ids"])
                    if group in user.group_ids.ids
                ),
                False,
            )
            for privilege in drawn["privileges"].values()
        }

    def extra(self, user):
        """Groups without a privilege: each has a box of its own."""
        return user.group_ids.filtered(lambda group: not group.privilege_id)

    def test_the_form_keeps_every_combination(self):
        choices = chain.from_iterable(combinations(ROLES, count) for count in range(1, 5))
        for roles in choices:
            with self.subTest(roles=roles):
                user = self.person(roles)
                held = user.all_group_ids
                chosen = [group for group in self.shown(user).values() if group]
                # what the form saves, whatever was changed on it
                user.group_ids = [Command.set(chosen + self.extra(user).ids)]
                self.assertEqual(user.all_group_ids, held)

    def test_each_role_is_a_choice_of_its_privilege(self):
        drawn = self.officer.view_group_hierarchy
        category = self.env.ref("govinfo_module.module_category_govinfo").id
        (ours,) = [row for row in drawn["categories"] if row["id"] == category]
        choices = [drawn["privileges"][str(key)]["group_ids"] for key in ours["privilege_ids"]]
        ids = {role: group.id for role, group in self.groups.items()}
        self.assertEqual(
            choices, [[ids["officer"]], [ids["reviewer"], ids["manager"]], [ids["leader"]]]
        )

    def test_nothing_chosen_is_said_without_english(self):
        """The platform's word cannot be translated, and its choices stand on the form beside ours."""
        chosen = self.env["res.groups.privilege"].search([("group_ids", "!=", False)])
        self.assertEqual(set(chosen.mapped("placeholder")), {"—"})

    def test_a_role_more_on_the_form(self):
        self.assertFalse(self.officer.has_group("govinfo_module.group_leader"))
        with Form(self.officer, view="base.view_users_form") as form:
            form.group_ids.add(self.groups["leader"])
        for role, held in (("officer", True), ("leader", True), ("reviewer", False)):
            with self.subTest(role=role):
                self.assertEqual(self.officer.has_group("govinfo_module.group_" + role), held)
        # and acts in each: writes for the unit, approves for the office
        item = self.make_item()
        issue = self.make_issue(self.accept(item))
        issue.action_request_approval()
        issue.with_user(self.officer).action_approve()
        self.assertEqual(issue.approver_id, self.officer)
