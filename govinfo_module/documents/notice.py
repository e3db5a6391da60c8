"""The periodic notice on information work (情况通报)."""

import re
from datetime import date
from html import escape

from ..gongwen import Annex, Head, Heading, Imprint, Notice, Para, Table, html_to_blocks
from ..gongwen.chinese import date as date_text
from .words import LEVELS, PREVIOUS, THIS, by_level, change, listed, percent, points, reason_lines

COMMISSION_STATES = {
    "pending": "办理中",
    "submitted": "已报送",
    "done": "按时完成",
    "late": "逾期完成",
    "missed": "未完成",
    "waived": "免办",
}
LEVEL_NAMES = dict(LEVELS)
PLACEHOLDER = re.compile("【([^【】<>]{1,12})】")


def notice_title(period):
    """The usual title of the notice on the period of that name."""
    return "关于%s政务信息工作情况的通报" % period


def supplement_title(title):
    """The title of the notice that corrects the one called ``title``."""
    return "关于《%s》的补充通报" % title.replace("《", "〈").replace("》", "〉")


def supplement_opening(title, number):
    """How a supplementary notice begins, as HTML: it names the one it corrects."""
    return "<p>《%s》（%s）印发后，有关数据发生变化，现将有关情况补充通报如下：</p>" % (
        escape(title),
        escape(number),
    )


def notice_blocks(figures, texts):
    """The text of the notice.

    ``figures``: the frozen figures of the period (``govinfo.notice._collect_figures``);
    ``texts``: what the editor wrote, as HTML: ``opening``, ``comment``, ``requirements``, with
    placeholders (see ``fill``); ``rectify_by``: the date for rectification (ISO), if there is one.
    """
    texts = fill_texts(figures, texts)
    sections = [
        ("总体情况", overview(figures)),
        ("采用和批示情况", adoption(figures)),
        ("约稿办理情况", commissions(figures)),
        ("成绩突出的单位", leaders(figures)),
        ("未达到报送要求的单位", shortfalls(figures)),
        ("信息结构与差距", structure(figures) + html_to_blocks(texts.get("comment") or "")),
        ("下一步工作要求", html_to_blocks(texts.get("requirements") or "")),
    ]
    blocks = list(html_to_blocks(texts.get("opening") or ""))
    blocks = blocks or [Para("现将%s全县政务信息工作情况通报如下：" % figures["period"]["name"])]
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


def notice_document(figures, texts, office):
    """The notice as an official document with its annexes.

    ``office``: ``mark``, ``number``, ``organ``, ``addressee``, ``copy_to``, ``date`` (ISO), ``title``.
    """
    day = date.fromisoformat(office["date"])
    return Notice(
        head=Head(mark=office["mark"], number=office["number"]),
        title=office["title"],
        addressee=office["addressee"],
        blocks=notice_blocks(figures, texts),
        annexes=annexes(figures),
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


def adoption(figures):
    """Adoptions and instructions, level by level."""
    now = figures["totals"]
    count, orders = sum(now["adopted"].values()), sum(now["instructed"].values())
    if not count and not orders:
        return [Para("%s没有信息被采用，没有领导批示。" % THIS[figures["period"]["kind"]])]
    text = "各级刊物采用我县政务信息%d条" % count
    if count:
        text += "，其中" + by_level(now["adopted"], "条")
    text += "。领导批示%d件次" % orders
    if orders:
        text += "，其中" + by_level(now["instructed"], "件次")
    return [Para(text + "。采用情况见附件2。")]


def commissions(figures):
    """How the commissions were answered, and who missed one."""
    counts = figures["totals"]["commissions"]
    total = sum(counts.values())
    if not total:
        return []
    blocks = [
        Para(
            "%s到期约稿涉及承办单位%d家次，按时完成%d家次，逾期完成%d家次，未完成%d家次，"
            "按时完成率%s。办理情况见附件3。"
            % (
                THIS[figures["period"]["kind"]],
                total,
                counts.get("done", 0),
                counts.get("late", 0),
                counts.get("missed", 0),
                percent(counts.get("done", 0), total),
            )
        )
    ]
    for state, words in (("missed", "未完成约稿的单位"), ("late", "逾期完成约稿的单位")):
        names = sorted(
            {row["unit"] for row in figures["commissions"] if row["state"] == state},
            key=[row["unit"] for row in figures["commissions"]].index,
        )
        if names:
            blocks.append(Para("%s：%s。" % (words, listed(names))))
    return blocks


def leaders(figures):
    """The first three of each ranking group, if they earned anything."""
    blocks = []
    for group in figures["ranking"]:
        best = [
            "%s（%s）" % (row["unit"], points(row["total"]))
            for row in group["rows"]
            if row["rank"] and row["rank"] <= 3 and float(row["total"]) > 0
        ]
        if best:
            blocks.append(Para("%s：%s。" % (group["category"], listed(best))))
    return blocks


def shortfalls(figures):
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
    if silent:
        blocks.append(Para("其中未报送信息的单位：%s。" % listed(silent)))
    return blocks + [Para("具体情况见附件4。")]


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
    return [Para("从信息类别看，%s。" % "；".join(parts))]


# -- annexes -------------------------------------------------------------------------------------


def annexes(figures):
    """Ranking, adopted items, commissions, shortfalls: in this order, each with its table."""
    name = figures["period"]["name"]
    return [
        Annex("%s各单位得分排名表" % name, [ranking_table(group) for group in figures["ranking"]]),
        Annex("%s信息采用情况表" % name, [adopted_table(figures["adopted"])]),
        Annex("%s约稿办理情况表" % name, [commission_table(figures["commissions"])]),
        Annex("%s未达到报送要求单位名单" % name, [shortfall_table(figures["shortfalls"])]),
    ]


def ranking_table(group):
    """Rank, unit, counts and points of one ranking group."""
    rows = [
        (
            row["rank"] or "不参加排名",
            row["unit"],
            row["submitted"],
            row["adopted"],
            row["instructed"],
            row["total"],
        )
        for row in group["rows"]
    ]
    return Table(
        head=("名次", "单位", "报送（条）", "采用（条）", "批示（件次）", "得分"),
        rows=[tuple(str(cell) for cell in row) for row in rows],
        title=group["category"],
    )


def adopted_table(rows):
    """Every adopted item with where it was adopted."""
    return Table(
        head=("序号", "单位", "信息标题", "采用刊物", "级别", "采用日期"),
        rows=[
            (
                str(number),
                row["unit"],
                row["title"],
                row["publication"],
                LEVEL_NAMES[row["level"]],
                row["date"],
            )
            for number, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left", "left", "center", "center"),
        widths=(7, 16, 40, 18, 9, 15),
    )


def commission_table(rows):
    """Every commission line due in the period."""
    return Table(
        head=("序号", "约稿主题", "承办单位", "截止时间", "办理情况"),
        rows=[
            (
                str(number),
                row["commission"],
                row["unit"],
                row["deadline"],
                COMMISSION_STATES[row["state"]],
            )
            for number, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left", "center", "center"),
        widths=(7, 40, 20, 20, 13),
    )


def shortfall_table(rows):
    """Who fell short and why, with numbers."""
    return Table(
        head=("序号", "单位", "未达要求的情况"),
        rows=[
            (str(number), row["unit"], "".join(reason_lines(row["reasons"])))
            for number, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left"),
        widths=(8, 24, 68),
    )
