"""All rules over a text, in the order of their places."""

from itertools import islice

from .dates import dates, years
from .length import text_length, title_length
from .names import leaders, units
from .numbering import numbering
from .page import Page
from .percent import percents
from .personal import identities, mobiles
from .quotes import quotes
from .repeats import repeats
from .secrecy import secrecy
from .signs import punctuation, widths
from .totals import totals
from .wording import phrases, words

#: kind → its name on the screen
KINDS = {
    "secrecy": "密级标志",
    "identity": "身份证号码",
    "mobile": "手机号码",
    "numbering": "序号",
    "total": "总分关系",
    "percent": "百分比",
    "date": "日期时间",
    "year": "年份写法",
    "unit": "单位名称",
    "leader": "领导职务",
    "width": "全角半角",
    "punctuation": "标点符号",
    "quote": "引号书名号括号",
    "repeat": "重复",
    "word": "词语",
    "phrase": "空话套话",
    "length": "篇幅",
    "title": "标题长度",
}
#: Findings of one rule: more than this nobody reads, and a hostile text shall not fill the memory.
MOST = 500
_BOTH = (
    secrecy,
    identities,
    mobiles,
    numbering,
    totals,
    percents,
    dates,
    years,
    units,
    leaders,
    widths,
    punctuation,
    quotes,
    repeats,
    words,
    phrases,
)


def check(text, lists):
    """The ``Finding``s in a plain text, by place; paragraphs are separated by line breaks.

    ``lists``: the county's ``Lists``. Never raises; None is an empty text.
    """
    return _run((*_BOTH, text_length), text, lists)


def check_title(title, lists):
    """The same for a title; places are those of the title."""
    return _run((*_BOTH, title_length), title, lists)


def _run(rules, text, lists):
    page = Page(text or "", lists)
    found = [finding for rule in rules for finding in islice(rule(page), MOST)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))
