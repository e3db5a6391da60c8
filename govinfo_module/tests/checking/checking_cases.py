"""Planted errors and correct prose for the rules of ``checking``."""

from collections import namedtuple
from functools import lru_cache
from pathlib import Path

import yaml

from ...checking import Lists, check, check_title

HERE = Path(__file__).parent
Case = namedtuple("Case", "kind text start end suggestion")
#: What the county of the planted texts keeps: made-up persons, usual short names.
LISTS = Lists(
    words=(("包村干部", "驻村干部"), ("ＯＡ平台", "办公平台")),
    units=(
        ("县教育局", ("县教委", "教育局")),
        ("县发展和改革局", ("发改委", "县发改局", "县发改委")),
        ("县农业农村局", ("县农业局", "农业局")),
        ("县卫生健康局", ("县卫计局", "县卫健委")),
        ("县应急管理局", ("县安监局",)),
        ("县自然资源局", ("县国土局",)),
        ("县市场监督管理局", ("县工商局",)),
        ("县人力资源和社会保障局", ("县人社局",)),
        ("城关镇", ("城关乡",)),
    ),
    leaders=(
        ("王某甲", "县委副书记、县长"),
        ("李某乙", "县委书记"),
        ("赵某丙", "县政府办公室副主任"),
        ("周某丁", "县教育局副局长"),
        ("吴某戊", "县人大常委会主任"),
    ),
    phrases=(("甩开膀子大干", ""),),
)


@lru_cache(maxsize=1)
def planted():
    """The ``Case``s of ``checking_planted.yaml``."""
    kinds = yaml.safe_load((HERE / "checking_planted.yaml").read_text(encoding="utf-8"))
    return [_case(kind, line) for kind, lines in kinds.items() for line in lines]


def _case(kind, line):
    text, _arrow, suggestion = line.partition(" → ")
    before, rest = text.split("⟦")
    inside, after = rest.split("⟧")
    start = len(before)
    return Case(kind, before + inside + after, start, start + len(inside), suggestion)


@lru_cache(maxsize=1)
def correct_prose():
    """Paragraphs without errors, by somebody who knows how to write."""
    return yaml.safe_load((HERE / "checking_correct.yaml").read_text(encoding="utf-8"))


def judge(case):
    """The findings in a planted text."""
    return (check_title if case.kind == "title" else check)(case.text, LISTS)


def found(findings):
    """Findings as short tuples."""
    return [(one.start, one.end, one.kind) for one in findings]
