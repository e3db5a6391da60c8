"""A document of every kind, and how to measure an OFD: places in millimetres from the page's corner.

This reads what ``gongwen`` writes without the reader of ``exchange``, so that each checks the other.
"""

import io
import zipfile

from lxml import etree
from PIL import Image

from ...gongwen import (
    Annex,
    Certificate,
    Heading,
    ListItem,
    Para,
    Picture,
    Run,
    Sheet,
    Slip,
    Table,
    render_ofd,
)
from .gongwen_cases import DATE, OFFICE, RARE, SENTENCE, annex, bulletin, letter, notice, ranking

NAMES = {"o": "http://www.ofdspec.org/2016"}


def picture(size, mode="RGB", form="PNG"):
    target = io.BytesIO()
    Image.new(mode, size).save(target, form)
    return target.getvalue()


WIDE = Table(
    tuple("第%d项指标的名称" % n for n in range(14)),
    [tuple(str(n * row) for n in range(14)) for row in range(30)],
)
RUNS = (
    Run("加粗", bold=True),
    Run(" km² 一 abc　x "),
    Run("黑体 <b>&amp;", face="hei"),
    Run("楷体" + RARE, face="kai"),
)
BLOCKS = [
    Heading(1, "一、总体情况"),
    Heading(2, "（一）采用情况"),
    Para(SENTENCE * 12),
    Para(RUNS),
    ListItem("条目" * 30, "1."),
    Picture(picture((60, 40)), 50, "图1"),
    Picture(picture((30, 20), "L", "JPEG")),
    ranking(30),
    Para("正文。"),
]
KINDS = {
    "notice": notice(blocks=BLOCKS, annexes=[annex(40), Annex("横表", [WIDE])], seal=True),
    "letter": letter(copy_to="县委办公室", blocks=[*BLOCKS, WIDE]),
    "bulletin": bulletin(contents=True, signer="信息员乙", editor_note=SENTENCE),
    "slip": Slip(
        "政务信息约稿通知单",
        [("约稿单位", "县农业农村局"), ("内容要求", "1. 基本情况；\n2. 存在问题。"), ("时限", "")],
        mark=OFFICE,
        number="江政办约[2026]18号",
        organ=OFFICE,
        date=DATE,
        seal=True,
    ),
    "certificate": Certificate("信息员甲", SENTENCE, OFFICE, DATE, number="001"),
    "sheet": Sheet("统计表", [ranking(40), Picture(picture((9, 9))), WIDE], "（第三季度）", OFFICE),
}


class Opened:
    """The parts of an OFD by name, and what they say."""

    def __init__(self, document, **how):
        with zipfile.ZipFile(io.BytesIO(render_ofd(document, **how))) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.entrance = self.root("OFD.xml")
        self.document = self.root("Doc_0/Document.xml")
        places = self.document.findall("o:Pages/o:Page", NAMES)
        self.pages = [self.root("Doc_0/" + page.get("BaseLoc")) for page in places]

    def root(self, name):
        return etree.fromstring(self.parts[name])

    def fonts(self):
        """Number of each font → bytes of its file."""
        fonts = self.root("Doc_0/PublicRes.xml").iterfind(".//o:Font", NAMES)
        name = "Doc_0/Res/%s"
        return {
            f.get("ID"): self.parts[name % f.findtext("o:FontFile", None, NAMES)] for f in fonts
        }

    def info(self):
        """What the file says about itself."""
        return {
            etree.QName(node).localname: node.text
            for node in self.entrance.find(".//o:DocInfo", NAMES)
        }


def box_of(node, name="Boundary"):
    return [float(part) for part in node.get(name).split()]


def texts_of(page):
    """The text objects of a page in the order of drawing."""
    return page.findall(".//o:TextObject", NAMES)


def chars_of(node):
    """``(character, x, y of the baseline)`` of each character of a page or of a text object."""
    found = []
    for text in texts_of(node) or [node]:
        for code in text.iterfind("o:TextCode", NAMES):
            x, y = float(code.get("X")), float(code.get("Y"))
            steps = [float(step) for step in (code.get("DeltaX") or "").split()]
            if len(steps) != len(code.text) - 1:
                raise AssertionError("not a step for each character: %s" % code.text)
            for char, step in zip(code.text, [*steps, 0.0]):
                found.append((char, *on_page(text, x, y)))
                x += step
    return found


def on_page(node, x, y):
    """A place of an object on the page."""
    left, top = box_of(node)[:2]
    a, b, c, d, e, f = box_of(node, "CTM") if node.get("CTM") else (1, 0, 0, 1, 0, 0)
    return left + a * x + c * y + e, top + b * x + d * y + f


def lines_of(page):
    """``(x0, y0, x1, y1, weight, colour)`` of each line, its ends in order of place."""
    found = []
    for path in page.iterfind(".//o:PathObject", NAMES):
        move, x0, y0, line, x1, y1 = path.findtext("o:AbbreviatedData", None, NAMES).split()
        if (move, line) != ("M", "L"):
            raise AssertionError("not a straight line")
        ends = sorted(on_page(path, float(x), float(y)) for x, y in ((x0, y0), (x1, y1)))
        colour = path.find("o:StrokeColor", NAMES).get("Value")
        found.append((*ends[0], *ends[1], float(path.get("LineWidth")), colour))
    return found


def images_of(page):
    """``(x0, y0, x1, y1)`` of each picture."""
    found = []
    for image in page.iterfind(".//o:ImageObject", NAMES):
        (x0, y0), (x1, y1) = on_page(image, 0, 0), on_page(image, 1, 1)
        found.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found
