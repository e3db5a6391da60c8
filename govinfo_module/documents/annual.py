"""The annual report on information work (年度报告)."""

from ..gongwen import Heading, Para, Sheet, Table
from ..gongwen.chinese import date as date_text
from .responses import response_blocks
from .words import by_level, change, counted, listed, percent

ISSUE_KINDS = (
    ("bulletin", "普刊"),
    ("special", "专报"),
    ("reference", "参阅"),
    ("other", "其他刊物"),
)
INCIDENT_KINDS = (
    ("late", "迟报"),
    ("omitted", "漏报"),
    ("concealed", "瞒报"),
    ("false", "虚报"),
    ("error", "内容差错"),
    ("format", "格式差错"),
    ("plagiarism", "抄袭"),
    ("criticism", "上级通报批评"),
    ("breach", "失泄密"),
    ("other", "其他"),
)
FOLLOWUPS = (
    ("done", "按时反馈%d件"),
    ("late", "逾期反馈%d件"),
    ("overdue", "逾期未反馈%d件"),
    ("pending", "正在办理%d件"),
)
ANSWERS = (("done", "按时完成%d家次"), ("late", "逾期完成%d家次"), ("missed", "未完成%d家次"))
HONOR_KINDS = (("unit", "先进集体", "个"), ("person", "先进个人", "名"), ("item", "优秀信息", "篇"))
# The places a county is proud to be among.
MILESTONES = (1, 3, 5, 10, 15, 20, 30)
SUPERIORS = ("national", "province", "city")
ORDINALS = "一二三四五六七八九"


def annual_title(organ, year):
    """The title of the report."""
    return "%s%d年度政务信息工作报告" % (organ, year)


def annual_document(figures, office):
    """The report as a document with its tables.

    ``figures``: see ``govinfo.annual.figures``; ``office``: ``organ`` and ``date``
    (``datetime.date``).
    """
    return Sheet(
        title=annual_title(office["organ"], figures["year"]),
        subtitle=date_text(office["date"]),
        blocks=[*annual_blocks(figures), *annual_tables(figures)],
    )


def annual_blocks(figures):
    """The text of the report: one section for each part that has anything to say."""
    sections = (
        ("信息报送情况", sent(figures)),
        ("信息采用情况", adopted(figures)),
        ("领导批示情况", instructed(figures)),
        ("刊物编发情况", issues(figures)),
        ("约稿办理情况", commissions(figures)),
        ("基层领导反映情况", response_blocks(figures["responses"])),
        ("在上级考核中的位次", ranks(figures)),
        ("通报、差错、培训和表彰情况", office_work(figures)),
    )
    blocks = []
    present = ((title, body) for title, body in sections if body)
    for ordinal, (title, body) in zip(ORDINALS, present):
        blocks += [Heading(1, "%s、%s" % (ordinal, title)), *body]
    return blocks


# -- sections ------------------------------------------------------------------------------------


def sent(figures):
    """What the units sent to the office, and what the office sent upward, day by day."""
    now, before = figures["totals"], figures["previous"]
    if not now["submitted"] and not now["sent_up"]:
        return [Para("全年没有报送政务信息。")]
    blocks = []
    if now["submitted"]:
        words = (
            now["units"],
            now["submitted"],
            against(now["submitted"], before["submitted"]),
        )
        blocks.append(Para("全年%d家单位共报送政务信息%d条%s。" % words))
    if not now["sent_up"]:
        return blocks
    text = "全年向上级报送政务信息%d条" % now["sent_up"]
    text += "（%s）" % by_level(now["uploaded"], "条")
    text += against(now["sent_up"], before["sent_up"]) + "。"
    days = figures["days"]
    if days["working"] and days["least"]:
        text += "%d个工作日中，每个工作日至少报送%d条" % (days["working"], days["least"])
        text += "，%d个工作日达到每日目标。" % days["met"]
    return [*blocks, Para(text)]


def adopted(figures):
    """Adoptions by superiors, with the special reports and their share through commissions."""
    now, before = figures["totals"], figures["previous"]
    total, own = superiors(now["adopted"]), now["adopted"].get("county", 0)
    if not total and not own:
        return [Para("全年没有信息被采用。")]
    text = "上级刊物没有采用我县政务信息"
    if total:
        counts = {level: now["adopted"].get(level) for level in SUPERIORS}
        text = "上级刊物采用我县政务信息%d条，其中%s" % (total, by_level(counts, "条"))
        text += against(total, superiors(before["adopted"]))
    text += "。"
    if own:
        text += "县级刊物采用%d条。" % own
    blocks = [Para(text)]
    special = figures["special"]
    count = superiors(special["adopted"])
    if count:
        blocks.append(
            Para(
                "上级专报采用%d篇，其中%s；通过约稿采用%d篇，占%s。"
                % (
                    count,
                    by_level(special["adopted"], "篇"),
                    special["commissioned"],
                    percent(special["commissioned"], count),
                )
            )
        )
    return blocks


def against(now, before, unit="条"):
    """How a count moved against the year before; nothing when that year has no such records.

    >>> against(12, 10), against(12, 0)
    ('，比上年增加2条（增长20.0%）', '')
    """
    return "，" + change(now, before, "上年", unit) if before else ""


def superiors(counts):
    """How many of the counts by level are of superiors."""
    return sum(counts.get(level, 0) for level in SUPERIORS)


