"""Others' words: what people typed is text, and what has been said, filed or posted stays as it is."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import settle
from .trust_county import TrustCase


@tagged("post_install", "-at_install")
class TestTrustWords(TrustCase):
    def test_reasons_are_text(self):
        """Whatever is typed as a reason stands in log and activities as typed, its lines kept."""
        item = self.submit(self.make_item(name="退回的信息"))
        item.with_user(self.reviewer).action_return("<img src=x onerror=alert(1)>\n第二行 & 其他")
        settle(self.env)
        texts = [*item.sudo().message_ids.mapped("body"), *item.sudo().activity_ids.mapped("note")]
        told = [text for text in texts if "第二行" in (text or "")]
        self.assertGreaterEqual(len(told), 2)
        for text in told:
            self.assertNotIn("<img", text)
            self.assertRegex(text, r"&lt;img.*<br ?/?>第二行 &amp; 其他")

    def test_what_the_log_says_stays(self):
        item = self.make_item(name="留痕的信息")
        item.message_post(
            body="信息员的话", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        for message in item.sudo().message_ids:
            for user in self.officer | self.manager | self.reviewer:
                own = message.with_user(user)
                with self.subTest(message=message.body, user=user.login):
                    with self.assertRaises(AccessError), self.undone():
                        own.write({"body": "另说"})
                    with self.assertRaises(AccessError), self.undone():
                        own.unlink()
                    with self.assertRaises(UserError), self.undone():
                        item.with_user(user)._message_update_content(message, body="另说")

    def test_files_of_accepted_items_stay(self):
        item = self.make_item(name="有附件的信息")
        file = self.env["ir.attachment"].with_user(self.officer)
        file = file.create(
            {"name": "附件.txt", "raw": b"x", "res_model": item._name, "res_id": item.id}
        )
        file.write({"name": "附件一.txt"})
        self.accept(item)
        for user in self.officer | self.reviewer | self.manager:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError), self.undone():
                    file.with_user(user).unlink()
                with self.assertRaises(AccessError), self.undone():
                    file.with_user(user).write({"raw": b"y"})
        with self.assertRaises(AccessError):
            file.sudo()._delete_and_notify()  # as the client's own address does

    def test_in_its_channels_only_the_office_writes(self):
        channel = self.env["discuss.channel"].search([("govinfo_unit_ids", "in", self.unit.ids)])[
            :1
        ]
        county = self.env.company.sudo()._govinfo_channel()
        self.assertTrue(channel)
        for one in channel | county:
            posted = one.sudo().message_ids[:1]
            officer = one.with_user(self.officer)
            for ask in (
                lambda r=officer: r.message_post(body="信息员", message_type="comment"),
                lambda r=officer: r.write({"name": "别名"}),
                lambda r=officer: r.write({"active": False}),
                lambda r=officer: r.add_members(partner_ids=self.outsider.partner_id.ids),
                lambda r=officer: r.unlink(),
                lambda m=posted: m.with_user(self.reviewer).write({"body": "另说"}),
                lambda m=posted: m.with_user(self.officer).unlink(),
                # as the client's own composer does, once it knows that somebody is a member
                lambda r=officer: r.sudo().message_post(body="信息员", message_type="comment"),
                lambda r=officer: r.env["discuss.channel.member"].create(
                    {"channel_id": r.id, "partner_id": self.outsider.partner_id.id}
                ),
                lambda r=officer: (
                    r.env["discuss.channel.member"]
                    .with_context(default_channel_id=r.id)
                    .create({"partner_id": self.outsider.partner_id.id})
                ),
            ):
                with self.subTest(channel=one.name), self.undone():
                    self.assertRaises(AccessError, ask)
        with self.undone():
            county.with_user(self.reviewer).message_post(body="编辑", message_type="comment")

    def test_nobody_makes_the_channel_of_a_list_beforehand(self):
        units = self.unit | self.unit_b
        channels = self.env["discuss.channel"].with_user(self.officer)
        mine = channels.create({"name": "抢注", "govinfo_unit_ids": [(6, 0, units.ids)]})
        with self.assertRaises(AccessError), self.undone():
            channels.sudo()._govinfo_channel_for(units).with_user(self.officer).write({"name": "x"})
        mine.write({"govinfo_unit_ids": [(6, 0, units.ids)]})
        self.assertFalse(mine.sudo().govinfo_unit_ids)
        self.assertNotEqual(channels.sudo()._govinfo_channel_for(units), mine)

    def test_people_write_in_their_own_name(self):
        item = self.submit(self.make_item(name="署名的信息"))
        own, other = self.officer.partner_id, self.leader.partner_id
        tracked = [[0, 0, {"field_id": 1, "new_value_char": "已接收"}]]
        messages = self.env["mail.message"].with_user(self.officer)
        here = {"model": item._name, "res_id": item.id, "body": "同意"}
        for ask in (
            lambda: item.message_post(body="同意", author_id=other.id),
            lambda: item.message_post(body="同意", email_from=self.leader.email_formatted),
            lambda: item.message_post(body="同意", tracking_value_ids=tracked),
            lambda: messages.create(dict(here, author_id=other.id)),
            lambda: messages.create(dict(here, tracking_value_ids=tracked)),
        ):
            with self.assertRaises(AccessError), self.undone():
                ask()
        said = item.message_post(body="同意", date="2020-01-01 08:00:00", message_type="comment")
        forged = {"default_author_id": other.id, "default_date": "2020-01-01 08:00:00"}
        said |= messages.with_context(**forged).create(dict(here))
        for message in said.sudo():
            self.assertEqual(message.author_id, own)
            self.assertEqual(message.email_from, self.officer.email_formatted)
            self.assertGreater(message.date.year, 2025)

    def test_no_context_silences_the_log(self):
        for name in ("tracking_disable", "mail_notrack"):
            unit = self.unit.with_user(self.manager).with_context(**{name: True})
            before = len(self.unit.sudo().message_ids)
            with self.subTest(name):
                unit.leader_id = self.unit_leader_b
                settle(self.env)
                unit.leader_id = self.unit_leader
                settle(self.env)
                told = self.unit.sudo().message_ids[: len(self.unit.sudo().message_ids) - before]
                self.assertEqual(len(told.tracking_value_ids), 2)

    def test_an_issue_with_a_secret_asks_for_its_readers(self):
        """It goes to no unit by itself, and not at all before somebody has chosen."""
        secret = self.records["govinfo.item"]["secret"]
        issue = self.make_issue(secret, copy_to="各单位")
        self.assertEqual(issue.secrecy, "work_secret")
        self.assertFalse(issue.unit_ids)
        issue.copy_to = "各乡镇街道"
        self.assertFalse(issue.unit_ids)
        with self.assertRaises(UserError) as refusal:
            issue.action_request_approval()
        self.assertNotIn("QX", str(refusal.exception))
        issue.write({"unit_ids": [(6, 0, self.unit.ids)], "readers_chosen": True})
        with self.undone():
            self.publish_issue(issue)
            self.assertEqual(issue.unit_ids, self.unit)
        issue.line_ids.write({"item_ids": [(4, self.item_of("own").id)]})
        self.assertFalse(issue.readers_chosen, "other contents, other readers")

    def test_an_issue_that_becomes_a_secret_forgets_its_list(self):
        issue = self.make_issue(self.item_of("own"), copy_to="各单位")
        self.assertEqual(len(issue.unit_ids), 3)
        issue.secrecy = "work_secret"
        self.assertFalse(issue.unit_ids)
        with self.assertRaises(UserError):
            issue.action_request_approval()

    def item_of(self, whose):
        return self.records["govinfo.item"][whose].with_user(self.reviewer)
