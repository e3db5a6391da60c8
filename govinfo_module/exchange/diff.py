"""Two versions of a text as one HTML with what was added and what was taken out in colour.

First paragraphs, list items and table rows are paired, so that a change never tears the structure.
Then each pair is compared by ``lxml.html.diff``, which compares words between spaces. Chinese has
none, so a marker that counts as a space goes between the parts to compare and is taken out again:
a sentence that both have is one part, of the others each character or Western word is. When too much
of a long paragraph differs, clauses are the smallest part: that many characters would take minutes.
"""

import re
from copy import deepcopy
from difflib import SequenceMatcher

import lxml.html
from lxml.html.diff import htmldiff
from rapidfuzz.distance import Indel

from .clean_html import BLOCKS, clean_tree, parse, serialize

MAX_CHARACTERS = 6000
#: Paragraphs less alike than this are not one paragraph changed, but one out and one in.
MIN_ALIKE = 0.4
_AHEAD = 50
#: A space that nobody types, and what stands for the text's own spaces meanwhile.
_MARKER, _SPACE = "\u205f", "\ufdd0"
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]*|[。！？；!?;]+")
_CLAUSE = re.compile(r"[^，、。！？；：,;:!?]+[，、。！？；：,;:!?]*|[，、。！？；：,;:!?]+")
_PART = re.compile(r"[A-Za-z0-9.%]+|\s+|.", re.S)
#: Blocks that hold blocks only.
_FRAMES = frozenset("ul ol table thead tbody tr".split())
_COLOURS = {
    "ins": "background:#d4f4d8;text-decoration:none",
    "del": "background:#fbd5d5;text-decoration:line-through",
}


def html_diff(old, new):
    """Clean HTML of the new version with ``<ins>`` and ``<del>``, coloured by their style.

    Takes any HTML; what is not in the clean subset takes no part. Equal texts come back unmarked.
    """
    before, after = _prepared(old), _prepared(new)
    old_blocks, new_blocks = _blocks(before), _blocks(after)
    last = None
    for one, other in _pairs(old_blocks, new_blocks):
        if other is None:
            other = _deleted(one)
            _insert(after, last, other)
        elif one is None:
            _mark_all(other, "ins")
        elif _is_row(one) and len(one) != len(other):
            other.addprevious(_deleted(one))
            _mark_all(other, "ins")
        else:
            _compare(one, other)
        last = other
    return _finished(after)


def _prepared(html):
    """The clean tree, all text in blocks; marks of an earlier comparison are no part of it."""
    root = parse((html or "").replace(_MARKER, " ").replace(_SPACE, ""))
    for node in list(root.iter("del")):
        node.drop_tree()
    for node in list(root.iter("ins", "a")):
        node.drop_tag()
    clean_tree(root)
    for node in reversed(list(root.iterdescendants())):
        if node.tag not in BLOCKS and next(node.iterdescendants(*BLOCKS), None) is not None:
            node.drop_tag()
    for node in [root, *root.iter(*BLOCKS)]:
        if node is root or node.tag in _FRAMES or any(child.tag in BLOCKS for child in node):
            _wrap_stray(node)
    return root


def _wrap_stray(node):
    """Put texts and inline elements that stand between blocks into paragraphs."""
    line = None
    if (node.text or "").strip():
        line = lxml.html.Element("p")
        line.text = node.text
        node.insert(0, line)
    node.text = None
    for child in [child for child in node if child is not line]:
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            line = None
        elif line is None:
            line = lxml.html.Element("p")
            child.addprevious(line)
        if line is not None:
            line.append(child)
        if tail and tail.strip():
            if line is None:
                line = lxml.html.Element("p")
                line.text = tail
                child.addnext(line)
            else:
                child.tail = tail


def _blocks(root):
    """Table rows, and blocks that hold no block, in order."""
    return [
        node
        for node in root.iter(*BLOCKS)
        if next(node.iterancestors("tr"), None) is None
        and (_is_row(node) or not any(child.tag in BLOCKS for child in node))
    ]


def _is_row(block):
    return block.tag == "tr"


def _pairs(olds, news):
    """Yield ``(old or None, new or None)`` in reading order; each block once."""
    texts = [[block.text_content() for block in blocks] for blocks in (olds, news)]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(olds[i1:i2], news[j1:j2])
        else:
            yield from _alike(olds[i1:i2], news[j1:j2])


