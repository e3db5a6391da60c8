"""The exchange package: it follows the schema, holds the texts as .docx and PDF, and reads back."""

import base64
import io

import docx

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exchange.archive import open_zip, read_parts
from ...exchange.package import read_package, validate
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestUploadPackage(GovinfoCase):
    def setUp(self):
        super().setUp()
        self.company.govinfo_organ = "某县人民政府办公室"
        self.item = self.accept(
            self.make_item(
                name="甲镇<抓好>森林防火&春耕",
                body="<p>第一段。</p><p>第二段，<b>重点</b>。</p><script>alert(1)</script>",
                joint_unit_ids=[Command.set(self.unit_b.ids)],
                event_time="2026-03-01 16:30:00",
            )
        )
        self.second = self.accept(self.make_item())

    def send(self, items, **vals):
        action = items.with_user(self.reviewer).action_open_upload()
        wizards = self.env["govinfo.upload.wizard"].with_user(self.reviewer)
        return wizards.with_context(**action["context"]).create(vals).action_send()

    def offered(self, action):
        wizard = self.env["govinfo.upload.wizard"].with_user(self.reviewer)
        wizard = wizard.browse(action["res_id"])
        self.assertTrue(wizard.package_name.endswith(".zip"))
        return base64.b64decode(wizard.package)

    def test_the_manifest_follows_the_schema(self):
        data = self.offered(self.send(self.item | self.second, channel="package"))
        with open_zip(data, "zip", 10**8) as source:
            parts = read_parts(source, "zip")
        root = validate(parts["manifest.xml"])
        self.assertEqual(len([e for e in root.iter("{*}item")]), 2)

    def test_what_is_in_it(self):
        data = self.offered(self.send(self.item | self.second, channel="package", level="province"))
        package = read_package(data)
        self.assertEqual((package.sender, package.level), ("某县人民政府办公室", "province"))
        item = package.items[0]
        self.assertEqual((item.number, item.title), (self.item.number, self.item.name))
        self.assertEqual(item.units, ("甲镇", "乙镇"))
        self.assertEqual(item.text, "第一段。\n第二段，重点。")
        self.assertEqual(item.category, "dynamic")
        self.assertEqual(item.event_time.isoformat(), "2026-03-02T00:30:00+08:00")
        self.assertEqual(
            item.submitted.replace(tzinfo=None),
            self.company.govinfo_local(self.item.submitted_at).replace(tzinfo=None),
        )
        word, pdf = item.files
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(word.data)).paragraphs)
        self.assertIn("第二段，重点。", text)
        self.assertNotIn("alert", text)
        self.assertTrue(pdf.data.startswith(b"%PDF"))

    def test_a_package_is_made_again_from_the_list(self):
        self.send(self.item | self.second)
        uploads = self.env["govinfo.upload"].with_user(self.reviewer).search([])
        package = read_package(self.offered(uploads.action_package()))
        self.assertEqual(len(package.items), 2)

    def test_one_level_in_one_package(self):
        self.send(self.item, level="city")
        self.send(self.second, level="province")
        with self.assertRaises(UserError):
            self.env["govinfo.upload"].with_user(self.reviewer).search([]).action_package()

    def test_only_reviewers_make_packages(self):
        self.send(self.item)
        uploads = self.env["govinfo.upload"].search([])
        for user in self.officer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                uploads.with_user(user).action_package()
