"""The notice on adoptions in both kinds: with ranks, and of the situation."""

import datetime

from ...documents.adoption import adoption_document, adoption_sheets
from ...gongwen import Heading, Table, render_pdf
from ..pure import PureCase, tagged

DAY = datetime.date(2026, 3, 2)


def row(unit, place, rank=1, adopted=0, instructed=0, submitted=0):
    levels = {"city": adopted} if adopted else {}
    return {
        "unit": unit,
        "place": place,
        "rank": rank,
        "submitted": submitted,
        "levels": levels,
        "adopted": adopted,
        "instructed": instructed,
    }


def figures(rows, adoptions=1):
    listed = {
        "date": "2026-02-10",
        "title": "甲镇春耕经验",
        "unit": "甲镇",
        "publication": "某市信息",
        "level": "city",
        "issue": "第8期",
    }
    return {
        "name": "2026年2月",
        "groups": [{"category": "乡镇街道", "rows": rows}],
        "adoptions": [listed] * adoptions,
    }


@tagged("post_install", "-at_install")
class TestAdoptionWording(PureCase):
    given = figures(
        [row("丙镇", 3, 1, adopted=4), row("甲镇", 1, 2, adopted=1), row("乙镇", 2, 3, submitted=5)]
    )

    def tables(self, given, kind):
        blocks = adoption_document(given, "某办", DAY, kind).blocks
        return [block for block in blocks if isinstance(block, Table)]

    def test_with_ranks(self):
        table = self.tables(self.given, "ranking")[0]
        self.assertEqual(table.head, ["名次", "单位", "报送", "市级", "采用合计", "批示"])
        self.assertEqual([cells[1] for cells in table.rows], ["丙镇", "甲镇", "乙镇"])
        self.assertEqual(table.rows[2], ["3", "乙镇", "5", "", "", ""])

    def test_of_the_situation(self):
        table = self.tables(self.given, "situation")[0]
        self.assertEqual(table.head, ["单位", "市级", "采用合计", "批示"])
        self.assertEqual(table.rows, [["甲镇", "1", "1", ""], ["丙镇", "4", "4", ""]])
        name, head, rows, _title = adoption_sheets(self.given, "situation")[0]
        self.assertEqual((name, head[:2], len(rows)), ("采用情况表", ["考核分组", "单位"], 2))

    def test_nothing_adopted_is_said_once(self):
        nothing = figures([row("甲镇", 1)], adoptions=0)
        document = adoption_document(nothing, "某办", DAY, "situation")
        self.assertEqual(
            [block.runs for block in document.blocks], ["2026年2月，全县没有政务信息被采用。"]
        )
        headings = [
            b.text
            for b in adoption_document(self.given, "某办", DAY).blocks
            if isinstance(b, Heading)
        ]
        self.assertEqual(headings, ["一、各单位采用情况", "二、采用信息目录"])

    def test_it_prints(self):
        for kind in ("ranking", "situation"):
            pdf = render_pdf(adoption_document(self.given, "某办", DAY, kind))
            self.assertTrue(pdf.startswith(b"%PDF"))
