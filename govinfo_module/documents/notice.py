"""The periodic notice on information work (情况通报)."""

import re
from datetime import date
from html import escape

from ..gongwen import Head, Heading, Imprint, Notice, Para, html_to_blocks
from ..gongwen.chinese import date as date_text
from .notice_annexes import annex_number, annexes
from .responses import response_blocks
from .supplement import supplement_blocks
from .words import (
    LEVELS,
    PREVIOUS,
    THIS,
    by_level,
    change,
    counted,
    in_order,
    listed,
    percent,
    points,
)

SHOWN = 5  # so many pieces of a level are named in the text; all of them stand in the annex
PLACEHOLDER = re.compile("【([^【】<>]{1,12})】")


def notice_title(period):
    """The usual title of the notice on the period of that name."""
    return "关于%s政务信息工作情况的通报" % period


def supplement_title(title):
    """The title of the notice that corrects the one called ``title``."""
    return "关于《%s》的补充通报" % title.replace("《", "〈").replace("》", "〉")


def supplement_opening(title, number):
    """How a supplementary notice begins, as HTML: it names the one it corrects."""
    return "<p>《%s》（%s）印发后，经核对，现将有关情况补充通报如下：</p>" % (
        escape(title),
        escape(number),
    )


def notice_blocks(figures, texts, kind="ranking", name_missed=True, before=None):
    """The text of the notice.

    ``kind``: ``ranking``, or ``situation`` without points, ranks and tasks (《整治形式主义为基层减负若干规定》:
    不得按月度、季度频繁搞排名通报); ``name_missed``: whether units that missed a commission are named.
    ``figures``: the frozen figures of the period (``govinfo.notice._collect_figures``);
    ``texts``: what the editor wrote, as HTML: ``opening``, ``comment``, ``requirements``, with
    placeholders (see ``fill``); ``rectify_by``: the date for rectification (ISO), if there is one;
    ``before``: the figures of the notice that this one supplements: then it says what has changed.
    """
    texts = fill_texts(figures, texts)
    blocks = list(html_to_blocks(texts["opening"]))
    blocks = blocks or [Para("现将%s全县政务信息工作情况通报如下：" % figures["period"]["name"])]
    if before:
        return [*blocks, *supplement_blocks(before, figures, kind, name_missed)]
    ranking = kind == "ranking"
    sections = [
        ("总体情况", overview(figures)),
        ("采用和批示情况", adoption(figures, kind)),
        ("约稿办理情况", commissions(figures, kind, name_missed)),
        ("基层领导反映情况", response_blocks(figures.get("responses"))),
        ("成绩突出的单位", ranking and leaders(figures)),
        ("未达到报送要求的单位", ranking and shortfalls(figures, kind)),
        ("质量较好的信息", not ranking and good_pieces(figures)),
        ("存在的问题", not ranking and problems(figures)),
        ("信息结构与差距", structure(figures) + html_to_blocks(texts["comment"])),
        ("下一步工作要求", html_to_blocks(texts["requirements"])),
    ]
    ordinals = iter("一二三四五六七八九")
    for title, body in sections:
        if body:
            blocks.append(Heading(1, "%s、%s" % (next(ordinals), title)))
            blocks.extend(body)
    return blocks


def fill(html, values):
    """``html`` with 【name】 replaced by the plain text ``values`` give for that name.

    Nothing else is filled in: other names stay as they are written, nothing is evaluated.
    """
    return PLACEHOLDER.sub(lambda hit: escape(values.get(hit.group(1), hit.group(0))), html)


def fill_texts(figures, texts):
    """The editor's texts with their placeholders filled in."""
    values = {
        "通报期间": figures["period"]["name"],
        "未达标单位数": str(len(figures["shortfalls"])),
    }
    if texts.get("rectify_by"):
        values["整改期限"] = date_text(date.fromisoformat(texts["rectify_by"]))
    names = ("opening", "comment", "requirements")
    return {name: fill(texts.get(name) or "", values) for name in names}


def notice_document(figures, texts, office, kind="ranking", name_missed=True, before=None):
    """The notice as an official document with its annexes; ``kind`` and what follows as above.

    ``office``: ``mark``, ``number``, ``organ``, ``addressee``, ``copy_to``, ``date`` (ISO), ``title``.
    """
    day = date.fromisoformat(office["date"])
    listed_figures = figures if name_missed else dict(figures, commissions=[])
    return Notice(
        head=Head(mark=office["mark"], number=office["number"]),
        title=office["title"],
        addressee=office["addressee"],
        blocks=notice_blocks(figures, texts, kind, name_missed, before),
        annexes=() if before else annexes(listed_figures, kind),
        organ=office["organ"],
        date=day,
        seal=True,
        remark=office.get("remark", ""),
        imprint=Imprint(copy_to=office["copy_to"], printer=office["organ"], printed_on=day),
    )


# -- sections ------------------------------------------------------------------------------------


