import tempfile
import unittest
from pathlib import Path

import polib

from tools import i18n


def entry(msgid, *places):
    return polib.POEntry(msgid=msgid, occurrences=[(place, "0") for place in places])


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
