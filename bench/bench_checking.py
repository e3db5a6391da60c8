"""Checking a text of 10,000 characters, and ways of finding 10,000 terms in it.

Run it by ``make bench ARGS=checking``. The text is made of the
sample county's; the county's lists are as long as a careful county's may get. The baseline of the
whole check is the plainest way to do only one of its parts, the word list: ``str.find`` of one term
after another. 50 ms are asked for the check.

The terms are also looked for by an Aho-Corasick automaton and by a regular expression made of a trie;
all find the same. ``checking.terms`` names the reason for the choice.
"""

import random
import re
import time
from collections import deque

from checking import Lists, check
from checking.terms import Terms
from exchange.clean_html import plain_text

from demo.some_texts import some_items

LENGTH, TERMS, UNITS, LEADERS, ROUNDS = 10000, 10000, 300, 60, 9


def county_text():
    """10,000 characters, item after item, as the sample county writes."""
    text = ""
    for _unit, title, body, _day in some_items(LENGTH // 100):
        text += "%s\n%s\n" % (title, plain_text(body))
    return text[:LENGTH]


def made_terms(chance, text):
    """10,000 terms of usual lengths from the text's own characters; a hundred stand in it."""
    letters = sorted({char for char in text if char > "\u4e00"})
    terms = set()
    while len(terms) < TERMS - 100:
        terms.add(
            "".join(chance.choices(letters, k=chance.choice((2, 3, 3, 4, 4, 4, 5, 6, 8, 12))))
        )
    while len(terms) < TERMS:
        place = chance.randrange(LENGTH - 9)
        terms.add(text[place : place + chance.randint(3, 8)].strip() or letters[0] * 2)
    return sorted(term for term in terms if "\n" not in term)


class Automaton:
    """Aho-Corasick: all matches, of which the leftmost longest are kept."""

    def __init__(self, terms):
        self.steps, self.length = [{}], [0]
        for term in terms:
            node = 0
            for char in term:
                if char not in self.steps[node]:
                    self.steps[node][char] = len(self.steps)
                    self.steps.append({})
                    self.length.append(0)
                node = self.steps[node][char]
            self.length[node] = len(term)
        self.fail, self.shorter = [0] * len(self.steps), [0] * len(self.steps)
        queue = deque(self.steps[0].values())
        while queue:
            node = queue.popleft()
            for char, child in self.steps[node].items():
                back = self.fail[node]
                while back and char not in self.steps[back]:
                    back = self.fail[back]
                self.fail[child] = back = self.steps[back].get(char, 0)
                self.shorter[child] = back if self.length[back] else self.shorter[back]
                queue.append(child)

    def find(self, text):
        node, hits = 0, []
        for end, char in enumerate(text, 1):
            while node and char not in self.steps[node]:
                node = self.fail[node]
            node = self.steps[node].get(char, 0)
            found = node if self.length[node] else self.shorter[node]
            while found:
                hits.append((end - self.length[found], end))
                found = self.shorter[found]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        kept, last = [], 0
        for start, end in hits:
            if start >= last:
                kept.append((start, end))
                last = end
        return kept


class Trie:
    """One regular expression, its terms merged by what they begin with."""

    def __init__(self, terms):
        root = {}
        for term in terms:
            node = root
            for char in term:
                node = node.setdefault(char, {})
            node[""] = {}
        self.pattern = re.compile(self._written(root))

    def _written(self, node):
        ways = [re.escape(char) + self._written(child) for char, child in node.items() if char]
        if not ways:
            return ""
        return "(?:%s)%s" % ("|".join(ways), "?" if "" in node else "")

    def find(self, text):
        return [match.span() for match in self.pattern.finditer(text)]


class Table(Terms):
    """What the package uses, with the interface of the others."""

    def __init__(self, terms):
        super().__init__(dict.fromkeys(terms, True))

    def find(self, text):
        return [hit[:2] for hit in super().find(text)]


def best(call):
    """Milliseconds of the quickest of some rounds."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def whole_check(chance, text, terms):
    """The check with lists of the county, and without, against the plain search of its terms."""
    lists = Lists(
        words=tuple((term, "规范用语") for term in terms),
        units=tuple(("县第%d某某服务中心" % n, ("某某%d中心" % n,)) for n in range(UNITS)),
        leaders=tuple(("某某%d" % n, "副县长") for n in range(LEADERS)),
    )
    check(text, lists)  # the tables of the lists are made once and kept with them
    ours, bare = best(lambda: check(text, lists)), best(lambda: check(text, Lists()))
    plain = best(lambda: [text.find(term) for term in terms])
    print("check, %d characters, %d terms: %.1f ms (50 are asked)" % (len(text), len(terms), ours))
    print("  with the package's own lists only, made anew: %.1f ms" % bare)
    print("  str.find of every term, nothing else:         %.1f ms" % plain)
    print("  ratio of that to the whole check:             %.1f" % (plain / ours))


def ways_to_find(text, terms):
    """The ways to look for terms, for lists of different length."""
    print("terms      way          build        find   (ms)")
    for count in (100, 1000, TERMS):
        some = terms[:: max(len(terms) // count, 1)]
        found = {}
        for way in (Table, Automaton, Trie):
            start = time.perf_counter()
            searcher = way(some)
            build = (time.perf_counter() - start) * 1e3
            found[way] = searcher.find(text)
            row = (len(some), way.__name__, build, best(lambda found=searcher: found.find(text)))
            print("%6d     %-10s %7.1f  %10.2f" % row)
        assert found[Table] == found[Automaton] == found[Trie]


def main():
    chance = random.Random(5)
    text = county_text()
    terms = made_terms(chance, text)
    whole_check(chance, text, terms)
    ways_to_find(text, terms)


if __name__ == "__main__":
    main()
