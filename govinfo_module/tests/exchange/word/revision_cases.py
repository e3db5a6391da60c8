"""Pairs of manuscripts for the tests of comparing, and what a .docx holds, read independently."""

import io
import zipfile
from xml.etree import ElementTree

from hypothesis import strategies as st

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

WORDS = st.sampled_from(
    "全镇 防汛 工作 排查 隐患 转移 群众 今年以来 ，平桥镇 。 ； 12处 3.5% 1,286 COVID-19 的 了 是 、 　 \n".split(
        " "
    )
)
HAN = WORDS.filter(lambda word: "\u4e00" <= word[0] <= "\u9fff")
WORD = WORDS.map(lambda word: word.replace("\n", "<br>"))
TEXT = st.lists(WORD, min_size=1, max_size=8).map("".join).filter(lambda t: t.strip("\u3000"))
RUN = st.tuples(st.sampled_from(["", "", "", "b", "em", "u", "s", "sup"]), TEXT).map(
    lambda run: "<%s>%s</%s>" % (run[0], run[1], run[0]) if run[0] else run[1]
)
INLINE = st.lists(RUN, min_size=1, max_size=3).map("".join)
PARA = st.tuples(st.sampled_from(["p", "p", "p", "h1", "h2", "h3"]), INLINE).map(
    lambda para: "<%s>%s</%s>" % (para[0], para[1], para[0])
)
LIST = st.recursive(
    st.lists(INLINE, min_size=1, max_size=3).map(
        lambda items: "<ul>%s</ul>" % "".join("<li>%s</li>" % item for item in items)
    ),
    lambda inner: st.tuples(
        st.sampled_from(["ul", "ol"]), st.lists(st.tuples(INLINE, inner), min_size=1, max_size=2)
    ).map(
        lambda made: (
            "<%s>%s</%s>" % (made[0], "".join("<li>%s%s</li>" % item for item in made[1]), made[0])
        )
    ),
    max_leaves=3,
)
CELL = st.tuples(
    st.sampled_from(["", "", "", " colspan=2", " rowspan=2"]),
    st.one_of(st.just(""), TEXT, st.lists(PARA, min_size=1, max_size=2).map("".join)),
).map(lambda cell: "<td%s>%s</td>" % cell)
ROW = st.lists(CELL, min_size=1, max_size=3).map(lambda cells: "<tr>%s</tr>" % "".join(cells))
TABLE = st.lists(ROW, min_size=1, max_size=4).map(lambda rows: "<table>%s</table>" % "".join(rows))
BLOCK = st.one_of(PARA, PARA, PARA, LIST, TABLE)


@st.composite
def pairs(draw):
    """Two manuscripts as lists of blocks in HTML: the second one an edited first one."""
    old = draw(st.lists(BLOCK, max_size=6))
    new = []
    for block in old:
        change = draw(st.sampled_from("keep keep cut edit edit add swap".split()))
        if change == "edit":
            word, other = draw(st.tuples(HAN, WORD))
            block = block.replace(word, other, draw(st.integers(1, 3)))
        if change == "swap" and block.startswith("<table>"):
            block = draw(table_edits(block))
        if change != "cut":
            new.append(block)
        if change == "add":
            new.append(draw(BLOCK))
    return "".join(old), "".join(new)


@st.composite
def table_edits(draw, table):
    """The table with a row more, a row less, or a column more."""
    rows = table[len("<table>") : -len("</table>")].split("</tr>")[:-1]
    change = draw(st.sampled_from(["more", "less", "column"]))
    if change == "more":
        rows.insert(draw(st.integers(0, len(rows))), draw(ROW)[: -len("</tr>")])
    elif change == "less":
        rows.pop(draw(st.integers(0, len(rows) - 1)))
    else:
        rows = [row + draw(CELL) for row in rows]
    return "<table>%s</table>" % "".join(row + "</tr>" for row in rows)


def opened(data):
    """The body of a .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml")).find(W + "body")


def settled(data, accept):
    """``[paragraph or table]`` with all revisions accepted or rejected, by the letter of ECMA-376.

    A paragraph is ``(properties, [(character, look), …])``, a table a list of rows of lists of
    cells of such lists. Empty paragraphs that stand only before or behind a table do not count.
    """
    return _container(opened(data), "ins" if accept else "del", "del" if accept else "ins", accept)


def _container(node, stays, goes, accept):
    blocks, open_text = [], None
    for child in node:
        if child.tag == W + "tbl":
            table = _rows(child, stays, goes, accept)
            if table and open_text is not None:
                raise AssertionError("the end before a table is gone")
            if table:
                blocks.append(table)
        elif child.tag == W + "p":
            text = (open_text or []) + _runs(child, stays, goes, accept)
            open_text = text if _has(child, goes, "pPr", "rPr") else None
            if open_text is None:
                blocks.append((_properties(child, accept), text))
    if open_text is not None:
        raise AssertionError("the last paragraph has no end")
    return [block for block in blocks if isinstance(block, list) or block[1]]


def _has(node, tag, *path):
    return node.find("/".join(W + step for step in (*path, tag))) is not None


def _rows(table, stays, goes, accept):
    return [
        [_container(cell, stays, goes, accept) for cell in row.iter(W + "tc")]
        for row in table.findall(W + "tr")
        if not _has(row, goes, "trPr")
    ]


def _runs(paragraph, stays, goes, accept):
    characters = []
    for child in paragraph:
        runs = [child] if child.tag == W + "r" else []
        if child.tag == W + stays:
            runs = list(child)
        for run in runs:
            look = _look(run, accept)
            for piece in run:
                if piece.tag in (W + "t", W + "delText"):
                    characters += [(character, look) for character in piece.text]
                elif piece.tag == W + "br":
                    characters.append(("\n", look))
    return characters


def _look(run, accept):
    return _plain(run.find(W + "rPr"), "rPrChange", accept)


def _properties(paragraph, accept):
    """Style, list level and indent; the number of a list only says whether there is one."""
    return _plain(paragraph.find(W + "pPr"), "pPrChange", accept)


def _plain(properties, change, accept):
    if properties is None:
        return ()
    before = properties.find(W + change)
    if before is not None and not accept:
        properties = before[0]
    skip = {W + change, W + "rPr", W + "numId"}
    return tuple(
        (node.tag, tuple(sorted(node.attrib.items())))
        for child in properties
        for node in child.iter()
        if node.tag not in skip and child.tag not in skip
    )
