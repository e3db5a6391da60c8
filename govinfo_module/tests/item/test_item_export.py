"""Exports hold text, never a formula; what a user may not read is not in them."""

import io
import json
from urllib.parse import urlencode

from openpyxl import load_workbook

from odoo.tests import tagged

from ..common import GovinfoCase, GovinfoHttpCase


@tagged("post_install", "-at_install")
class TestItemExport(GovinfoCase):
    def test_no_formula_in_an_exported_title(self):
        titles = ['=HYPERLINK("http://example.com")', "+1", "-1+2", "@SUM(A1)", "甲镇推进春耕"]
        for title in titles:
            self.make_item(name=title)
        items = self.env["govinfo.item"].with_user(self.officer).search([], order="id")
        exported = [row[0] for row in items.export_data(["name"])["datas"]]
        self.assertEqual(exported, ["'" + title for title in titles[:4]] + titles[4:])

    def test_other_values_stay_as_they_are(self):
        item = self.submit(self.make_item())
        row = item.export_data(["submitted_at", "points", "counted", "unit_id/name"])["datas"][0]
        self.assertEqual(row, [item.submitted_at, 0.0, True, "甲镇"])


@tagged("post_install", "-at_install")
class TestItemWorkbook(GovinfoHttpCase):
    def test_the_workbook_of_the_platform_holds_no_formula(self):
        item = self.make_item(name="=1+1")
        data = {
            "model": "govinfo.item",
            "fields": [{"name": "name", "label": "Title"}],
            "ids": item.ids,
            "domain": [],
            "import_compat": False,
        }
        self.log_in(self.officer)
        answer = self.url_open("/web/export/xlsx?" + urlencode({"data": json.dumps(data)}))
        cell = load_workbook(io.BytesIO(answer.content)).active["A2"]
        self.assertEqual((cell.data_type, cell.value), ("s", "'=1+1"))