def overview(figures):
    """How much was sent, against the period before and a year ago."""
    kind, now = figures["period"]["kind"], figures["totals"]
    if not now["submitted"]:
        return [Para("%s，全县各单位没有报送政务信息。" % THIS[kind])]
    text = "%s，全县%d家单位共报送政务信息%d条" % (THIS[kind], now["units"], now["submitted"])
    if figures["previous"]["submitted"]:
        text += "，" + change(now["submitted"], figures["previous"]["submitted"], PREVIOUS[kind])
    if figures["last_year"]["submitted"] and kind != "year":
        text += "，" + change(now["submitted"], figures["last_year"]["submitted"], "上年同期")
    text += "。"
    if now["uploaded"]:
        text += "县政府办公室向上级报送信息%d条（%s）。" % (
            sum(now["uploaded"].values()),
            by_level(now["uploaded"], "条"),
        )
    return [Para(text)]


def see(figures, kind, what, title):
    """Where the details stand: 采用情况见附件2。 Nothing when there is no such annex."""
    number = annex_number(figures, kind, title)
    return "%s见附件%d。" % (what, number) if number else ""


def adoption(figures, kind):
    """Adoptions and instructions, level by level."""
    now = figures["totals"]
    count, orders = sum(now["adopted"].values()), sum(now["instructed"].values())
    if not count and not orders:
        return [Para("%s没有信息被采用，没有领导批示。" % THIS[figures["period"]["kind"]])]
    parts = []
    if count:
        parts.append(counted("刊物采用我县政务信息", now["adopted"], "条"))
    if orders:
        parts.append(counted("领导批示", now["instructed"], "件次"))
    text = "".join("%s。" % part for part in parts)
    return [Para(text + see(figures, kind, "采用情况", "信息采用情况表"))]


def commissions(figures, kind, name_missed):
    """How the commissions were answered, and who missed one."""
    counts = figures["totals"]["commissions"]
    total = sum(counts.values())
    if not total:
        return []
    text = "%s到期约稿涉及承办单位%d家次" % (THIS[figures["period"]["kind"]], total)
    for state, words in (("done", "按时完成"), ("late", "逾期完成"), ("missed", "未完成")):
        if counts.get(state):
            text += "，%s%d家次" % (words, counts[state])
    text += "，按时完成率%s。" % percent(counts.get("done", 0), total)
    if not name_missed:
        return [Para(text)]
    blocks = [Para(text + see(figures, kind, "办理情况", "约稿办理情况表"))]
    for state, words in (("missed", "未完成约稿的单位"), ("late", "逾期完成约稿的单位")):
        rows = in_order(figures["commissions"])
        names = [row["unit"] for row in rows if row["state"] == state]
        if names:
            blocks.append(Para("%s：%s。" % (words, listed(dict.fromkeys(names)))))
    return blocks


def good_pieces(figures):
    """Items that superiors used, with their authors: one paragraph for each level."""
    blocks = []
    for level, name in LEVELS:
        rows = [row for row in figures["adopted"] if row["level"] == level]
        if level == "county" or not rows:
            continue
        pieces = list({"《%s》（%s）" % (row["title"], by_whom(row)): None for row in rows})
        more = "等%d条" % len(pieces) if len(pieces) > SHOWN else ""
        blocks.append(Para("被%s刊物采用的有：%s%s。" % (name, listed(pieces[:SHOWN]), more)))
    return blocks


def by_whom(row):
    """The unit and, where it is known, the author of an adopted item."""
    author = row.get("author") or ""
    if author.startswith(row["unit"]):  # the unit's own account
        return author
    return "%s　%s" % (row["unit"], author) if author else row["unit"]


def problems(figures):
    """Errors and faults by kind; nobody is named."""
    rows = [row for row in figures.get("problems", ()) if row["count"]]
    if not rows:
        return []
    counts = ["%s%d起" % (row["kind"], row["count"]) for row in rows]
    return [Para("经核实，%s，请各单位引以为戒。" % "、".join(counts))]


def leaders(figures):
    """The first three of each ranking group, if they earned anything.

    Nobody is praised and named as short in one notice.
    """
    short = {(row["category"], row["unit"]) for row in figures["shortfalls"]}
    blocks = []
    for group in figures["ranking"]:
        best = [
            "%s（%s）" % (row["unit"], points(row["total"]))
            for row in group["rows"]
            if row["rank"] and row["rank"] <= 3 and float(row["total"]) > 0
            if (group["category"], row["unit"]) not in short
        ]
        if best:
            blocks.append(Para("%s：%s。" % (group["category"], listed(best))))
    return blocks


def shortfalls(figures, kind):
    """Who fell short; the reasons stand in annex 4."""
    rows = figures["shortfalls"]
    if not rows:
        return [Para("各单位均按要求完成报送任务。")]
    blocks = []
    for group in figures["ranking"]:
        names = [row["unit"] for row in rows if row["category"] == group["category"]]
        if names:
            blocks.append(Para("%s（%d家）：%s。" % (group["category"], len(names), listed(names))))
    silent = [row["unit"] for row in rows if row["silent"]]
    text = "其中未报送信息的单位：%s。" % listed(silent) if silent else ""
    return blocks + [Para(text + see(figures, kind, "具体情况", "未达到报送要求单位名单"))]


def structure(figures):
    """Shares of the item categories."""
    rows = [row for row in figures["structure"] if row["count"]]
    total = sum(row["count"] for row in rows)
    if not total:
        return []
    parts = [
        "%s类%d条、占%s" % (row["category"], row["count"], percent(row["count"], total))
        for row in rows
    ]
    return [
        Para(
            "%s共报送%d条信息，从类别看，%s。"
            % (figures["period"]["name"], total, "；".join(parts))
        )
    ]
