"""What a title is about: finds texts on the same matter, however they are worded.

A title is cut at words that say nothing of the matter; the rest is taken two characters at a time, as
most Chinese words are. A text is on the matter when it holds more than half of these. The index
of ``bigrams`` finds such texts without reading others.
"""

import re
from dataclasses import dataclass
from itertools import combinations

from ..text import visible
from .bigrams import form, joined

#: More words of a title than these say no more about its matter.
MAX_WORDS = 6
# Words of office titles that stand for any matter.
_USUAL = (
    "关于 有关 围绕 相关 情况 工作 任务 报告 汇报 约稿 征稿 稿件 专题 专报 信息 材料 报送 上报 征集 收集 汇总 "
    "进展 进度 开展 推进 推动 做好 抓好 加强 强化 落实 贯彻 实施 进一步 切实 全面 扎实 积极 深入 大力 着力 统筹 "
    "主要 典型 做法 经验 成效 问题 困难 建议 意见 对策 措施 举措 调研 分析 思考 启示 总结 亮点 组织 活动 通知 的函 "
    "我县 全县 本县 我市 全市 各地 各镇 各乡镇 各单位 各部门 今年 去年 上半年 下半年 年度 季度 以来 当前 近期 目前 "
    "以及 及其 如何 怎样 什么 的"
).split()
_CUT = re.compile(
    "|".join(sorted(map(re.escape, _USUAL), key=len, reverse=True))
    + r"|[\d〇零一二三四五六七八九十两]+(?:年|月|日|号|期|季度)|\d+(?![\da-z])|[\W_]+"
)


@dataclass(frozen=True)
class Matter:
    """What a title is about; it is asked like ``bigrams.Words``."""

    #: two characters each, in compared form
    terms: tuple

    @classmethod
    def of(cls, title):
        """The matter of a title; without terms where it is made of usual words."""
        terms = []
        for run in _CUT.split(form(visible(title or ""))):
            places = list(range(0, len(run) - 1, 2))
            if len(run) > 2 and len(run) % 2:
                places.append(len(run) - 2)
            terms += [run[place : place + 2] for place in places]
        return cls(tuple(dict.fromkeys(terms))[:MAX_WORDS])

    @property
    def least(self):
        """So many of the terms make a text one on the matter."""
        return len(self.terms) // 2 + 1

    def query(self):
        """The ``tsquery`` as text that finds texts with more than half of the terms."""
        ways = combinations(["'%s'" % term for term in self.terms], self.least)
        return " | ".join("(%s)" % " & ".join(way) for way in ways)

    def unsure(self):
        """Terms that the query alone does not decide: there are none."""
        return []

    def count(self, text):
        """How many of the terms stand in ``text``."""
        text = form(text or "")
        return sum(term in text for term in self.terms)

    def places(self, text):
        """``[(start, end)]`` of the terms in a text on the matter, in order; else nothing."""
        if self.count(text) < self.least:
            return []
        text = form(text)
        found = [
            match.span() for term in self.terms for match in re.finditer(re.escape(term), text)
        ]
        return joined(sorted(found))
