"""Any two manuscripts are compared in colour; the form shows what changed since it was sent."""

import io
import zipfile

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemCompare(GovinfoCase):
    def test_changes_since_it_was_sent(self):
        item = self.submit(self.make_item(body="<p>完成播种三千亩。</p>"))
        self.assertFalse(item.edit_diff)
        item.with_user(self.reviewer).write({"body": "<p>完成播种三千五百亩。</p>"})
        self.assertRegex(item.edit_diff, r"<ins[^>]*>五百</ins>亩")

    def test_a_changed_title_is_a_change(self):
        item = self.submit(self.make_item(name="甲镇春耕"))
        item.with_user(self.reviewer).write({"name": "甲镇春耕备耕"})
        self.assertRegex(item.edit_diff, r"<ins[^>]*>备耕</ins>")

    def test_changes_as_revisions_of_word(self):
        item = self.submit(self.make_item(name="旧标题", body="<p>完成播种三千亩。</p>"))
        item.with_user(self.reviewer).write({"name": "新标题", "body": "<p>完成播种四千亩。</p>"})
        reader = item.with_user(self.leader)
        data = reader._revisions_docx(reader._sent_version(), self.env["govinfo.item.version"])
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = package.read("word/document.xml").decode()
        self.assertRegex(text, '<w:ins [^>]*w:author="编辑甲"')
        self.assertRegex(text, r"<w:delText[^>]*>三</w:delText>")
        self.assertRegex(text, r"<w:delText[^>]*>旧</w:delText>")

    def test_any_two_manuscripts(self):
        item = self.submit(self.make_item(name="旧标题", body="<p>甲乙</p>"))
        item.with_user(self.reviewer).write({"name": "新标题", "body": "<p>甲丙</p>"})
        action = item.with_user(self.reviewer).action_open_compare()
        compare = self.env[action["res_model"]].with_user(self.reviewer).browse(action["res_id"])
        self.assertEqual(compare.from_id.stage, "submitted")
        self.assertFalse(compare.to_id)  # the current text
        for part in ("旧", "新", "乙", "丙"):
            self.assertRegex(compare.diff, r"<(ins|del)[^>]*>%s</" % part)
        compare.from_id = item.version_ids[0]
        compare.to_id = item.version_ids[1]
        self.assertNotRegex(compare.diff, "<ins|<del")

    def test_manuscripts_of_others_are_not_compared(self):
        item = self.submit(self.make_item())
        with self.assertRaises(AccessError):
            item.with_user(self.officer_b).action_open_compare()
        compare = self.env["govinfo.item.compare"].with_user(self.officer_b)
        versions = item.version_ids
        with self.assertRaises(AccessError):
            compare.create(
                {"item_id": item.id, "from_id": versions[0].id, "to_id": versions[1].id}
            ).read(["diff"])

    def test_labels_do_not_tell_titles(self):
        item = self.submit(self.make_item(name="某敏感标题"))
        for version in item.version_ids:
            self.assertNotIn("某敏感标题", version.display_name)
