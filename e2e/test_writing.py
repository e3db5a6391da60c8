"""Writing, reading and deciding: an item from the first word to the county office, by counted clicks."""

from axe_playwright_python.sync_playwright import Axe

from .clicks import Clicks
from .common import ADDRESS, BrowserCase

# titles and texts that are not like one another
ITEMS = (
    (
        "城关镇老旧小区改造惠及群众3200户",
        "今年改造小区12个，加装电梯36部，居民议事会全程参与方案设计和质量监督。",
    ),
    (
        "城关镇夜市规范经营带动就业",
        "划定摊位180个，统一水电和垃圾清运，带动周边居民灵活就业260人。",
    ),
    ("城关镇校园周边整治取得进展", "联合交警和市场监管部门，清理占道经营45处，增设护学岗8个。"),
    ("城关镇社区食堂让老人吃上热饭", "建成食堂5家，每餐收费6元，行动不便的老人由志愿者上门送餐。"),
    ("城关镇化解物业纠纷的做法", "由退休法官和老党员组成调解小组，半年受理纠纷73件，化解70件。"),
    ("城关镇沿河步道建成开放", "步道全长4.6公里，沿线种植乡土树种，设置休息亭9座，方便市民健身。"),
    ("城关镇排查燃气安全隐患", "对餐饮门店逐户检查软管和报警器，发现问题58个，当场整改51个。"),
    (
        "城关镇设立青年创业服务站",
        "提供工商注册、税务咨询等代办服务，首批入驻团队14个，发放贷款300万元。",
    ),
    (
        "城关镇抗旱保苗工作有序推进",
        "抢修机井22眼，铺设管道9公里，组织党员突击队错峰抽水浇灌蔬菜基地。",
    ),
    (
        "城关镇蔬菜基地喜获丰收",
        "大棚番茄陆续上市，日供应县城市场8吨，合作社与超市签订长期购销协议。",
    ),
    (
        "城关镇图书馆分馆延长开放时间",
        "周末闭馆推迟到晚九点，新增少儿绘本2400册，暑期日均接待读者350人次。",
    ),
)
FAULTY = (
    "城关镇联合交警和市场监管部门，清理校园周边占道经营45处，增设护学岗8个。"
    "截止目前，2月30日前需整改的问题已全部验收，群众可拨打13812345678反映情况。"
    "在县委、县政府的坚强领导下，整治工作取得了丰硕成果。"
)
# as Word puts it on the clipboard
PASTED = """<html><head><style>p {color: red}</style></head><body><!--StartFragment-->
<h1 class=MsoTitle style="color:red">一、进展</h1><p class=MsoNormal style="text-indent:32pt"><span
style="font-size:16pt;font-family:仿宋"><o:p>播种3000亩。</o:p></span></p><ul><li>甲镇</li></ul>
<table border=1><tr><td width=100>乡镇</td><td>亩数</td></tr></table><!--EndFragment--></body></html>"""
PASTE = """([place, html]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    document.querySelector(place).dispatchEvent(new ClipboardEvent("paste", event));
}"""
FOUND = """([model, domain]) => odoo.__WOWL_DEBUG__.root.env.services.orm.search(model, domain)"""
PHONE = {"width": 390, "height": 844}
MENU = "[data-menu-xmlid='govinfo_module.%s']"
EDITOR = ".govinfo_text .odoo-editor-editable"
ROW = ".o_data_row:has-text('%s')"
NOTE = ".o_notification"
REPORT = "govinfo_module.govinfo_item_action_report"
SIGN = "govinfo_module.govinfo_item_action_sign"
QUEUE = "govinfo_module.govinfo_item_action_queue"


