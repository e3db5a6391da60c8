"""What readers said of the pieces they received (基层领导的反映)."""

from ..gongwen import Para
from .words import listed, percent

ANSWERS = (("useful", "有用"), ("some", "有一定作用"), ("none", "作用不大"))


def response_blocks(responses):
    """A paragraph on the answers, and one on the pieces found useful most often; nothing without any.

    ``responses``: counts as ``values`` (by answer), ``units``, ``items``, and ``best``.
    """
    counts = (responses or {}).get("values") or {}
    total = sum(counts.values())
    if not total:
        return []
    parts = [
        "认为“%s”的%d条次、占%s" % (name, counts[value], percent(counts[value], total))
        for value, name in ANSWERS
        if counts.get(value)
    ]
    text = "%d家单位领导对刊物所载%d条信息作出评价%d条次，其中%s。"
    blocks = [Para(text % (responses["units"], responses["items"], total, "，".join(parts)))]
    best = ["《%s》（%s）" % (row["title"], row["unit"]) for row in responses["best"]]
    if best:
        blocks.append(Para("基层反映较好的有：%s。" % listed(best)))
    return blocks