def instructed(figures):
    """Instructions of leaders by level, and what came of the tasks in them."""
    counts = figures["totals"]["instructed"]
    total = sum(counts.values())
    if not total:
        return []
    before = sum(figures["previous"]["instructed"].values())
    text = counted("领导批示", counts, "件次")
    text += against(total, before, "件次") + "。"
    states = figures["followups"]
    asked = sum(states.values())
    if asked:
        parts = [words % states[s] for s, words in FOLLOWUPS if states.get(s)]
        text += "要求反馈办理情况%d件，其中%s。" % (asked, "，".join(parts))
    return [Para(text)]


def issues(figures):
    """Published issues of the county's own publications."""
    counts = figures["issues"]
    total = sum(counts.values())
    if not total:
        return []
    parts = ["%s%d期" % (name, counts[kind]) for kind, name in ISSUE_KINDS if counts.get(kind)]
    text = "编发本级刊物%d期，其中%s。" % (total, "、".join(parts))
    return [Para(text)]


def commissions(figures):
    """How commissions due in the year were answered."""
    counts = figures["totals"]["commissions"]
    total = sum(counts.values())
    if not total:
        return []
    text = "到期约稿%d件，涉及承办单位%d家次" % (figures["commissions_due"], total)
    for state, words in ANSWERS:
        if counts.get(state):
            text += "，" + words % counts[state]
    return [Para(text + "，按时完成率%s。" % percent(counts.get("done", 0), total))]


def ranks(figures):
    """The places superiors gave the county, against the year before."""
    return [
        Para("%s。" % rank_words(figures["year"], level, name, figures["ranks"]))
        for level, name in (("province", "全省"), ("city", "全市"))
        if any(row["level"] == level and row["year"] == figures["year"] for row in figures["ranks"])
    ]


def rank_words(year, level, area, rows):
    """The place of one level in words.

    >>> rows = [
    ...     {"year": 2024, "level": "city", "rank": 9, "of": 9, "note": ""},
    ...     {"year": 2025, "level": "city", "rank": 1, "of": 9, "note": "先进单位"},
    ... ]
    >>> rank_words(2025, "city", "全市", rows)
    '在全市考核中列第1位（共9个），由上年第9位（末位）上升8位，首次居第一位，先进单位'
    """
    own = {row["year"]: row for row in rows if row["level"] == level and row["year"] <= year}
    now = own.pop(year)
    text = "在%s考核中列第%d位" % (area, now["rank"])
    if now["of"]:
        text += "（共%d个）" % now["of"]
    before = own.get(year - 1)
    if before:
        text += "，由上年" + move(before, now["rank"])
    first = first_among(now["rank"], [row["rank"] for row in own.values()])
    if first:
        text += "，首次居第一位" if first == 1 else "，首次进入前%d位" % first
    return text + ("，" + now["note"] if now["note"] else "")


def move(before, rank):
    """How a place moved: 第9位（末位）上升8位."""
    text = "第%d位" % before["rank"]
    if before["rank"] == before["of"]:
        text += "（末位）"
    if before["rank"] == rank:
        return text + "保持不变"
    return text + ("上升%d位" if rank < before["rank"] else "下降%d位") % abs(rank - before["rank"])


def first_among(rank, earlier):
    """The milestone reached for the first time; None without earlier places or when it is not new.

    >>> first_among(14, [33, 41]), first_among(14, [15]), first_among(14, [])
    (15, None, None)
    """
    reached = next((place for place in MILESTONES if rank <= place), None)
    if not earlier or reached is None or min(earlier) <= reached:
        return None
    return reached


def office_work(figures):
    """Notices, incidents, trainings and honours."""
    parts = []
    if figures["notices"]:
        parts.append("印发情况通报%d期" % figures["notices"])
    incidents = figures["incidents"]
    if incidents:
        kinds = ["%s%d起" % (name, incidents[k]) for k, name in INCIDENT_KINDS if incidents.get(k)]
        parts.append("认定差错%d起（%s）" % (sum(incidents.values()), "、".join(kinds)))
    training = figures["trainings"]
    if training["count"]:
        parts.append(
            "举办业务培训%d期，应到%d人次，实到%d人次"
            % (training["count"], training["asked"], training["attended"])
        )
    honors = figures["honors"]
    given = ["%s%d%s" % (name, honors[k], unit) for k, name, unit in HONOR_KINDS if honors.get(k)]
    if given:
        parts.append("表彰%s" % listed(given))
    return [Para("；".join(parts) + "。")] if parts else []


# -- tables --------------------------------------------------------------------------------------


def annual_tables(figures):
    """Items by kind of unit and by category."""
    tables = (
        ("附表1　各类单位报送和采用情况", "单位类别", figures["by_unit_category"]),
        ("附表2　各类信息报送和采用情况", "信息类别", figures["by_category"]),
    )
    return [
        Table(
            head=(label, "报送（条）", "占比", "被采用（条）", "采用率"),
            rows=[table_row(row, sum(r["count"] for r in rows)) for row in rows],
            aligns=("left", "center", "center", "center", "center"),
            title=title,
        )
        for title, label, rows in tables
        if rows
    ]


def table_row(row, total):
    """Sent, its share, adopted, its share of what was sent."""
    return (
        row["name"],
        str(row["count"]),
        percent(row["count"], total),
        str(row["adopted"] or ""),
        percent(row["adopted"], row["count"]) if row["adopted"] else "",
    )
