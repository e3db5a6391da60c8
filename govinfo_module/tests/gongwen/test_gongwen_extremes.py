"""Whatever is written, the document appears and nothing lies outside the page."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ...gongwen import Annex, Head, Heading, ListItem, PageBreak, Para, Picture, Run, Sheet, render
from ..pure import PureCase, tagged
from .gongwen_cases import RARE, bulletin, laid_out, letter, notice, opened, outside, ranking

TEXTS = st.text(max_size=400)


def picture(size, form="PNG", mode="RGB"):
    """The bytes of a picture."""
    target = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(target, form)
    return target.getvalue()


@tagged("post_install", "-at_install")
class TestGongwenExtremes(PureCase):
    def check(self, document):
        """Render a document, look for anything outside its pages; its text without blanks."""
        pdf = opened(document)
        for page in pdf.pages:
            self.assertEqual(
                outside(page, (float(page.width) * 25.4 / 72, float(page.height) * 25.4 / 72)), []
            )
        return (
            "".join((page.extract_text() or "") for page in pdf.pages)
            .replace("\n", "")
            .replace(" ", "")
        )

    def test_body_of_50000_characters(self):
        pages = laid_out(notice(blocks=[Para("江海县政务信息工作。" * 5000)]))
        text = "".join(t for _number, texts in pages for t in texts)
        self.assertEqual(text.count("江海县政务信息工作。"), 5000)
        self.assertEqual(len(pages) % 2, 0)
        full = [texts for _number, texts in pages[1:-4]]
        self.assertEqual({len(texts) for texts in full}, {22})

    def test_unbroken_word_of_500_letters(self):
        text = self.check(
            notice(blocks=[Para("中" + "x" * 500)], title="y" * 100, addressee="z" * 90)
        )
        self.assertEqual(text.count("x"), 500)

    def test_rare_characters_and_emoji(self):
        for document in (
            notice(title="关于" + RARE),
            letter(blocks=[Para("😀👨‍👩‍👧🇨🇳" * 9)]),
            bulletin(organ=RARE),
        ):
            self.check(document)

    def test_empty_everything(self):
        for document in (
            notice(
                head=Head(""),
                title="",
                blocks=[],
                addressee="",
                organ="",
                date="",
                remark="",
                imprint=None,
            ),
            letter(head=Head(""), title="", blocks=[], addressee="", organ="", date=""),
            Sheet("", []),
        ):
            self.assertEqual(len(opened(document).pages), 1)

    def test_long_everything(self):
        long = "江海县人民政府办公室" * 12
        head = Head(long, long, long, long, long, long)
        for document in (
            notice(head=head, organ=long, remark=long, annexes=[Annex(long, [ranking(3)])] * 12),
            letter(head=head, organ=long, seal=True, copy_to=long * 3),
            bulletin(
                masthead=long, organ=long, editor=long, signer=long, notice=long, report_to=long * 9
            ),
        ):
            self.check(document)

    def test_pictures(self):
        blocks = [
            Picture(picture((4000, 3000)), caption="图1"),
            Picture(picture((10, 9000))),
            Picture(picture((300, 200), "JPEG", "L"), width=100),
            Picture(picture((300, 200), "GIF", "P"), width=900),
            Picture(picture((300, 200), "PNG", "RGBA")),
            Picture(picture((300, 200), "PNG", "LA")),
            Picture(b"no picture"),
            Picture(picture((300, 200))[:200]),
            Picture(b""),
        ]
        result = render(notice(blocks=[Para("正文。")] + blocks))
        # a picture that breaks off is shown as far as it goes where Pillow is told so, as Odoo does
        self.assertIn(len(result.dropped), (2, 3))
        self.assertLess(len(result.pdf), 400_000)
        pdf = opened(notice(blocks=[Para("正文。")] + blocks))
        images = [image for page in pdf.pages for image in page.images]
        self.assertEqual(len(images) + len(result.dropped), 9)
        for image in images:
            self.assertGreaterEqual(image["x0"], 28 * 72 / 25.4 - 1)
            self.assertLessEqual(image["x1"], 184 * 72 / 25.4 + 1)
            self.assertLessEqual(image["bottom"], 262 * 72 / 25.4 + 1)
        self.assertAlmostEqual(images[2]["x1"] - images[2]["x0"], 100 * 72 / 25.4, delta=0.1)

    def test_every_block(self):
        blocks = [
            Heading(9, "九级"),
            Heading(0, "零级"),
            Para("居中", align="center"),
            Para("居右", align="right"),
            Para(""),
            Para([]),
            Para([Run("粗", bold=True), Run("楷", face="kai")]),
            ListItem("条目", "1.", 3),
            ListItem([Run("条目")]),
            PageBreak(),
            PageBreak(),
            Para("换页后"),
        ]
        pages = laid_out(Sheet("各种内容", blocks))
        self.assertEqual(len(pages), 2)
        self.assertIn("零级", pages[0][1])
        self.assertEqual(pages[1][1], ["换页后"])

    @settings(max_examples=60, deadline=None)
    @given(TEXTS, TEXTS, TEXTS, st.sampled_from((1, 2, 3, 4)))
    def test_any_text_anywhere(self, title, text, name, level):
        blocks = [Heading(level, title), Para(text), ListItem(name), ranking(2)]
        head = Head(name, text, secrecy=name)
        render(
            notice(head=head, title=title, blocks=blocks, addressee=name, organ=name, remark=text)
        )
