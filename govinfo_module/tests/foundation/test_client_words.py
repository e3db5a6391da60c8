"""Words that Odoo leaves in English where our people meet them are Chinese."""

import re
from pathlib import Path

import polib

from odoo.tests import HttpCase, tagged

WORDS = Path(__file__).parents[2] / "i18n_extra" / "zh_CN.po"
CLIENT = "odoo-javascript"
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^<>\"]*>")


@tagged("post_install", "-at_install")
class TestClientWords(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.words = polib.pofile(str(WORDS))

    def test_each_word_is_chinese_with_its_places_kept(self):
        self.assertGreater(len(self.words), 200)
        for word in self.words:
            with self.subTest(word=word.msgid):
                if word.msgid not in ("Json", "MM:SS"):
                    self.assertRegex(word.msgstr, "[\u3400-\u9fff]")
                self.assertCountEqual(PLACE.findall(word.msgstr), PLACE.findall(word.msgid))
                of_client = word.occurrences[0][0].endswith((".js", ".xml"))
                self.assertEqual(CLIENT in word.comment, of_client)

    def test_the_client_gets_them(self):
        """It looks in the module that uses a word, then in all others: ours comes last."""
        answer = self.url_open("/web/webclient/translations?lang=zh_CN").json()
        messages = answer["modules"]["govinfo_module"]["messages"]
        found = {message["id"]: message["string"] for message in messages}
        for word in self.words:
            if CLIENT in word.comment:
                self.assertEqual(found.get(word.msgid), word.msgstr)
        self.assertEqual(found["My Preferences"], "我的偏好设置")

    def test_texts_of_records(self):
        """Ours fill gaps; what the platform has translated stays."""
        modules = ["mail", "calendar", "govinfo_module"]
        self.env["ir.module.module"]._load_module_terms(modules, ["zh_CN"])
        fields = self.env["ir.model.fields"].with_context(lang="zh_CN")
        self.assertEqual(
            fields._get("res.users", "is_out_of_office").field_description,
            "外出",
        )
        self.assertEqual(
            fields._get("calendar.event", "effective_privacy").field_description, "实际可见范围"
        )
        form = self.env.ref("calendar.view_calendar_event_form_quick_create")
        self.assertIn("添加标题", form.with_context(lang="zh_CN").arch_db)