def _alike(olds, news):
    """Pairs of changed blocks; what is out comes before what is in."""
    done = 0
    waiting = []
    for new in news:
        place = _most_alike(new, olds, done)
        if place is None:
            waiting.append(new)
            continue
        yield from ((old, None) for old in olds[done:place])
        yield from ((None, added) for added in waiting)
        yield olds[place], new
        done, waiting = place + 1, []
    yield from ((old, None) for old in olds[done:])
    yield from ((None, added) for added in waiting)


def _most_alike(new, olds, start):
    """Place of the old block that is most like the new one, at or soon after ``start``, or None."""
    text, best, found = new.text_content(), MIN_ALIKE, None
    for place, old in enumerate(olds[start : start + _AHEAD], start):
        alike = Indel.normalized_similarity(old.text_content(), text)
        if alike > best and _is_row(old) == _is_row(new):
            best, found = alike, place
    return found


def _mark_all(block, tag):
    """The whole content of a block in ``tag``; of a row, that of its cells."""
    for node in block if _is_row(block) else [block]:
        mark = lxml.html.Element(tag)
        mark.text, node.text = node.text, None
        mark.extend(list(node))
        node.append(mark)


def _deleted(old):
    """A copy of an old block, all of it marked as taken out."""
    block = deepcopy(old)
    block.tail = None
    _mark_all(block, "del")
    return block


def _insert(root, last, block):
    """Put a block that is gone behind the one before it, ``last`` (None: at the beginning)."""
    if last is not None and last.tag == block.tag:
        last.addnext(block)
        return
    top = next((node for node in root if last is not None and last in node.iter()), None)
    if top is None:
        root.insert(0, _shell(block))
    else:
        top.addnext(_shell(block))


def _shell(block):
    """The block in what it needs around it."""
    outer = {"li": "ul", "tr": "table"}.get(block.tag)
    if outer is None:
        return block
    shell = lxml.html.Element(outer)
    shell.append(block)
    return shell


def _compare(old, new):
    """Mark the differences in the new block; cell by cell in rows of as many cells."""
    if _is_row(new):
        for one, other in zip(old, new):
            _compare(one, other)
        return
    if serialize(old) == serialize(new):
        return
    pair = [deepcopy(old), deepcopy(new)]
    common = set.intersection(*[_sentences(node) for node in pair])
    differing = sum(len(part) for node in pair for part in _sentences(node) - common)
    finest = _PART if differing <= MAX_CHARACTERS else _CLAUSE
    for node in pair:
        _mark_parts(node, common, finest)
    result = parse(htmldiff(*[serialize(node) for node in pair]))
    for node, place, text in list(_texts(result)):
        text = text.replace(_MARKER, "").replace(" ", "").replace("\n", "")
        setattr(node, place, text.replace(_SPACE, " "))
    for child in list(new):
        new.remove(child)
    new.text = result.text
    new.extend(list(result))


def _texts(root):
    """Yield ``(node, "text" or "tail", text)`` of all texts below ``root``."""
    for node in root.iter():
        if node.text:
            yield node, "text", node.text
        if node.tail and node is not root:
            yield node, "tail", node.tail


def _sentences(root):
    return {part for _node, _place, text in _texts(root) for part in _SENTENCE.findall(text)}


def _mark_parts(root, common, finest):
    """Put a marker behind each part to compare."""
    for node, place, text in list(_texts(root)):
        parts = []
        for sentence in _SENTENCE.findall(text):
            parts += [sentence] if sentence in common else finest.findall(sentence)
        joined = _MARKER.join(re.sub(r"\s", _SPACE, part) for part in parts)
        setattr(node, place, joined + _MARKER)


def _finished(root):
    """The result: what is out before what is in, no empty marks, in colour."""
    for node in list(root.iter("ins", "del")):
        if not node.text_content() and node.find(".//br") is None:
            node.drop_tag()
    for node in list(root.iter("ins")):
        after = node.getnext()
        if after is not None and after.tag == "del" and not node.tail:
            tail, after.tail = after.tail, None
            node.addprevious(after)
            node.tail = tail
    for node in root.iter("ins", "del"):
        node.set("style", _COLOURS[node.tag])
    return serialize(root)
