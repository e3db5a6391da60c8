"""Writes the texts of the sample county's items as a clerk would. No Odoo."""

import itertools

from .figures import Figures

# How often a category is written; research is rare, as the speech complains.
CATEGORIES = {
    "dynamic": 40,
    "experience": 20,
    "deployment": 12,
    "problem": 9,
    "comprehensive": 7,
    "warning": 9,
    "opinion": 4,
    "research": 3,
}
TITLES = {
    "dynamic": ("{unit}有序推进{topic}", "{unit}扎实做好{topic}相关工作"),
    "experience": (
        "{unit}“{one}、{two}”推动{topic}",
        "{unit}{topic}的做法与成效",
        "{unit}以“三个到位”做实{topic}",
        "{unit}探索{topic}新路子",
    ),
    "deployment": (
        "{unit}贯彻县委全会精神推进{topic}",
        "{unit}落实县政府工作部署抓好{topic}",
        "{unit}对标《政府工作报告》推动{topic}",
    ),
    "problem": (
        "{unit}反映{topic}面临的困难",
        "基层反映{topic}中的难点",
        "{topic}中存在的问题和建议",
    ),
    "warning": (
        "{topic}中的苗头性问题需引起重视",
        "{unit}反映当前{topic}存在的风险隐患",
        "{where}{topic}有薄弱环节需关注",
    ),
    "opinion": ("群众对{topic}的意见和建议", "{where}群众对{topic}的几点期盼"),
    "research": ("关于{where}{topic}情况的调研报告", "{where}{topic}的现状、问题与对策"),
    "comprehensive": ("{span}{unit}{topic}工作情况", "{span}{where}{topic}进展情况综述"),
}
LEADS = {
    "dynamic": (
        "近期，{unit}把{topic}摆上重要位置，细化任务、压实责任，各项工作有序推进。{fact}",
        "{month}月以来，{unit}围绕{topic}安排部署、督促落实，取得阶段性进展。{fact}",
        "{fact}为确保任务如期完成，{unit}重点做了以下工作。",
    ),
    "experience": (
        "今年以来，{unit}聚焦{topic}中的难点堵点，探索形成一套管用的做法。{fact}",
        "{unit}从群众最关心的事情入手抓{topic}，成效逐步显现。{fact}",
        "如何把{topic}抓出实效？{unit}的做法可供各地参考。{fact}",
    ),
    "deployment": (
        "县委全会召开后，{unit}及时组织学习，结合实际研究制定{topic}任务清单。{fact}",
        "{unit}对照《政府工作报告》确定的目标任务，倒排工期推进{topic}。{fact}",
    ),
    "problem": (
        "{unit}在走访中了解到，{topic}总体进展平稳。{fact}但基层也反映一些困难，需要统筹解决。",
        "{fact}调度中发现，{topic}还存在一些亟待解决的问题。",
    ),
    "warning": (
        "{unit}在日常排查中发现，当前{topic}存在一些苗头性、倾向性问题，需提前防范。{fact}",
        "{fact}综合研判，下一阶段{topic}有以下风险需引起重视。",
    ),
    "opinion": (
        "近期，{unit}通过入户走访、座谈等方式收集群众对{topic}的意见。{fact}群众反映主要集中在以下方面。",
        "{fact}{unit}走访时，群众对这项工作给予肯定，同时提出了一些意见建议。",
    ),
    "research": (
        "为摸清{topic}的真实情况，{unit}组织专班到{place}等地实地调研，与干部群众座谈。现将有关情况报告如下。",
        "近期，{unit}就{topic}开展专题调研，采取查资料、看现场、听意见的方式了解情况，形成本报告。",
    ),
    "comprehensive": (
        "{span}，{unit}统筹推进{topic}，工作总体平稳。{fact}",
        "{span}，{unit}紧扣年度目标抓{topic}，完成情况好于预期。{fact}",
    ),
}
CLOSINGS = (
    "下一步，{unit}将对照年度目标查漏补缺，确保{topic}各项任务按期完成。",
    "下一步，{unit}将继续跟踪问效，把好的做法坚持下去，推动形成长效机制。",
    "{unit}将加强与有关部门的沟通衔接，及时研究解决新情况新问题。",
    "后续，{unit}将把群众满意作为检验标准，持续改进{topic}工作。",
    "{unit}将进一步压实责任，按月调度进展，重要情况及时报告。",
)
ASKS = (
    "建议：{items}。",
    "为此建议：{items}。",
    "基层建议：{items}。",
)
NUMERALS = "一二三四五"
SPANS = ((4, "一季度"), (7, "上半年"), (10, "前三季度"), (13, "今年以来"))


