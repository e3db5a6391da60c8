"""Sample documents, and how to measure a PDF: places in millimetres from the paper's upper left corner."""

import datetime
import io

import pdfplumber
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from ...gongwen import (
    Annex,
    Bulletin,
    BulletinItem,
    Head,
    Heading,
    Imprint,
    Letter,
    Notice,
    Options,
    Para,
    Table,
    find_fonts,
    render,
)
from ...gongwen.engine import lay_out
from ...gongwen.layout import Text
from ...gongwen.typeset import Setter

MM = 25.4 / 72
DATE = datetime.date(2026, 10, 9)
OFFICE = "江海县人民政府办公室"
SENTENCE = (
    "2026年第三季度，全县共报送政务信息1286条，被省、市采用188条，同比增长17.49%；"
    "各单位围绕“稳增长、调结构、惠民生”报送信息，为领导决策提供参考。"
)
NO_START = "，、。；：？！％”’）》〉】〕…—·"
NO_END = "“‘（《〈【〔"
RARE = "喆堃翀昇祎玥珺曌龑赟鋆濛頔璟䶮𬭎𬱟𠅤"


def body(rows=12):
    """Blocks with headings of two levels and about ``rows`` rows of text."""
    text = SENTENCE * (rows // 3 + 1)
    return [Heading(1, "一、总体情况"), Heading(2, "（一）采用情况"), Para(text[: rows * 28])]


def notice(**values):
    """A notice with every element, unless told otherwise."""
    given = {
        "head": Head(OFFICE + "文件", "江政办发[2026]058号"),
        "title": OFFICE + "关于2026年第三季度政务信息采用情况的通报",
        "blocks": body(),
        "addressee": "各乡镇人民政府、街道办事处，县直各部门",
        "organ": OFFICE,
        "date": DATE,
        "remark": "此件公开发布",
        "imprint": Imprint("县委办公室，县人大常委会办公室，县政协办公室", OFFICE, DATE),
    }
    return Notice(**{**given, **values})


def letter(**values):
    """A letter of one page."""
    given = {
        "head": Head(OFFICE, "江政办函〔2026〕5号"),
        "title": "关于2026年第三季度政务信息报送情况的告知书",
        "blocks": [Para(SENTENCE)],
        "addressee": "城关镇人民政府主要负责同志",
        "organ": OFFICE,
        "date": DATE,
    }
    return Letter(**{**given, **values})


def bulletin(**values):
    """An issue with two items."""
    given = {
        "masthead": "江海政务信息",
        "number": 12,
        "total": 128,
        "organ": OFFICE,
        "date": DATE,
        "items": [
            BulletinItem("我县秋粮生产取得阶段性成效", body(), "县农业农村局"),
            BulletinItem("城关镇反映老旧小区加装电梯存在困难", body(), "城关镇"),
        ],
        "notice": "内部资料　注意保存",
        "report_to": "市政府办公室",
        "send_to": "县委办公室",
        "copy_to": "各乡镇人民政府、街道办事处",
        "editor": "责任编辑：信息员甲",
        "print_run": 60,
    }
    return Bulletin(**{**given, **values})


def ranking(rows):
    """A table of units with their points."""
    lines = [(str(i), "单位%d" % i, str(i % 9), "%.2f" % (i / 4)) for i in range(1, rows + 1)]
    return Table(("名次", "单位", "采用条数", "积分"), lines)


def annex(rows=60, **table):
    """An annex with one table."""
    return Annex("政务信息工作积分排名表", [ranking(rows)])


def small_font(text, width=1000):
    """A TrueType font that has just these characters, each as a square ``width`` thousandths wide."""
    pen = TTGlyphPen(None)
    for corner, point in enumerate(((0, 0), (0, 800), (800, 800), (800, 0))):
        (pen.lineTo if corner else pen.moveTo)(point)
    pen.closePath()
    glyphs = [".notdef", *("g%d" % index for index in range(len(text)))]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap({ord(char): "g%d" % index for index, char in enumerate(text)})
    square = pen.glyph()
    font.setupGlyf(dict.fromkeys(glyphs, square))
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (width, 0)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    font.setupOS2(sTypoAscender=880)
    font.setupPost()
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def laid_out(document, options=None):
    """``(number, texts)`` of each page, as laid out and not yet drawn; much faster than a PDF."""
    pages = lay_out(document, Setter(find_fonts()), options or Options())
    return [
        (page.number, [box.line.text for box in page.boxes if isinstance(box, Text)])
        for page in pages
    ]


def opened(document, **how):
    """The PDF of a document, opened for measuring."""
    return pdfplumber.open(io.BytesIO(render(document, **how).pdf))


def rows_of(page):
    """The rows of text on a page from top to bottom: dicts of text, x0, x1, top (mm), size (points), chars.

    ``top`` is the upper edge of the em box, taken from the baseline.
    """
    found = {}
    for char in page.chars:
        found.setdefault(round(float(page.height) - char["matrix"][5], 1), []).append(char)
    return [_row(baseline, chars) for baseline, chars in sorted(found.items())]


def _row(baseline, chars):
    chars = sorted(chars, key=lambda char: char["x0"])
    size = chars[0]["size"]
    return {
        "text": "".join(char["text"] for char in chars),
        "x0": chars[0]["x0"] * MM,
        "x1": chars[-1]["x1"] * MM,
        "size": size,
        "top": (baseline - 0.88 * size) * MM,
        "chars": chars,
    }


def row(page, beginning):
    """The row that begins with a text."""
    return next(row for row in rows_of(page) if row["text"].startswith(beginning))


def rules_of(page):
    """The straight lines of a page: dicts of x0, x1, y0, y1 (mm), weight (points), colour."""
    return [
        {
            "x0": line["x0"] * MM,
            "x1": line["x1"] * MM,
            "y0": line["top"] * MM,
            "y1": line["bottom"] * MM,
            "weight": line["linewidth"],
            "colour": tuple(line["stroking_color"]),
        }
        for line in page.lines
    ]


def ink_of(page, box, red=False, resolution=200):
    """``(x0, top, x1, bottom)`` of the ink inside a box, all in millimetres."""
    scale = resolution / 25.4
    image = page.to_image(resolution=resolution).original.convert("RGB")
    image = image.crop(tuple(round(side * scale) for side in box))
    channel = image.getchannel("G" if red else "R").point(lambda value: 255 * (value < 160))
    x0, top, x1, bottom = (side / scale for side in channel.getbbox())
    return x0 + box[0], top + box[1], x1 + box[0], bottom + box[1]


def outside(page, paper=(210, 297)):
    """What is drawn beyond the paper's edges: characters and lines."""
    found = []
    for char in page.chars:
        x0, top = char["x0"] * MM, (float(page.height) - char["matrix"][5]) * MM
        if x0 < -0.1 or char["x1"] * MM > paper[0] + 0.1 or not 0 <= top <= paper[1]:
            found.append(char["text"])
    for line in rules_of(page):
        if line["x0"] < 0 or line["x1"] > paper[0] or line["y0"] < 0 or line["y1"] > paper[1]:
            found.append(line)
    return found
