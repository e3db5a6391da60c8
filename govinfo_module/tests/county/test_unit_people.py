"""The people of units: from the spreadsheet of units, and one by one from a unit's form."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exchange.tables.xlsx_out import Sheet, write_xlsx
from ..common import GovinfoCase

HEADERS = (
    "单位名称",
    "单位代码",
    "考核分组",
    "分管领导",
    "分管领导账号",
    "信息员",
    "信息员账号",
    "单位全称",
)


@tagged("post_install", "-at_install")
class TestUnitPeople(GovinfoCase):
    def wizard(self, *rows, user=None):
        content = base64.b64encode(write_xlsx([Sheet("表", HEADERS, rows)]))
        wizards = self.env["govinfo.import.wizard"].with_user(user or self.manager)
        return wizards.create({"kind": "unit", "file": content})

    def faults(self, wizard):
        wizard.action_preview()
        return [line.fault for line in wizard.line_ids if line.fault]

    def make(self, *rows):
        wizard = self.wizard(*rows)
        self.assertEqual(self.faults(wizard), [])
        return self.env["govinfo.unit"].search(wizard.action_import()["domain"], order="code")

    def user(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def test_accounts_that_are_missing_are_made(self):
        first, second = self.make(
            (
                "丁镇",
                "T10",
                "乡镇街道",
                "丁分管",
                "ding_l",
                "丁甲、丁乙",
                "ding_a，ding_b",
                "丁镇人民政府",
            ),
            ("戊镇", "T11", "乡镇街道", "丁分管", "ding_l", "信息员甲", None, None),
        )
        self.assertEqual(first.officer_ids.mapped("login"), ["ding_a", "ding_b"])
        self.assertEqual(first.leader_id, second.leader_id, "one account for one person")
        self.assertEqual((second.officer_ids, first.full_name), (self.officer, "丁镇人民政府"))
        made = self.user("ding_a")
        self.assertEqual(
            (made.company_ids, made.lang),
            (self.company, self.company.partner_id.lang or self.env.lang),
        )
        officer = self.env.ref("govinfo_module.group_officer")
        self.assertEqual(made.group_ids, officer, "an officer and nothing else")

    def test_a_user_without_role_becomes_an_officer(self):
        (unit,) = self.make(("丁镇", "T10", "乡镇街道", None, None, "旁人甲", None, None))
        self.assertEqual(unit.officer_ids, self.outsider)
        self.assertTrue(self.outsider.has_group("govinfo_module.group_officer"))

    def test_what_cannot_be_is_explained(self):
        county = self.env["res.company"].create({"name": "邻县"})
        self.make_user("stranger", "邻人", None, company_id=county.id, company_ids=[county.id])
        faults = self.faults(
            self.wizard(
                ("丁镇", "T10", "乡镇街道", None, None, "查无此人", None, None),
                ("戊镇", "T11", "乡镇街道", None, None, "甲、乙", "only_one", None),
                ("己镇", "T12", "乡镇街道", "甲、乙", "one、two", None, None, None),
                ("庚镇", "T13", "乡镇街道", None, None, "邻人", "stranger", None),
                ("辛镇", "T14", "乡镇街道", None, None, "别人", "officer_a", None),
            )
        )
        self.assertEqual(len(faults), 5)
        self.assertFalse(self.user("only_one"))

    def test_nobody_else_learns_which_logins_there_are(self):
        row = ("庚镇", "T13", "乡镇街道", None, None, "邻人", "officer_a", None)
        wizard = self.wizard(row, user=self.reviewer)
        with self.assertRaises(AccessError):
            wizard.action_preview()

    def test_a_new_countys_groups_are_those_of_the_file(self):
        county = self.env["res.company"].create({"name": "新县"})
        self.manager.company_ids += county
        wizard = self.wizard(
            ("丁镇", "T10", "乡镇", None, None, None, None, None),
            ("戊局", "B10", "部门", None, None, None, None, None),
            ("己镇", "T11", "乡镇", None, None, None, None, None),
        ).with_company(county)
        self.assertEqual(self.faults(wizard), [])
        units = self.env["govinfo.unit"].search(wizard.action_import()["domain"], order="code")
        self.assertEqual(units.mapped("category_id.name"), ["部门", "乡镇"])
        self.assertEqual(units.category_id.company_id, county)

    # -- one by one ---------------------------------------------------------------------------

    def dialog(self, user=None, **vals):
        values = {"unit_id": self.unit.id, "name": "新人", "login": "new_one"}
        wizards = self.env["govinfo.officer.wizard"].with_user(user or self.manager)
        return wizards.create(dict(values, **vals))

    def test_an_officer_from_the_units_form(self):
        self.dialog().action_make()
        self.assertEqual(self.unit.officer_ids, self.officer + self.user("new_one"))
        self.dialog(login="new_leader", role="leader").action_make()
        self.assertEqual(self.unit.leader_id, self.user("new_leader"))

    def test_what_a_client_sends_along_does_not_reach_the_account(self):
        for name, value in (
            ("default_password", "secret-1"),
            ("default_partner_id", self.leader.partner_id.id),
            ("default_group_ids", [(6, 0, self.leader.group_ids.ids)]),
            ("default_govinfo_led_unit_ids", [(4, self.unit_b.id)]),
        ):
            with self.subTest(name), self.undone():
                self.dialog().with_context(**{name: value}).action_make()
                made = self.user("new_one")
                self.assertEqual(made.group_ids, self.env.ref("govinfo_module.group_officer"))
                self.assertNotEqual(made.partner_id, self.leader.partner_id)
                self.assertEqual(self.unit_b.leader_id, self.unit_leader_b)
                self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [made.id])
                self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_a_login_that_is_taken(self):
        with self.assertRaises(UserError):
            self.dialog(login="Officer_A").action_make()

    def test_nobody_but_managers(self):
        for person in (self.officer, self.unit_leader, self.reviewer, self.leader):
            with self.assertRaises(AccessError):
                self.dialog(user=person)
            with self.assertRaises(AccessError):
                self.env["res.users"].with_user(person)._govinfo_new_officer("甲", "x")

    def test_people_of_other_counties_keep_their_roles(self):
        county = self.env["res.company"].create({"name": "邻县"})
        stranger = self.make_user(
            "stranger", "邻人", None, company_id=county.id, company_ids=[county.id]
        )
        stranger.with_user(self.manager)._govinfo_make_officer()
        self.assertFalse(stranger.has_group("govinfo_module.group_officer"))
