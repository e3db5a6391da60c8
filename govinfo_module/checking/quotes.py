"""Quotation marks, title marks and brackets: every one has its partner in the paragraph."""

import re

from .finding import WARNING, Finding
from .page import HAN

_SOURCE = "GB/T 15834—2011 标点符号用法"
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_INNER = {"“": ("‘", "’"), "《": ("〈", "〉")}
_SAME = {"(": "（", ")": "）"}
_SIGN = re.compile('[“”‘’《》〈〉（）()【】〔〕"]')
_LINE = re.compile("[^\n]+")
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]’[A-Za-z]")
#: Characters between nested signs that a suggestion repeats.
_NESTED = 200
#: 1）, a）, 一）number a list and have no partner.
_NUMBERED = re.compile(r"(?:^|[\s。；：，、])(?:[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,2})$")


def quotes(page):
    """Signs without a partner, in the wrong direction, straight, or nested in their own kind."""
    for line in _LINE.finditer(page.text):
        if _SIGN.search(line.group()) and _HAN.search(line.group()):
            yield from _Paragraph(line.group(), line.start()).findings()


class _Paragraph:
    """Walks through the signs of one paragraph with a stack of those that are open."""

    def __init__(self, text, offset):
        self.text = text
        self.offset = offset
        self.open = []  # (sign, place, the closer that is awaited)
        # sign → how many stand further on
        self.left = {sign: text.count(sign) for sign in (*_PAIRS, *_OPENERS)}

    def findings(self):
        for match in _SIGN.finditer(self.text):
            sign = _SAME.get(match.group(), match.group())
            if sign in self.left and match.group() == sign:
                self.left[sign] -= 1
            if sign == '"':
                yield self._straight(match.start())
            elif sign in _PAIRS:
                yield from self._opener(sign, match.start())
            elif not _LATIN.match(self.text, max(match.start() - 1, 0)):
                yield from self._closer(sign, match.start())
        for sign, place, closer in self.open:
            yield self._finding(place, "“%s”缺少与之配对的“%s”。" % (sign, closer))

    def _straight(self, place):
        """A straight quotation mark, which closes what is open or else opens."""
        closing = next((one for one in reversed(self.open) if one[0] in '“"'), None)
        if closing:
            self.open.remove(closing)
        else:
            self.open.append(('"', place, "”"))
        return self._finding(place, "引号应使用中文引号“ ”。", "”" if closing else "“")

    def _opener(self, sign, place):
        """A second sign of a kind that is open: nested, in the wrong direction, or the first one
        was never closed; what follows in the paragraph tells which."""
        top = self.open[-1] if self.open else None
        if sign not in _INNER or not top or top[0] != sign:
            self.open.append((sign, place, _PAIRS[sign]))
            return
        missing = self.left[_PAIRS[sign]] - self.left[sign]
        if missing >= 2:
            self.open.append((_INNER[sign][0], place, _PAIRS[sign]))
        elif missing == 1:
            self.open[-1] = (sign, place, _PAIRS[sign])
            yield self._finding(top[1], "“%s”缺少与之配对的“%s”。" % (sign, _PAIRS[sign]))
        else:
            self.open.pop()
            closer = _PAIRS[sign]
            yield self._finding(place, "符号方向有误，此处应为“%s”。" % closer, closer)

    def _closer(self, sign, place):
        while self.open and self.open[-1][2] != sign and any(one[2] == sign for one in self.open):
            opener, where, closer = self.open.pop()
            yield self._finding(where, "“%s”缺少与之配对的“%s”。" % (opener, closer))
        if self.open and self.open[-1][2] == sign:
            opener, where, _closer = self.open.pop()
            if _PAIRS.get(opener, sign) != sign:  # opened as the inner kind
                yield self._nested(opener, where, place)
        elif not (sign == "）" and _NUMBERED.search(self.text, max(place - 4, 0), place)):
            yield from self._unopened(sign, place)

    def _nested(self, opener, first, last):
        """A pair within a pair of its kind, both signs in one: 《关于〈办法〉的通知》."""
        closer, content = _PAIRS[opener], self.text[first + 1 : last]
        message = "同类符号嵌套时，内层应为“%s%s”。" % (opener, closer)
        suggestion = opener + content + closer if len(content) <= _NESTED else ""
        return self._finding(first, message, suggestion, last - first + 1)

    def _unopened(self, sign, place):
        opener = _OPENERS[sign]
        if sign in "”》" and self.left[sign] > self.left[opener]:
            self.open.append((opener, place, sign))
            yield self._finding(place, "符号方向有误，此处应为“%s”。" % opener, opener)
        else:
            yield self._finding(place, "“%s”缺少与之配对的“%s”。" % (sign, opener))

    def _finding(self, place, message, suggestion="", length=1):
        start = self.offset + place
        return Finding(start, start + length, "quote", WARNING, message, suggestion, _SOURCE)
