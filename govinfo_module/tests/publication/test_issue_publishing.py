"""What publishing an issue does: PDF, adoptions, manuscripts, telling authors and units."""

import base64
import hashlib
import io
from collections import Counter

import pdfplumber

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ...exchange.ofd_in import read_ofd
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestIssuePublishing(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item())
        cls.joint = cls.accept(
            cls.make_item(name="甲镇丙局联合执法", joint_unit_ids=cls.bureau.ids)
        )

    def published(self, **vals):
        return self.publish_issue(self.make_issue(self.item, self.joint, **vals))

    # -- the file ----------------------------------------------------------------------------

    def test_pdf_is_kept_with_its_hash_and_made_twice_is_the_same(self):
        issue = self.published()
        pdf = issue.sudo().attachment_id.raw
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertEqual(issue.sha256, hashlib.sha256(pdf).hexdigest())
        self.assertEqual(issue._pdf(), pdf)
        self.env.clear()
        self.assertEqual(issue.with_user(self.leader)._render().pdf, pdf)

    def test_the_masthead_leaves_out_which_paper_it_is(self):
        self.bulletin.name = "某县政务信息（普刊）"
        values = self.make_issue(self.item)._print_values()
        self.assertEqual(values["masthead"], "某县政务信息")
        self.bulletin.masthead = "政务信息（增刊）"
        values = self.make_issue(self.joint)._print_values()
        self.assertEqual(values["masthead"], "政务信息（增刊）")

    def test_the_ofd_says_what_the_pdf_says(self):
        draft = self.make_issue(self.item)
        with self.assertRaises(UserError):
            draft.action_ofd()
        issue = self.publish_issue(draft)
        ofd = issue.sudo().ofd_id
        self.assertEqual(issue.ofd_sha256, hashlib.sha256(ofd.raw).hexdigest())
        self.assertEqual(ofd.name, "%s.ofd" % issue.label)
        with pdfplumber.open(io.BytesIO(issue._pdf())) as pdf:
            printed = "".join(page.extract_text() for page in pdf.pages)
        text = "".join(read_ofd(ofd.raw).paragraphs)
        self.assertIn(self.item.name, text)
        # each character as often; page numbers are left out of the text of an .ofd
        pages = Counter(char for char in printed if "\u4e00" <= char <= "\u9fff")
        self.assertEqual(Counter(char for char in text if "\u4e00" <= char <= "\u9fff"), pages)
        self.assertIn(str(ofd.id), issue.with_user(self.leader).action_ofd()["url"])

    def test_the_files_are_changed_and_deleted_by_nobody(self):
        issue = self.published()
        for file in (issue.sudo().attachment_id, issue.sudo().ofd_id):
            self._assert_fixed(file)

    def _assert_fixed(self, file):
        pdf = file.raw
        for user in self.reviewer | self.manager | self.leader | self.env.user:
            mine = file.with_user(user)
            with self.subTest(file=file.name, user=user.login):
                for vals in ({"raw": b"x"}, {"public": True}, {"name": "x"}, {"res_id": 1}):
                    with self.assertRaises(AccessError):
                        mine.write(vals)
                with self.assertRaises(AccessError):
                    mine.write({"govinfo_locked": False})
                with self.assertRaises(AccessError):
                    mine.unlink()
        self.assertEqual(file.raw, pdf)

    def test_the_web_client_keeps_a_picture_of_the_first_page(self):
        file = self.published().sudo().attachment_id
        pdf, digest = file.raw, file.checksum
        with file_open("govinfo_module/static/description/icon.png", "rb") as image:
            picture = base64.b64encode(image.read())
        file.with_user(self.reviewer).write({"thumbnail": picture})
        self.assertTrue(file.has_thumbnail)
        self.assertEqual((file.raw, file.checksum), (pdf, digest))
        for user, vals in (
            (self.reviewer, {"thumbnail": picture, "name": "x"}),
            (self.reviewer, {"thumbnail": picture, "raw": b"x"}),
            (self.officer, {"thumbnail": picture}),
        ):
            with self.subTest(user=user.login, vals=list(vals)), self.assertRaises(AccessError):
                file.with_user(user).write(vals)

    def test_nobody_else_makes_a_locked_file(self):
        for user in self.reviewer | self.manager | self.env.user:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["ir.attachment"].with_user(user).create(
                    {"name": "x", "raw": b"x", "govinfo_locked": True}
                )
        plain = (
            self.env["ir.attachment"].with_user(self.reviewer).create({"name": "x", "raw": b"x"})
        )
        with self.assertRaises(AccessError):
            plain.govinfo_locked = True
        plain.name = "y"
        plain.unlink()

    def test_characters_without_a_font_are_named_on_request(self):
        self.item.with_user(self.reviewer).name = "\ue000怪字"
        issue = self.make_issue(self.item)
        issue.action_request_approval()
        self.assertIn("\ue000", "".join(issue.message_ids.mapped("body")))

    # -- adoptions ---------------------------------------------------------------------------

    def test_every_item_is_adopted_once_joint_units_through_it(self):
        issue = self.published()
        adoptions = issue.sudo().adoption_ids
        self.assertEqual(adoptions.item_id, self.item | self.joint)
        self.assertEqual(len(adoptions), 2)
        for adoption in adoptions:
            self.assertEqual(adoption.publication_id, self.bulletin)
            self.assertEqual(adoption.level, "county")
            self.assertEqual(adoption.date, issue.date)
            self.assertEqual(adoption.state, "registered")
        self.assertTrue(self.item.is_adopted)

    def test_use_of_a_composite_piece_is_told_by_its_adoptions(self):
        issue = self.make_issue(self.item | self.joint)
        issue.line_ids.mode = "composite"
        self.publish_issue(issue)
        self.assertEqual(set(issue.sudo().adoption_ids.mapped("mode")), {"composite"})
        self.assertEqual(len(issue.sudo().adoption_ids), 2)

    def test_a_history_context_makes_no_history(self):
        issue = self.approve_issue(self.make_issue(self.item))
        issue.with_context(govinfo_history=True).action_publish()
        self.assertFalse(issue.sudo().adoption_ids.is_history)

    # -- manuscripts and telling -------------------------------------------------------------

    def test_the_text_as_issued_is_kept(self):
        issue = self.make_issue(self.item)
        issue.line_ids.write({"name": "刊发标题", "body": "<p>刊发正文</p>"})
        self.publish_issue(issue)
        version = self.item.sudo().version_ids.filtered(lambda v: v.stage == "issued")
        self.assertEqual((version.name, version.body), ("刊发标题", "<p>刊发正文</p>"))

    def test_of_a_composite_each_unit_keeps_its_own_text(self):
        other = self.make_item(
            name="乙镇修路", unit_id=self.unit_b.id, body="<p>乙镇修路。</p>", user=self.officer_b
        )
        other.action_request_signoff()
        other.with_user(self.unit_leader_b).action_sign_off()
        other.with_user(self.reviewer).action_accept()
        self.publish_issue(self.make_issue(self.item | other))
        version = self.item.with_user(self.officer).version_ids.filtered(
            lambda v: v.stage == "issued"
        )
        self.assertNotIn("乙镇", version.body)

    def test_authors_are_told(self):
        self.published()
        message = self.item.sudo().message_ids.filtered(
            lambda m: self.officer.partner_id in m.partner_ids
        )
        self.assertIn(self.bulletin.name, message.body)
        self.assertEqual(message.author_id, self.reviewer.partner_id)

    def test_an_author_who_has_left_holds_nothing_up(self):
        self.officer.active = False
        self.assertEqual(self.published().state, "published")

    def test_an_author_who_went_to_another_unit_holds_nothing_up(self):
        self.item.sudo().write(
            {"secrecy": "work_secret", "reader_ids": [Command.set(self.reviewer.ids)]}
        )
        self.unit.officer_ids = [Command.set(self.officer_b.ids)]
        issue = self.make_issue(self.item)
        issue.readers_chosen = True
        self.publish_issue(issue)
        self.assertEqual(issue.state, "published")
        told = self.item.sudo().message_ids.filtered(lambda m: self.bulletin.name in m.body)
        self.assertFalse(told.partner_ids)

    def test_the_channel_is_for_those_on_the_list_only(self):
        issue = self.published(copy_to="各乡镇（街道）")
        channel = issue.sudo().channel_id
        people = self.officer | self.officer_b | self.unit_leader | self.unit_leader_b
        self.assertEqual(channel.channel_partner_ids, people.partner_id)
        post = channel.message_ids.filtered(lambda m: m.author_id == self.reviewer.partner_id)
        self.assertIn(issue.label, post.body)
        self.assertNotIn(self.item.name, post.body)
        channel.with_user(self.officer).read(["name"])
        for user in self.outsider | self.reviewer_b:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                channel.with_user(user).read(["name"])

    def test_lists_have_their_channels_and_one_list_one_channel(self):
        first = self.published(copy_to="各乡镇（街道）")
        second = self.publish_issue(self.make_issue(self.joint, copy_to="乙镇、甲镇"))
        third = self.publish_issue(self.make_issue(self.joint, copy_to="甲镇"))
        nobody = self.publish_issue(self.make_issue(self.joint, copy_to="县委领导"))
        self.assertEqual(first.channel_id, second.channel_id)
        self.assertNotEqual(first.channel_id, third.channel_id)
        self.assertFalse(nobody.channel_id)

    def test_channels_follow_the_people_of_the_units(self):
        channel = self.published(copy_to="甲镇").sudo().channel_id
        self.unit.officer_ids = [Command.set(self.officer_b.ids)]
        self.assertIn(self.officer_b.partner_id, channel.channel_partner_ids)
        self.assertNotIn(self.officer.partner_id, channel.channel_partner_ids)
        self.officer.govinfo_unit_ids = [Command.link(self.unit.id)]
        self.assertIn(self.officer.partner_id, channel.channel_partner_ids)
        self.assertEqual(self.env["discuss.channel"]._govinfo_channel_for(self.unit), channel)
