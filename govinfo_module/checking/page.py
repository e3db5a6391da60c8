"""A text on its way through the rules, and the numbers in it."""

from dataclasses import dataclass
from functools import cached_property

from .lists import Lists

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
#: A Chinese numeral from 一 to 九十九.
NUMERAL = "[一二三四五六七八九十]{1,3}"
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_HALF.update({code: code - 0xFEE0 for code in (*range(0xFF41, 0xFF5B), ord("％"), ord("．"))})
_ONES = "零一二三四五六七八九"


@dataclass(frozen=True)
class Page:
    """The plain text and the county's lists; rules read ``text`` or ``half``, never change them."""

    text: str
    lists: Lists

    @cached_property
    def half(self):
        """The text with half-width digits, letters, percent signs and points, of the same length."""
        return self.text.translate(_HALF)


def number(written):
    """1 to 99 from Chinese or Arabic digits, 两 is 2; None for anything else.

    >>> number("十二"), number("二十"), number("7"), number("两"), number("十十")
    (12, 20, 7, 2, None)
    """
    if written.isdigit() and written.isascii():
        return int(written)
    tens, ten, ones = written.replace("两", "二").rpartition("十")
    try:
        return (_ONES.index(tens) if tens else 1 if ten else 0) * 10 + (
            _ONES.index(ones) if ones else 0
        )
    except ValueError:
        return None


def numeral(value):
    """1 to 99 in Chinese.

    >>> numeral(3), numeral(10), numeral(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(value, 10)
    written = ("" if tens == 1 else _ONES[tens]) + "十" if tens else ""
    return written + (_ONES[ones] if ones else "")