class TestWriting(BrowserCase):
    def begin(self, login, small=False):
        page = self.sign_in(login)
        if small:
            page.set_viewport_size(PHONE)
        return page

    def write(self, page, item, click):
        """Write an item of ``ITEMS`` and send it; the form is open and its title has the focus."""
        title, text = item
        page.wait_for_selector(EDITOR)
        page.keyboard.type(title)
        page.keyboard.press("Tab")
        page.keyboard.type(text)
        click(".govinfo_buttons button:has-text('动态')")
        click("button[name=action_submit]")
        page.wait_for_selector("button[name=action_submit]", state="detached")
        self.check_calm(page)

    def sent(self, *items):
        """Titles of new items that wait for the leader's signature."""
        page = self.begin("xinxi")
        for item in items:
            self.open_action(page, REPORT)
            self.write(page, item, page.click)
        return [title for title, _text in items]

    def signed(self, *items):
        """Titles of new items that wait for the county office."""
        titles = self.sent(*items)
        page = self.begin("fenguan")
        self.open_action(page, SIGN)
        for title in titles:
            page.click((ROW % title) + " button[name=action_sign_off]")
            page.wait_for_selector(ROW % title, state="detached")
        return titles

    def check_accessible(self, page):
        """Our part of the form; the platform's tags, and its messages below, have faults of their own."""
        ours = {"include": [[".o_form_sheet_bg"]], "exclude": [[".o_field_many2many_tags"]]}
        found = Axe().run(page, context=ours)
        self.assertEqual(found.violations_count, 0, found.generate_report())

    # -- writing -----------------------------------------------------------------------------

    def test_an_item_is_written_and_sent(self):
        page = self.begin("xinxi")
        self.open_application(page)
        clicks = Clicks(page, "item with text, sent for sign-off", 4)
        clicks.click(MENU % "menu_govinfo_items")
        clicks.click(MENU % "govinfo_item_menu_report")
        self.write(page, ITEMS[0], clicks.click)
        clicks.end()
        self.shoot(page, "item-sent")

    def test_an_item_is_written_and_sent_on_a_phone(self):
        page = self.begin("xinxi", small=True)
        self.open_action(page, "govinfo_module.govinfo_item_action_mine")
        clicks = Clicks(page, "item with text, sent, on a phone", 4)
        clicks.click(".o_list_button_add, .o-kanban-button-new")
        self.write(page, ITEMS[1], clicks.click)
        clicks.end()
        self.shoot(page, "phone-item-sent")

    def test_findings_stand_beside_the_text(self):
        page = self.begin("xinxi")
        self.open_action(page, REPORT)
        page.wait_for_selector(EDITOR)
        page.keyboard.type(ITEMS[2][0])
        page.keyboard.press("Tab")
        page.keyboard.type(FAULTY)
        page.wait_for_selector(".govinfo_finding:has-text('2月30日')")
        self.shoot(page, "item-findings")
        self.check_accessible(page)
        page.click(".govinfo_finding:has-text('截止目前') .govinfo_place")
        self.assertEqual(page.evaluate("document.getSelection().toString()"), "截止目前")
        page.click(".govinfo_take:has-text('截至目前')")
        page.wait_for_selector(".govinfo_finding:has-text('截止目前')", state="detached")
        self.assertIn("截至目前，2月30日前", page.inner_text(EDITOR))
        self.assertIn("%d 字" % len(FAULTY), page.inner_text(".govinfo_count"))
        page.click("summary")
        self.check_accessible(page)
        self.shoot(page, "item-more")
        page.click("button.o_form_button_save")
        page.wait_for_selector("button.o_form_button_save", state="hidden")
        self.check_calm(page)

    def test_a_text_pasted_from_word(self):
        page = self.begin("xinxi")
        self.open_action(page, REPORT)
        page.wait_for_selector(EDITOR)
        page.keyboard.type("城关镇春耕进展")
        page.click(EDITOR)
        page.evaluate(PASTE, [EDITOR, PASTED])
        page.click("button.o_form_button_save")
        page.wait_for_selector("button.o_form_button_save", state="hidden")
        kept = page.inner_html(EDITOR)
        for words in ("<h1>一、进展</h1>", "<p>播种3000亩。</p>", "<td>亩数</td>"):
            self.assertIn(words, kept)
        for looks in ("Mso", "color", "font", "width"):
            self.assertNotIn(looks, kept)
        self.check_calm(page)

    def test_two_windows_on_one_item(self):
        page = self.begin("xinxi")
        self.open_action(page, REPORT)
        page.wait_for_selector(EDITOR)
        page.keyboard.type(ITEMS[3][0])
        page.keyboard.press("Tab")
        page.keyboard.type("甲。")
        page.click("button.o_form_button_save")
        page.wait_for_selector("button.o_form_button_save", state="hidden")
        other = page.context.new_page()
        other.goto(page.url)
        other.wait_for_selector(EDITOR)
        self.append(page, "先改的。")
        page.wait_for_selector("button.o_form_button_save", state="hidden")
        self.append(other, "后改的。")
        self.assertIn("您在另一个窗口", other.inner_text(".modal-dialog"))
        self.shoot(other, "item-two-windows")
        other.click(".modal-dialog .btn-primary")
        self.assertIn("后改的。", other.inner_text(EDITOR))
        other.click("button.o_form_button_cancel")
        other.wait_for_selector(EDITOR + ":has-text('先改的。')")
        self.assertNotIn("后改的。", other.inner_text(EDITOR))

    def append(self, page, words):
        page.bring_to_front()
        page.click(EDITOR)
        page.keyboard.press("Control+End")
        page.keyboard.type(words)
        page.click("button.o_form_button_save")

    # -- reading and deciding ----------------------------------------------------------------

    def test_sign_off_from_the_list(self):
        (title,) = self.sent(ITEMS[4])
        page = self.begin("fenguan")
        self.open_action(page, SIGN)
        page.wait_for_selector(ROW % title)
        self.shoot(page, "list-to-sign")
        clicks = Clicks(page, "sign off from the list", 2)
        clicks.click((ROW % title) + " button[name=action_sign_off]")
        page.wait_for_selector(ROW % title, state="detached")
        clicks.end()
        self.check_calm(page)

    def test_sign_off_from_the_mail_of_an_activity(self):
        (title,) = self.sent(ITEMS[10])
        page = self.begin("fenguan")
        (item,) = page.evaluate(FOUND, ["govinfo.item", [["name", "=", title]]])
        clicks = Clicks(page, "sign off from the mail of an activity", 2)
        clicks.follow("%s/mail/view?model=govinfo.item&res_id=%d" % (ADDRESS, item))
        clicks.click("button[name=action_sign_off_next]")
        page.wait_for_selector(NOTE + ":has-text('已签发')")
        clicks.end()
        self.check_calm(page)

    def test_sign_off_on_a_phone_and_the_next_one_comes(self):
        first, second = self.sent(*ITEMS[5:7])
        page = self.begin("fenguan", small=True)
        self.open_action(page, SIGN)
        self.shoot(page, "phone-list-to-sign")
        clicks = Clicks(page, "read and sign off on a phone", 2)
        clicks.click(".o_kanban_record:has-text('%s')" % second)
        page.wait_for_selector(".govinfo_text:has-text('报警器')")
        self.shoot(page, "phone-item-to-sign")
        clicks.click("button[name=action_sign_off_next]")
        page.wait_for_selector(NOTE + ":has-text('已签发')")
        page.wait_for_selector(".govinfo_title:has-text('%s')" % first)
        clicks.end()
        self.check_calm(page)
        clicks = Clicks(page, "return with a reason on a phone", 3)
        clicks.click(".o_statusbar_buttons button:has(.oi-ellipsis-v)")
        clicks.click("button[name=action_open_return]")
        page.fill(".modal textarea", "请补充数据来源")
        clicks.click(".modal button[name=action_apply]")
        page.wait_for_selector(NOTE + ":has-text('已退回')")
        clicks.end()
        self.check_calm(page)

    def test_an_editor_edits_and_accepts(self):
        (title,) = self.signed(ITEMS[7])
        page = self.begin("bianji")
        self.open_action(page, QUEUE)
        page.wait_for_selector(ROW % title)
        self.shoot(page, "list-to-process")
        clicks = Clicks(page, "edit and accept", 4)
        clicks.click((ROW % title) + " td[name=name]")
        page.wait_for_selector(EDITOR)
        clicks.click(EDITOR)
        page.keyboard.press("Control+End")
        page.keyboard.type("下一步将加强后续管理。")
        clicks.click("button[name=action_accept_next]")
        page.wait_for_selector(NOTE + ":has-text('已接收')")
        clicks.end()
        self.check_calm(page)
        page.wait_for_selector("button[name=action_accept_next]:not([disabled])")
        self.assertIn("待处理", page.inner_text(".o_breadcrumb"))  # the list stays behind it
        self.shoot(page, "item-next")
        self.open_changes(page, title)

    def open_changes(self, page, title):
        """The changes of the office are shown by characters, and taken home as revisions of Word."""
        self.open_action(page, "govinfo_module.govinfo_item_action")
        page.click((ROW % title) + " td[name=name]")
        page.click(".o_notebook .nav-link:has-text('修改')")
        self.assertEqual(page.inner_text("[name=edit_diff] ins"), "下一步将加强后续管理。")
        page.wait_for_function(
            "() => getComputedStyle(document.querySelector('.o_notebook .tab-pane')).opacity === '1'"
        )
        self.shoot(page, "item-changes")
        page.click("button[name=action_open_compare]")
        page.wait_for_selector(".modal [name=diff] ins")
        self.shoot(page, "item-compare")
        with page.expect_download() as download:
            page.click(".modal button[name=action_docx]")
        self.assertTrue(download.value.suggested_filename.endswith("花脸稿）.docx"))
        self.check_calm(page)

    def test_two_items_are_merged(self):
        titles = self.signed(*ITEMS[8:10])
        page = self.begin("bianji")
        self.open_action(page, QUEUE)
        clicks = Clicks(page, "merge two items", 4)
        for title in titles:
            clicks.click((ROW % title) + " .o_list_record_selector input")
        clicks.click("button[name=action_open_merge]")
        page.wait_for_selector(".modal .o_data_row")
        self.shoot(page, "item-merge")
        clicks.click(".modal button[name=action_merge]")
        page.wait_for_selector(EDITOR)
        clicks.end()
        for title in titles:
            self.assertIn(title, page.inner_text(EDITOR))
        self.check_calm(page)
        self.shoot(page, "item-merged")
