"""OFD as a program by others reads it: ``ofdkit``, which knows nothing of ours."""

import ofdkit

from ...gongwen import render_ofd
from ..pure import PureCase, tagged
from .gongwen_cases import DATE, MM, OFFICE, notice, opened
from .ofd_cases import KINDS

NEAR = 0.3  # mm, as far as a place may be from the PDF's


@tagged("post_install", "-at_install")
class TestGongwenOfdReader(PureCase):
    def test_texts_and_their_places_are_those_of_the_pdf(self):
        for name, document in KINDS.items():
            pdf = opened(document).pages
            with ofdkit.open(render_ofd(document)) as ofd:
                self.assertEqual((len(ofd.pages), ofd.warnings), (len(pdf), []))
                for page, wanted in zip(ofd.pages, pdf):
                    with self.subTest(name, page=page.index):
                        self.compare(page, wanted)

    def compare(self, page, wanted):
        height = float(wanted.height)
        self.assertAlmostEqual(page.width, float(wanted.width) * MM, delta=NEAR)
        self.assertAlmostEqual(page.height, height * MM, delta=NEAR)
        text = "".join(run.text for run in page.runs)
        self.assertEqual(text, "".join(char["text"] for char in wanted.chars))
        place = 0
        for run in page.runs:
            matrix = wanted.chars[place]["matrix"]
            self.assertAlmostEqual(run.x, matrix[4] * MM, delta=NEAR)
            self.assertAlmostEqual(run.y, (height - matrix[5]) * MM, delta=NEAR)
            place += len(run.text)

    def test_metadata(self):
        document = notice()
        with ofdkit.open(render_ofd(document)) as ofd:
            found = ofd.info
        self.assertEqual((found.title, found.author), (document.title, OFFICE))
        self.assertEqual((found.creation_date, found.creator), (DATE.isoformat(), "govinfo_module"))

    def test_reading_order(self):
        with ofdkit.open(render_ofd(notice())) as ofd:
            lines = ofd.pages[0].text().split("\n")
        mark, number, title = [line for line in lines if line][:3]
        self.assertEqual((mark, number), (OFFICE + "文件", "江政办发〔2026〕58号"))
        self.assertTrue(title.startswith(OFFICE + "关于"), "where it breaks is up to the fonts")
