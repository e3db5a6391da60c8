"""What the form offers is what the server allows; a text is cleaned; nobody overwrites another's unseen."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import GovinfoCase

PASTED = (
    '<h1 class="MsoTitle" style="color:red">一、进展</h1>'
    '<p class="MsoNormal" style="margin:0"><span lang="EN-US"><font face="仿宋">播种3000亩</font></span><o:p></o:p></p>'
    '<ul><li>甲</li></ul><table><tbody><tr><td width="5">1</td></tr></tbody></table>'
    '<p><img src="file:///c:/1.png"/></p><style>p{}</style>'
)


@tagged("post_install", "-at_install")
class TestItemWriting(GovinfoCase):
    def test_a_pasted_text_keeps_headings_lists_and_tables(self):
        item = self.make_item(body=PASTED)
        kept = (
            "<h1>一、进展</h1><p>播种3000亩</p><ul><li>甲</li></ul>"
            "<table><tbody><tr><td>1</td></tr></tbody></table>"
        )
        self.assertEqual(item.body, kept)
        item.body = PASTED + "<p>又</p>"
        self.assertEqual(item.body, kept + "<p>又</p>")

    def test_the_second_is_told_and_nothing_is_lost(self):
        item = self.make_item(name="甲", body="<p>一</p>")
        item.write({"body": "<p>二</p>", "text_seen": 0})
        with self.assertRaisesRegex(UserError, "another window"):
            item.write({"body": "<p>三</p>", "text_seen": 0})
        self.assertEqual(item.body, "<p>二</p>")
        item.write({"body": "<p>三</p>", "text_seen": item.text_stamp})
        self.assertEqual(item.body, "<p>三</p>")

    def test_an_editor_is_told_of_another_editor(self):
        item = self.submit(self.make_item())
        stamp = item.text_stamp
        item.with_user(self.reviewer).write({"name": "改过的标题", "text_seen": stamp})
        with self.assertRaisesRegex(UserError, "编辑甲"):
            item.with_user(self.reviewer_b).write({"body": "<p>改</p>", "text_seen": stamp})

    def test_what_does_not_touch_the_text_is_no_conflict(self):
        item = self.make_item(name="甲", body="<p>一</p>")
        item.write({"body": "<p>二</p>"})
        item.write({"urgency": "urgent", "text_seen": 0})
        item.write({"body": "<p>二</p>", "text_seen": 0})  # the same text
        self.assertEqual((item.urgency, item.text_stamp), ("urgent", 1))

    def test_a_stamp_is_not_set_by_people(self):
        with self.assertRaises(UserError):
            self.make_item().write({"text_stamp": 7})

    def offered(self, item, user):
        mine = item.with_user(user)
        return mine.can_edit, mine.can_edit_text, mine.can_move

    def test_no_edit_is_offered_where_the_server_refuses(self):
        item = self.make_item()
        steps = [
            (None, {self.officer: (True, True, True)}),
            ("action_request_signoff", {}),
            ("action_sign_off", {self.reviewer: (True, True, False)}),
            ("action_accept", {self.reviewer: (True, True, False)}),
            ("archive", {self.reviewer: (True, False, False)}),
        ]
        takers = {"action_sign_off": self.unit_leader, "action_accept": self.reviewer}
        people = self.officer | self.unit_leader | self.reviewer | self.leader
        for step, offers in steps:
            if step == "archive":
                item.with_user(self.reviewer).action_archive_item("不用")
            elif step:
                getattr(item.with_user(takers.get(step, self.officer)), step)()
            for user in people if item.state != "signing" else self.officer | self.unit_leader:
                with self.subTest(state=item.state, user=user.login):
                    self.assertEqual(self.offered(item, user), offers.get(user, (False,) * 3))
                    self.assertEqual(self.accepts(item, user), offers.get(user, (0, False))[1])

    def accepts(self, item, user):
        with self.undone():
            try:
                item.with_user(user).write({"name": "试"})
            except UserError:
                return False
            return True

    def test_a_new_item_is_open(self):
        new = self.env["govinfo.item"].with_user(self.officer).new({})
        self.assertTrue(new.can_edit and new.can_edit_text and new.can_move)
