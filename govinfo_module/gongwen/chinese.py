"""Official Chinese for dates, numbers and document numbers, and the cleaning of typed text (GB/T 15834, 15835)."""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

_DIGITS = "〇一二三四五六七八九"
_BRACKETS = re.compile(r"\s*[\[【（(〔［](\d{4})[\]】）)〕］]\s*(?:第\s*)?0*(\d+)\s*号")
# Zero-width and direction characters, variation selectors, tags: they have no place on paper.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AFTER_HAN = re.compile("(?<=[%s”）》])([,;:?!])" % _HAN)
_FULL_WIDTH = dict(zip(",;:?!", "，；：？！"))
_NOTHING = ("Cc", "Cs", "Cn")  # control, surrogate, unassigned
SEAM = "\x1f"  # joins the runs of a paragraph, so that they are cleaned as one text
_QUOTE = re.compile("\"|'")


def date(value):
    """``2026年10月9日`` for a date, other values as text."""
    if isinstance(value, datetime.date):
        return format_date(value, "y年M月d日", locale=_locale())
    return str(value or "")


@lru_cache(maxsize=1)
def _locale():
    return Locale.parse("zh_CN")


def year_in_words(year):
    """``二〇二六年``."""
    return "".join(_DIGITS[int(d)] for d in str(year)) + "年"


def quarter(number):
    """``第三季度``."""
    return "第%s季度" % numeral(number)


def half_year(number):
    """``上半年``, ``下半年``."""
    return ("上半年", "下半年")[number - 1]


def period(date_from, date_to):
    """The usual name of a span: 2026年第三季度, 2026年9月, 2026年, 2026年上半年, else 2026年9月1日至10月15日."""
    months = (date_to.year - date_from.year) * 12 + date_to.month - date_from.month + 1
    whole = date_from.day == 1 and (date_to + datetime.timedelta(days=1)).day == 1
    same_year = date_from.year == date_to.year
    if whole and months == 1:
        return "%d年%d月" % (date_from.year, date_from.month)
    if whole and same_year and months in (3, 6, 12) and (date_from.month - 1) % months == 0:
        place = (date_from.month - 1) // months + 1
        name = {3: quarter, 6: half_year, 12: lambda _place: ""}[months](place)
        return "%d年%s" % (date_from.year, name)
    last = format_date(date_to, "M月d日" if same_year else "y年M月d日", locale=_locale())
    return "%s至%s" % (date(date_from), last)


def numeral(number):
    """A count in Chinese numerals: 一, 十, 十二, 二十, 一百零五 (0 to 9999)."""
    if not 0 <= number <= 9999:
        raise ValueError("a Chinese numeral is written from 0 to 9999 only, not %s" % number)
    if number == 0:
        return "零"
    words, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero else "") + _DIGITS[digit] + unit
        zero = digit == 0 and bool(words)
    return words[1:] if words.startswith("一十") else words


def ordinal(level, number):
    """The ordinal in front of a heading of level 1 to 4: 一、 （一） 1. （1）."""
    return (
        "%s、" % numeral(number),
        "（%s）" % numeral(number),
        "%d." % number,
        "（%d）" % number,
    )[level - 1]


def points(value):
    """``12.50分``: two decimals, rounded half up."""
    return "%s分" % Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def document_number(text):
    """A typed document number in its official form: 江政办发[2026]058号 becomes 江政办发〔2026〕58号."""
    return _BRACKETS.sub(r"〔\1〕\2号", clean(text))


def clean(text):
    """Typed text as it may be printed: NFC, nothing invisible, Chinese marks after Chinese words.

    Line feeds and tabs are kept. Private-use characters are left in: the page shows 〓 in their
    place and the caller is told.
    """
    text = "" if text is None or text is False else str(text)
    return _clean(text.replace(SEAM, ""))


def _clean(text):
    """The same, with seams between runs left in."""
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    if not text.isprintable():
        kept = "\t\n" + SEAM
        text = "".join(c for c in text if c in kept or unicodedata.category(c) not in _NOTHING)
    if re.search("[%s]" % _HAN, text):
        text = _curl(text)
    text = _AFTER_HAN.sub(lambda m: _FULL_WIDTH[m.group(1)], text)
    return text


def clean_runs(texts):
    """Clean the runs of one paragraph together (quotes pair over runs); as many texts come back."""
    return _clean(SEAM.join(str(text).replace(SEAM, "") for text in texts)).split(SEAM)


def _curl(text):
    """Straight quotes as “ ” and ‘ ’ by turns; an apostrophe between Latin letters stays."""
    opened = {'"': False, "'": False}

    def replace(match):
        mark, at = match.group(), match.start()
        if mark == "'" and text[at - 1 : at].isascii() and text[at - 1 : at].isalnum():
            return mark
        opened[mark] = not opened[mark]
        return {'"': "“”", "'": "‘’"}[mark][0 if opened[mark] else 1]

    return _QUOTE.sub(replace, text)
