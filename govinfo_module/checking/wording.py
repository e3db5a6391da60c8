"""Words to write otherwise, and empty phrases."""

from .finding import HINT, WARNING, Finding


def words(page):
    """The county's word list and slips of the pen that official texts are known for."""
    for start, end, (suggestion, own) in page.lists.word_terms.find(page.text):
        term = page.text[start:end]
        message = f"“{term}”建议改为“{suggestion}”。" if suggestion else f"“{term}”用词请核实。"
        source = "本县词语表" if own else "《现代汉语词典》《异形词整理表》"
        yield Finding(start, end, "word", WARNING, message, suggestion, source)


def phrases(page):
    """Empty phrases (空话套话)."""
    for start, end, (suggestion, own) in page.lists.phrase_terms.find(page.text):
        message = f"“{page.text[start:end]}”属空话套话，建议删去或改写为具体做法、数据。"
        source = "本县套话表" if own else "改文风要求"
        yield Finding(start, end, "phrase", HINT, message, suggestion, source)
