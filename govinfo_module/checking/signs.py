"""Full-width and half-width characters, and punctuation, as a table of patterns."""

import re

from .finding import HINT, WARNING, Finding
from .page import HAN

_PUNCTUATION, _FIGURES = "GB/T 15834—2011 标点符号用法", "GB/T 15835—2011 出版物上数字用法"
_DOCUMENTS = "GB/T 9704—2012 党政机关公文格式"
_FULL = str.maketrans(",;:?!().", "，；：？！（）。")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

#: (pattern, function of the match → what to write, message, source)
WIDTHS = (
    (
        "[０-９Ａ-Ｚａ-ｚ]+(?:[.．][０-９]+)?",
        lambda match: match.group().translate(_HALF),
        "数字、字母应使用半角字符。",
        _FIGURES,
    ),
    (
        f"(?<=[{HAN}”》）〕])[,;:?!](?![,;:?!/])",
        lambda match: match.group().translate(_FULL),
        "中文标点应使用全角字符。",
        _PUNCTUATION,
    ),
    (
        rf"(?:(?<=[{HAN}》）〕])|(?<=[{HAN}]”))\.(?=\s|$|[{HAN}“《])",
        lambda match: "。",
        "中文句号应为“。”。",
        _PUNCTUATION,
    ),
    (
        rf"(?<=[{HAN}])\([^()（）\n]{{1,60}}\)|\([^()（）\n{HAN}]{{0,30}}[{HAN}][^()（）\n]{{0,60}}\)"
        r"|（[^()（）\n]{0,60}\)|\([^()（）\n]{0,60}）",
        lambda match: f"（{match.group()[1:-1]}）",
        "中文括号应使用全角字符。",
        _PUNCTUATION,
    ),
)
SIGNS = (
    (r"(?<!。)。。(?!。)", "。", "句号重复。", _PUNCTUATION),
    (r"。{3,}|(?<!\.)\.{3,6}(?!\.)|(?<!…)…(?!…)", "……", "省略号应为“……”。", _PUNCTUATION),
    (
        r"(?<![，、；：])(?P<kept>[，、；：])[，、；：]+(?![，、；：。！？])",
        r"\g<kept>",
        "标点符号重复或连用有误。",
        _PUNCTUATION,
    ),
    (
        r"(?<![，、；：])[，、；：]+(?P<kept>[。！？])[，、；：。！？]*",
        r"\g<kept>",
        "标点符号连用有误。",
        _PUNCTUATION,
    ),
    (
        r"(?<![，、；：。！？])(?P<kept>[。！？])[，、；：][，、；：。！？]*",
        r"\g<kept>",
        "标点符号连用有误。",
        _PUNCTUATION,
    ),
    (r"(?P<kept>[！？])(?P=kept)+(?![，、；：])", r"\g<kept>", "标点符号重复。", _PUNCTUATION),
    (r"、(?P<kept>等)(?![级待候额价同于离])", r"\g<kept>", "“等”前不用顿号。", _PUNCTUATION),
    (
        r"、(?P<kept>和|以及|及其|及)(?![谐平美睦顺解气善好时早格若])",
        r"\g<kept>",
        "“和”“及”等连词前不用顿号。",
        _PUNCTUATION,
    ),
    ("‚", "“", "引号应使用中文引号“ ”。", _PUNCTUATION),
    ("‛", "”", "引号应使用中文引号“ ”。", _PUNCTUATION),
    (rf"(?<=[{HAN}”])--+(?=[{HAN}“])", "——", "破折号应为“——”。", _PUNCTUATION),
    (
        rf"(?<=[{HAN}])[\[【（(［](?P<kept>(?:19|20)\d\d)[\]】）)］](?=第?\d{{1,5}}号)",
        r"〔\g<kept>〕",
        "发文字号中的年份应用六角括号“〔〕”。",
        _DOCUMENTS,
    ),
)
_COMPILED_WIDTHS = [(re.compile(pattern, re.MULTILINE), *rest) for pattern, *rest in WIDTHS]
_COMPILED_SIGNS = [(re.compile(pattern), *rest) for pattern, *rest in SIGNS]


def widths(page):
    """Characters of the wrong width."""
    for pattern, write, message, source in _COMPILED_WIDTHS:
        for match in pattern.finditer(page.text):
            yield Finding(*match.span(), "width", HINT, message, write(match), source)


def punctuation(page):
    """Doubled and clashing signs, ellipses, dashes, brackets of document numbers."""
    for pattern, template, message, source in _COMPILED_SIGNS:
        for match in pattern.finditer(page.text):
            suggestion = match.expand(template)
            yield Finding(*match.span(), "punctuation", WARNING, message, suggestion, source)
