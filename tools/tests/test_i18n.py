import tempfile
import unittest
from pathlib import Path

import polib

from tools import i18n


def entry(msgid, *places):
    return polib.POEntry(msgid=msgid, occurrences=[(place, "0") for place in places])


EXTRA = i18n.ADDON / "i18n_extra" / "zh_CN.po"


class TestExtra(unittest.TestCase):
    """Words of the web client that 14.0 leaves in English, in the form the client asks for."""

    def test_each_word_is_translated_and_meant_for_the_client(self):
        words = polib.pofile(str(EXTRA))
        self.assertGreater(len(words), 50)
        for word in words:
            with self.subTest(word=word.msgid):
                self.assertTrue(i18n.is_translated(word))
                of_client = word.occurrences[0][0].endswith((".js", ".xml"))
                self.assertEqual("openerp-web" in word.comment, of_client)
                self.assertEqual(i18n.PLACE.findall(word.msgstr), i18n.PLACE.findall(word.msgid))


class TestTranslate(unittest.TestCase):
    OWN = "model:ir.model.fields,field_description:govinfo_module.field_govinfo_item__urgency"
    MAIL = "model:ir.model.fields,field_description:govinfo_module.field_govinfo_item__message_ids"

    def test_platform_translates_its_own_fields_only(self):
        terms = [entry("Urgency", self.OWN), entry("Messages", self.MAIL)]
        platform = {"Urgency": "紧急", "Messages": "消息"}
        self.assertEqual(i18n.translate(terms, {}, platform), ["Urgency"])
        self.assertEqual(terms[1].msgstr, "消息")

    def test_english_left_in_english_is_missing(self):
        terms = [entry("Submit for sign-off", self.OWN), entry("SHA-256", self.OWN)]
        own = {term.msgid: term.msgid for term in terms}
        self.assertEqual(i18n.translate(terms, own, {}), ["Submit for sign-off"])

    def test_written_file_reads_back(self):
        term = entry('%s is "late"', "code:addons/govinfo_module/models/a.py")
        term.comment, term.msgstr = "module: govinfo_module\nodoo-python", "%s逾期"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "zh_CN.po")
            i18n.write([term], path, "zh_CN")
            self.assertEqual(i18n.translations(path), {term.msgid: term.msgstr})
            self.assertIn("#. odoo-python\n", path.read_text())
