"""What a supplementary notice (补充通报) says: what has changed since the notice it corrects, and nothing else."""

from ..gongwen import Heading, Para
from .notice_annexes import COMMISSION_STATES
from .words import in_order, listed, points

ORDINALS = "一二三四五"


def supplement_blocks(before, figures, kind, name_missed=True):
    """The changes from the figures ``before`` to ``figures``, by section; see ``notice_blocks``."""
    ranking = kind == "ranking"
    sections = (
        ("总体数据更正", totals(before["totals"], figures["totals"])),
        ("信息采用情况更正", adopted(before["adopted"], figures["adopted"])),
        (
            "约稿办理情况更正",
            name_missed and commissions(before["commissions"], figures["commissions"]),
        ),
        ("得分和名次更正", ranking and scores(before["ranking"], figures["ranking"])),
        (
            "未达到报送要求单位更正",
            ranking and shortfalls(before["shortfalls"], figures["shortfalls"]),
        ),
    )
    present = [(title, sentences) for title, sentences in sections if sentences]
    if not present:
        return [Para("有关数据没有变化。")]
    blocks = []
    for ordinal, (title, sentences) in zip(ORDINALS, present):
        blocks.append(Heading(1, "%s、%s" % (ordinal, title)))
        blocks += [Para(sentence) for sentence in sentences]
    return blocks


def supplement_units(before, figures, units):
    """Those of ``units`` (ids) whose letter would say something else than it said before."""
    return {unit for unit in units if own_facts(before, unit) != own_facts(figures, unit)}


def own_facts(figures, unit_id):
    """What the figures say of one unit in its letter."""
    rows = {row["unit_id"]: row for group in figures["ranking"] for row in group["rows"]}
    reasons = [row["reasons"] for row in figures["shortfalls"] if row["unit_id"] == unit_id]
    lines = [
        (row["commission"], row["state"])
        for row in figures["commissions"]
        if row["unit_id"] == unit_id
    ]
    return rows.get(unit_id), reasons, lines


def totals(before, now):
    """The counts that moved, in one sentence."""
    pairs = (
        ("全县报送政务信息", "条", before["submitted"], now["submitted"]),
        ("向上级报送信息", "条", *(sum(t["uploaded"].values()) for t in (before, now))),
        ("信息被采用", "条", *(sum(t["adopted"].values()) for t in (before, now))),
        ("领导批示", "件次", *(sum(t["instructed"].values()) for t in (before, now))),
    )
    parts = [corrected(name, old, new, unit) for name, unit, old, new in pairs if old != new]
    return ["%s。" % "；".join(parts)] if parts else []


def corrected(name, old, new, unit):
    """A count that was wrong: 全县报送政务信息由30条更正为31条."""
    return "%s由%s%s更正为%s%s" % (name, old, unit, new, unit)


def adopted(before, now):
    """Adoptions that were missing, and those that were none."""

    def key(row):
        return row["title"], row["unit"], row["publication"], row["date"]

    sentences = []
    for words, some, others in (("补充", now, before), ("核减", before, now)):
        known = {key(row) for row in others}
        names = [
            "《%s》（%s，%s采用）" % (row["title"], row["unit"], row["publication"])
            for row in some
            if key(row) not in known
        ]
        if names:
            sentences.append("%s被采用信息%d条次：%s。" % (words, len(names), listed(names)))
    return sentences


def commissions(before, now):
    """Units whose answer to a commission was told wrongly."""
    old = {(row["commission"], row["unit_id"]): row for row in before}
    sentences = []
    for row in in_order(now):
        was = old.pop((row["commission"], row["unit_id"]), None)
        state = COMMISSION_STATES[row["state"]]
        subject = "%s办理“%s”约稿" % (row["unit"], row["commission"])
        if was is None:
            sentences.append("补充：%s，%s。" % (subject, state))
        elif was["state"] != row["state"]:
            states = (COMMISSION_STATES[was["state"]], state)
            sentences.append("%s，由“%s”更正为“%s”。" % (subject, *states))
    return sentences + [
        "%s办理“%s”约稿不再列入。" % (row["unit"], row["commission"])
        for row in in_order(old.values())
    ]


def scores(before, now):
    """Units whose points or places moved, group by group."""
    old = {row["unit_id"]: row for group in before for row in group["rows"]}
    sentences = []
    for group in now:
        parts = [moved(old[row["unit_id"]], row) for row in group["rows"] if row["unit_id"] in old]
        parts = [part for part in parts if part]
        if parts:
            sentences.append("%s：%s。" % (group["category"], "；".join(parts)))
    return sentences


def moved(was, row):
    """How one unit's points and place moved; nothing when they did not."""
    parts = []
    if was["total"] != row["total"]:
        parts.append("得分由%s更正为%s" % (points(was["total"]), points(row["total"])))
    if was["rank"] != row["rank"] and was["rank"] and row["rank"]:
        parts.append("名次由第%d位更正为第%d位" % (was["rank"], row["rank"]))
    return row["unit"] + "，".join(parts) if parts else ""


def shortfalls(before, now):
    """Units that are named now, and those that should not have been."""
    old, new = ({row["unit_id"]: row["unit"] for row in rows} for rows in (before, now))
    sentences = []
    for words, some, others in (("补充列入", new, old), ("不再列入", old, new)):
        names = [name for unit, name in some.items() if unit not in others]
        if names:
            sentences.append("%s：%s。" % (words, listed(names)))
    return sentences
