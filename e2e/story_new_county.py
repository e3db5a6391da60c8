"""A new county by the list of its tasks: from an empty database to its first accepted item.

An administrator who signs in for the first time can repeat it step by step; ``make test`` runs it on a
database with the addon and nothing else, and prints how long it took.
"""

import re
import time

from .common import BrowserCase
from .xlsx import sheet

MINUTES = 15  # an administrator's, by experience.md; here what a browser alone takes
UNITS = sheet(
    (
        "单位名称",
        "单位代码",
        "考核分组",
        "单位全称",
        "主要领导",
        "主要领导邮箱",
        "分管领导",
        "分管领导账号",
        "信息员",
        "信息员账号",
    ),
    (
        "东河镇",
        "T01",
        "乡镇街道",
        "东河镇人民政府",
        "主要领导甲",
        "t01@example.com",
        "分管领导甲",
        "fenguan",
        "信息员甲",
        "xinxi",
    ),
    (
        "县农业农村局",
        "B01",
        "县直部门",
        "县农业农村局",
        "主要领导乙",
        "b01@example.com",
        "分管领导乙",
        "fenguan2",
        "信息员乙",
        "xinxi2",
    ),
)
DAYS = sheet(("日期", "安排", "名称"), ("%d-10-01" % time.localtime().tm_year, "放假", "国庆节"))
WORDS = sheet(("词语", "建议"), ("截止目前", "截至目前"))
OFFICE = {"bianji": ("编辑甲", "县府办", "编辑"), "lingdao": ("县府办领导甲", "县府办领导", "领导")}
PEOPLE = ("fenguan", "xinxi", *OFFICE)
EDITOR = ".govinfo_text .odoo-editor-editable"


