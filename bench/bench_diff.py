"""Two manuscripts of 10,000 characters compared, against difflib over the whole text by characters.

Run it by ``make bench ARGS=diff``. The second manuscript is
the first one as an office edits it: words changed, sentences cut and added, paragraphs moved. Ours
reads the HTML, aligns paragraphs, compares by characters and words and draws the result; difflib
(``SequenceMatcher`` without its junk heuristic) only compares. Bar: ten times as fast as difflib.
Then what it takes to write the .docx with revisions, and hostile texts of 300,000 characters.
"""

import random
import sys
import time
from datetime import datetime
from difflib import SequenceMatcher

from exchange.versions.diff import html_diff
from exchange.word.revisions_out import revisions_docx

CHARACTERS, ROUNDS = 10000, 5
HOSTILE = 300000
CLAUSES = (
    "全县共报送政务信息 各镇街道要压实责任 完善防汛抗旱预案 排查山塘水库隐患点 转移受威胁群众 "
    "组织干部下沉一线 落实二十四小时值班 开展农资打假专项行动 春耕备耕面积达到 推进农村危房改造 "
    "新增就业岗位 兑现惠企资金 受理群众信访件 办结率同比提高 建成文化礼堂 招引亿元以上项目"
).split()


def sentence(chance):
    clauses = chance.choices(CLAUSES, k=3)
    return "，".join(clauses) + "%d.%d%%。" % (chance.randint(1, 999), chance.randint(0, 9))


def manuscript(chance):
    """Paragraphs as lists of sentences, of 10,000 characters in all."""
    paragraphs, size = [], 0
    while size < CHARACTERS:
        paragraphs.append([sentence(chance) for _number in range(chance.randint(1, 5))])
        size += sum(map(len, paragraphs[-1]))
    return paragraphs


def edited(paragraphs, chance):
    """The same as an office changes it."""
    result = []
    for paragraph in paragraphs:
        kept = [part for part in paragraph if chance.random() > 0.1]
        kept = [part.replace("全县", "全市").replace("开展", "深入开展") for part in kept]
        if chance.random() < 0.2:
            kept.insert(0, sentence(chance))
        if kept:
            result.insert(len(result) - (chance.random() < 0.05), kept)
    return result


def html(paragraphs):
    return "".join("<p>%s</p>" % "".join(paragraph) for paragraph in paragraphs)


def seconds(step, *args):
    """The least of several rounds."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        step(*args)
        times.append(time.perf_counter() - start)
    return min(times)


def by_characters(old, new):
    SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def hostile(chance):
    """Name and pair of texts that cost most."""

    def noise(alphabet, size):
        return "".join(chance.choices(alphabet, k=size))

    few, many = "甲乙", [chr(0x4E00 + number) for number in range(3000)]
    lines = [["<p>%s</p>" % noise(few, 9) for _line in range(HOSTILE // 10)] for _side in range(2)]
    return (
        ("two characters, one paragraph", *(noise(few, HOSTILE) for _side in range(2))),
        ("many characters, one paragraph", *(noise(many, HOSTILE) for _side in range(2))),
        ("short paragraphs of two characters", *map("".join, lines)),
        (
            "paragraphs of 1,500 characters",
            *("".join("<p>%s</p>" % noise(few, 1500) for _p in range(200)) for _side in range(2)),
        ),
    )


def main():
    chance = random.Random(1)
    first = manuscript(chance)
    second = edited(first, chance)
    old, new = html(first), html(second)
    plain = ["\n".join("".join(paragraph) for paragraph in side) for side in (first, second)]
    baseline = seconds(by_characters, *plain)
    ours = seconds(html_diff, old, new)
    print("compare: %d characters with %d" % tuple(map(len, plain)))
    print("  difflib by characters       %7.3f s" % baseline)
    print("  ours, HTML to HTML          %7.3f s  ratio %.1f" % (ours, baseline / ours))
    written = seconds(revisions_docx, old, new, "采编员甲", datetime(2026, 10, 9))
    print("  ours, .docx with revisions  %7.3f s  ratio %.1f" % (written, baseline / written))
    for name, *pair in hostile(chance):
        start = time.perf_counter()
        html_diff(*pair)
        print("  hostile, %-35s %7.3f s" % (name, time.perf_counter() - start))
    return baseline / ours < 10


if __name__ == "__main__":
    sys.exit(main())