class Writer:
    """Writes items; remembers what was written so that few are alike.

    ``topics``: by name; ``random``: what chance decides.
    """

    def __init__(self, topics, random):
        self.topics, self.random = topics, random
        self.choices = {}
        self.titles = set()

    def topic(self, unit, month, used=()):
        """A topic ``unit`` may report on in ``month``, seldom one of ``used``."""
        fitting = [topic for topic in self.topics.values() if topic.fits(unit, month)]
        special = [topic for topic in fitting if topic.bureaus != "all"]
        # every bureau may write how it spares the grass roots work; it does so seldom
        if special and (len(special) == len(fitting) or self.random.random() < 0.85):
            fitting = special
        return self.random.choice([topic for topic in fitting if topic.name not in used] or fitting)

    def category(self, topic):
        """The code of a category fit for ``topic``."""
        weights = dict(CATEGORIES)
        weights["warning"] *= topic.warning
        weights["opinion"] *= topic.opinion
        return self.random.choices(list(weights), list(weights.values()))[0]

    def write(self, unit, topic, code, day, title=None):
        """``(title, HTML)`` of an item by ``unit``."""
        figures = Figures(unit, topic.name, topic.figures, topic.months, day)
        one, two = (heading for heading, _text in self._pick(topic, "measures", 2))
        words = {
            "unit": unit.name,
            "topic": topic.name,
            "all": unit.all,
            "where": unit.name if unit.township else "全县",
            "place": self.random.choice(unit.places),
            "month": str(day.month),
            "span": next(span for month, span in SPANS if day.month < month),
            "one": one,
            "two": two,
        }
        if not title:
            title = self._title(unit, topic, code, day, figures, words)
        words["fact"] = figures.fill(self._pick(topic, "facts", 1)[0], **words)
        parts = getattr(self, "_" + code, self._news)(topic, code)
        return title, "".join("<p>%s</p>" % figures.fill(part, **words) for part in parts)

    def _title(self, unit, topic, code, day, figures, words):
        """A title that nobody has used; by the month when all have been."""
        choices = list(TITLES[code])
        if code == "dynamic" and (unit.township or unit.name in topic.bureaus[:1]):
            choices += topic.headlines * 2
        self.random.shuffle(choices)
        by_month = "{unit}%d月份{topic}情况" % day.month
        for choice in choices + [by_month]:
            title = figures.fill(choice, **words)
            if (title, unit.name) not in self.titles:
                break
        self.titles.add((title, unit.name))
        return title

    # -- what a text is made of --------------------------------------------------------------

    def _pick(self, topic, name, count):
        """``count`` of the topic's sentences in any order, in turn all their combinations."""
        key = (topic.name, name, count)
        if not self.choices.get(key):
            self.choices[key] = list(itertools.combinations(getattr(topic, name), count))
            self.random.shuffle(self.choices[key])
        return self.random.sample(self.choices[key].pop(), count)

    def _lead(self, code):
        return self.random.choice(LEADS[code])

    def _steps(self, topic, count):
        """The measures in one paragraph: 一是…；二是…。"""
        return "；".join(
            "%s是%s，%s" % (numeral, heading, text)
            for numeral, (heading, text) in zip(NUMERALS, self._pick(topic, "measures", count))
        )

    def _troubles(self, topic, count):
        return "；".join(
            "%s是%s" % (numeral, text)
            for numeral, text in zip(NUMERALS, self._pick(topic, "problems", count))
        )

    def _advice(self, topic, count):
        return self.random.choice(ASKS).replace(
            "{items}", "；".join(self._pick(topic, "advice", count))
        )

    def _effect(self, topic):
        return self._pick(topic, "effects", 1)[0]

    def _news(self, topic, code):
        """News and what was done after a decision: what, how, what came of it."""
        yield self._lead(code)
        yield self._steps(topic, 3) + "。"
        yield self._effect(topic) + self.random.choice(CLOSINGS)

    def _experience(self, topic, code):
        yield self._lead(code)
        for numeral, (heading, text) in zip(NUMERALS, self._pick(topic, "measures", 3)):
            yield "<strong>%s、%s。</strong>%s。" % (numeral, heading, text)
        yield self._effect(topic) + self.random.choice(CLOSINGS)

    def _problem(self, topic, code):
        yield self._lead(code)
        yield self._troubles(topic, 2) + "。"
        yield "目前，{unit}已采取措施：" + self._steps(topic, 2) + "。"
        yield self._advice(topic, 2)

    _warning = _problem

    def _opinion(self, topic, code):
        yield self._lead(code)
        yield self._troubles(topic, 3) + "。"
        yield self._advice(topic, 2)

    def _research(self, topic, code):
        yield self._lead(code)
        yield "<strong>一、基本情况。</strong>{fact}" + self._effect(topic)
        yield "<strong>二、主要做法。</strong>" + self._steps(topic, 3) + "。"
        yield "<strong>三、存在的问题。</strong>" + self._troubles(topic, 3) + "。"
        yield "<strong>四、对策建议。</strong>" + self._advice(topic, 2)

    def _comprehensive(self, topic, code):
        yield self._lead(code)
        yield "主要做法：" + self._steps(topic, 4) + "。"
        yield "存在的主要问题：" + self._troubles(topic, 2) + "。"
        yield self.random.choice(CLOSINGS)