class TestNewCounty(BrowserCase):
    def test_from_nothing_to_the_first_item(self):
        begin = time.monotonic()
        page = self.sign_in("admin")
        self.list_of_tasks(page)
        self.check_progress(page, "接收第一条信息", "待办理")
        self.name_the_county(page)
        self.import_file(page, "导入单位", "units.xlsx", UNITS)
        self.import_file(page, "录入当年节假日", "days.xlsx", DAYS)
        for login, person in OFFICE.items():
            self.make_user(page, login, *person)
        self.set_passwords(page)
        self.take_a_measure(page)
        self.add_mail_server(page)
        self.report_an_item()
        self.list_of_tasks(page)
        self.shoot(page, "setup-done")
        for task in (
            "接收第一条信息",
            "施行考核办法",
            "导入单位",
            "各单位配齐信息员和分管领导",
            "指定编辑和县府办领导",
        ):
            self.check_progress(page, task, "已完成")
        minutes = (time.monotonic() - begin) / 60
        print("a new county to its first accepted item: %.1f minutes of the browser" % minutes)
        self.assertLess(minutes, MINUTES)

    # -- the list ------------------------------------------------------------------------------

    def list_of_tasks(self, page):
        self.open_action(page, "govinfo_module.govinfo_setup_task_action")
        page.wait_for_selector(".o_data_row")

    def row(self, page, task):
        return page.locator(".o_data_row", has_text=task)

    def check_progress(self, page, task, progress):
        """The list shows what it showed last until the server has answered."""
        self.row(page, task).locator("td[name=state]:has-text('%s')" % progress).wait_for()

    def begin(self, page, task):
        """Open the place where ``task`` is done."""
        self.list_of_tasks(page)
        self.row(page, task).locator("button[name=action_open]").click()
        self.settle(page)

    # -- what an administrator does --------------------------------------------------------------

    def name_the_county(self, page):
        self.begin(page, "填写县名和办公室名称")
        page.fill(".modal [name=name] input", "某县")
        page.fill(".modal [name=organ] input", "某县人民政府办公室")
        with page.expect_response(lambda answer: "action_save" in answer.url):
            page.click(".modal button[name=action_save]")
        page.wait_for_selector(".modal", state="detached")
        self.list_of_tasks(page)
        self.check_progress(page, "填写县名和办公室名称", "已完成")

    def import_file(self, page, task, name, content):
        self.begin(page, task)
        page.set_input_files(
            ".modal input[type=file]",
            {"name": name, "mimeType": "application/zip", "buffer": content},
        )
        page.click(".modal button[name=action_preview]")
        page.wait_for_selector(".modal .alert-success:visible")
        self.shoot(page, "setup-" + name.split(".")[0])
        page.click(".modal button[name=action_import]")
        page.wait_for_selector(".modal", state="detached")
        self.check_calm(page)

    def make_user(self, page, login, name, place, role):
        self.begin(page, "指定编辑和县府办领导")
        page.click(".o_list_button_add")
        page.fill("[name=name] input", name)
        page.fill("[name=login] input", login)
        label = (
            "//*[self::label or self::span][normalize-space(translate(., '?', ''))='%s']" % place
        )
        page.locator(label + "/following::input[1]").first.click()
        page.click(".o_select_menu_item:has-text('%s')" % role)
        page.click("button.o_form_button_save")
        page.wait_for_selector("button.o_form_button_save", state="hidden")
        self.check_calm(page)

    def set_passwords(self, page):
        self.list_of_tasks(page)
        with page.expect_response(
            "**/res.users/web_search_read"
        ):  # before it, the list of last time
            self.row(page, "指定编辑和县府办领导").locator("button[name=action_open]").click()
        self.settle(page)
        for login in PEOPLE:
            row = page.locator(".o_data_row:has(td[name=login]:text-is('%s'))" % login)
            row.locator("input[type=checkbox]").check()
        page.wait_for_selector(".o_selection_box:has-text('%d')" % len(PEOPLE))
        page.click(
            ".o_cp_action_menus .dropdown-toggle:has-text('操作'),"
            " .o_control_panel .o_cp_action_menus button:has(.fa-cog)"
        )
        page.click(".o-dropdown-item:has-text('更改密码'), .o-dropdown-item:has-text('修改密码')")
        page.wait_for_selector(".modal .o_data_row")
        for login in PEOPLE:
            self.set_password(page, login)
        with page.expect_response(lambda answer: "change_password_button" in answer.url):
            page.click(".modal button[name=change_password_button]")
        page.wait_for_selector(".modal", state="detached")

    def set_password(self, page, login):
        """Each row is left before the next is begun: an unfinished one would be sent empty, without a word."""
        named = page.locator("td[name=user_login]", has_text=re.compile("^%s$" % login))
        cell = page.locator(".modal .o_data_row", has=named).locator("td[name=new_passwd]")
        cell.click()
        cell.locator("input").fill(login)
        page.click(".modal .modal-title")
        cell.locator("input").wait_for(state="detached")
        self.assertTrue(cell.inner_text().strip(), login)

    def take_a_measure(self, page):
        self.begin(page, "施行考核办法")
        page.click(".modal [name=measure] input")
        page.locator(".o_select_menu_item").first.click()
        self.settle(page)
        page.click(".modal button[name=action_create_ruleset]")
        page.wait_for_selector(".o_form_view button[name=action_activate]")
        page.click("button[name=action_activate]")
        page.click(".modal-footer .btn-primary")  # it cannot be edited any more
        page.wait_for_selector("button[name=action_activate]", state="hidden")
        self.check_calm(page)

    def add_mail_server(self, page):
        self.begin(page, "设置发件服务器")
        page.click(".o_list_button_add")
        page.fill("[name=name] input", "办公网发件服务器")
        page.fill("[name=smtp_host] input", "127.0.0.1")
        page.click("button.o_form_button_save")
        page.wait_for_selector("button.o_form_button_save", state="hidden")

    # -- what the people do ------------------------------------------------------------------------

    def report_an_item(self):
        page = self.sign_in("xinxi")
        self.open_action(page, "govinfo_module.govinfo_item_action_report")
        page.wait_for_selector(EDITOR)
        page.keyboard.type("东河镇春耕备耕有序推进")
        page.keyboard.press("Tab")
        page.keyboard.type("东河镇抢抓农时，春耕备耕有序推进，已备耕1.2万亩。")
        page.click(".govinfo_buttons button:has-text('动态')")
        page.click("button[name=action_submit]")
        page.wait_for_selector("button[name=action_submit]", state="detached")
        for login, action, button in (
            ("fenguan", "govinfo_item_action_sign", "action_sign_off"),
            ("bianji", "govinfo_item_action_queue", "action_accept"),
        ):
            page = self.sign_in(login)
            self.open_action(page, "govinfo_module." + action)
            page.click(".o_data_row:has-text('春耕备耕') button[name=%s]" % button)
            page.wait_for_selector(".o_data_row:has-text('春耕备耕')", state="detached")
            self.check_calm(page)
