"""Terms of a word list in a text, and marks of state secrets."""

import re
from collections import defaultdict
from dataclasses import dataclass

#: Full-width ASCII to half-width, one character for one: positions stay those of the text.
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GAP = "[\\s\u3000\u200b-\u200f\u2060\ufeff]*"
#: 密切, 密码, 密集 … may follow 手机, 司机, 主机, 杜绝; and 机密性 is a property of data.
_NO_MARK_AFTER = "切码集钥封闭度布植谋匙林性"
_NO_MARK_BEFORE = ("商业", "企业", "技术", "公司")
_STAR = "[★☆⭐*＊]"
_SECRECY = re.compile(
    rf"(?P<starred>(?P<level>绝{_GAP}密|机{_GAP}密|秘{_GAP}密){_GAP}{_STAR})"
    rf"|密{_GAP}级{_GAP}[:：]{_GAP}(?P<labelled>绝{_GAP}密|机{_GAP}密|秘{_GAP}密)"
    rf"|(?P<bare>(?:绝|机){_GAP}密)(?!{_GAP}[{_NO_MARK_AFTER}])"
)


@dataclass(frozen=True)
class Hit:
    """A term at ``text[start:end]`` with what the list suggests instead (or an empty text)."""

    start: int
    end: int
    term: str
    suggestion: str


@dataclass(frozen=True)
class SecrecyMark:
    """A mark of a state secret as written, and its level: 绝密, 机密 or 秘密."""

    start: int
    end: int
    text: str
    level: str


class WordList:
    """Terms to look for, of ``(term, suggestion)``. Case and full or half width do not matter."""

    def __init__(self, terms):
        # first character → [(term as compared, term, suggestion)], longest first
        self._terms = defaultdict(list)
        for term, suggestion in terms:
            key = _key(term.strip())
            if key:
                self._terms[key[0]].append((key, term.strip(), suggestion or ""))
        for entries in self._terms.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text):
        """The ``Hit``s in a plain text from left to right, the longest at each place, none in
        another."""
        key, hits, place = _key(text or ""), [], 0
        while place < len(key):
            for compared, term, suggestion in self._terms.get(key[place], ()):
                if key.startswith(compared, place):
                    hits.append(Hit(place, place + len(compared), term, suggestion))
                    place += len(compared) - 1
                    break
            place += 1
        return hits


def _key(text):
    """The text as compared, of the same length."""
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lowered.translate(_WIDTHS)


def secrecy_marks(text):
    """The marks of state secrets in a plain text: 绝密, 机密, 秘密★ and 密级：秘密.

    Spaces may stand inside (机 密★1年). No marks are the ordinary words 秘密 without a star and 保密,
    商业机密, the 机密性 of data, and 司机密切 or 手机密码, where the characters only meet.
    """
    found = []
    for match in _SECRECY.finditer(text or ""):
        written = match.group("level") or match.group("labelled") or match.group("bare")
        before = text[: match.start()].rstrip()
        if not (match.group("bare") and before.endswith(_NO_MARK_BEFORE)):
            level = written[0] + written[-1]
            found.append(SecrecyMark(match.start(), match.end(), match.group(), level))
    return found
