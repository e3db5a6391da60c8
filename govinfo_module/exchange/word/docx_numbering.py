"""The numbers that Word and WPS draw by themselves, written out as text.

HTML lists count 1, 2, 3. Automatic 一、（一）1.1 ① or a count that goes on after a paragraph would
be lost, so such numbers become part of the text; plain lists stay lists.
"""

import re

_DIGITS = "〇一二三四五六七八九"
_FINANCIAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_PLAIN = re.compile(r"%[1-9][.．、)）]?")


def chinese(number):
    """1 to 999 as counted in headings: 一, 十, 十一, 二十, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _roman(number):
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letter(number):
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)


def _circled(number):
    return chr(0x2460 + number - 1) if number <= 20 else "(%d)" % number


def _ideographs(number):
    return "".join(_DIGITS[int(digit)] for digit in str(number))


#: numFmt of OOXML → text of a number from 1; what is not here counts 1, 2, 3.
_FORMATS = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _ideographs,
    "chineseLegalSimplified": lambda number: chinese(number).translate(_FINANCIAL),
    "ideographLegalTraditional": lambda number: chinese(number).translate(_FINANCIAL),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalZero": lambda number: "%02d" % number,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


def number_text(number, number_format):
    """One number in a numFmt of OOXML."""
    if not 1 <= number <= 999:
        return str(number)
    return _FORMATS.get(number_format, str)(number)


#: A list has nine levels (ECMA-376 part 1, 17.9.3).
LEVELS = 9


class Level:
    """One level of a numbering definition: format, text pattern, first number."""

    def __init__(self, element, w):
        def value(tag, default):
            child = element.find(w + tag)
            return default if child is None else child.get(w + "val", default)

        self.format = value("numFmt", "decimal")
        self.pattern = value("lvlText", "")
        self.start = _integer(value("start", "1"), 1)
        self.style = value("pStyle", None)

    @property
    def is_plain(self):
        """A HTML list can show it: 1. 2. 3."""
        return self.format == "decimal" and bool(_PLAIN.fullmatch(self.pattern))


class Numbering:
    """Definitions of ``word/numbering.xml`` and the counts reached while walking through a text."""

    def __init__(self, root, w):
        # abstract id → {level index: Level}; list id → abstract id; list id → {level index: start}
        self._levels, self._abstract, self._starts = {}, {}, {}
        # list id or abstract id → {level index: last number}
        self._counts = {}
        for element in root.iterfind(w + "abstractNum") if root is not None else ():
            levels = {
                _integer(level.get(w + "ilvl"), 0): Level(level, w)
                for level in element.iterfind(w + "lvl")
            }
            self._levels[element.get(w + "abstractNumId")] = {
                index: level for index, level in levels.items() if index < LEVELS
            }
        for element in root.iterfind(w + "num") if root is not None else ():
            self._read_list(element, w)

    def _read_list(self, element, w):
        number = element.get(w + "numId")
        abstract = element.find(w + "abstractNumId")
        self._abstract[number] = None if abstract is None else abstract.get(w + "val")
        self._starts[number] = {
            _integer(override.get(w + "ilvl"), 0): _integer(start.get(w + "val"), 1)
            for override in element.iterfind(w + "lvlOverride")
            for start in override.iterfind(w + "startOverride")
        }

    def level(self, number, index):
        """The ``Level`` of a list, or None."""
        return self._levels.get(self._abstract.get(number), {}).get(index)

    def style_index(self, number, style):
        """Index of the level that the list ties to a paragraph style; 0 without one."""
        levels = self._levels.get(self._abstract.get(number), {})
        return next((index for index, level in levels.items() if level.style == style), 0)

    def advance(self, number, index):
        """Count one paragraph of a list; ``(number reached, label)``."""
        key = number if self._starts.get(number) else self._abstract[number]
        counts = self._counts.setdefault(key, {})
        for deeper in [level for level in counts if level > index]:
            del counts[deeper]
        for upper in range(index + 1):
            first = self._starts[number].get(
                upper, self.level(number, upper).start if self.level(number, upper) else 1
            )
            if upper == index:
                counts[upper] = counts.get(upper, first - 1) + 1
            else:
                counts.setdefault(upper, first)
        return counts[index], self._label(number, index, counts)

    def _label(self, number, index, counts):
        def replace(match):
            upper = int(match.group(1)) - 1
            level = self.level(number, upper)
            return number_text(counts.get(upper, 1), level.format) if level else ""

        return re.sub(r"%([1-9])", replace, self.level(number, index).pattern)


def _integer(text, default):
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
