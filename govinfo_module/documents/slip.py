"""The commission slip (约稿通知单)."""

from datetime import date, datetime

from ..gongwen import Para, Slip, Table, html_to_blocks
from .words import listed

ORIGINS = {
    "county": "县级约稿",
    "city": "市级约稿",
    "province": "省级约稿",
    "national": "国家级约稿",
}


def slip_document(commission):
    """The slip of a commission.

    ``commission``: ``name``, ``number``, ``origin``, ``organ``, ``date`` (ISO, or empty while it is a
    draft), ``deadline`` (ISO, local time), ``requirement`` as HTML, ``keypoint``, ``editor``,
    ``attachments`` (names) and ``units`` as pairs of name and deadline.
    """
    deadline = moment(commission["deadline"])
    differing = [(name, moment(own)) for name, own in commission["units"]]
    if all(own == deadline for _name, own in differing):
        differing = []
    form = (
        ("约稿题目", commission["name"]),
        ("约稿来源", ORIGINS[commission["origin"]]),
        ("报送要点", commission["keypoint"]),
        ("承办单位", listed(name for name, _own in commission["units"])),
        ("报送时限", deadline + ("（另有约定的单位见下表）" if differing else "")),
        ("附件材料", listed(commission["attachments"])),
        ("联系人", commission["editor"]),
    )
    blocks = html_to_blocks(commission["requirement"])
    if differing:
        blocks.append(Table(("承办单位", "报送时限"), differing, ("left", "left"), (3, 2)))
    blocks.append(
        Para(
            "请承办单位明确专人负责，经分管负责同志签发后，于规定时限前通过政务信息系统报送。逾期未报的，按未完成约稿任务计入考核。"
        )
    )
    return Slip(
        title="约稿通知单",
        mark=commission["organ"],
        number=commission["number"],
        addressee="各承办单位",
        fields=[(label, value) for label, value in form if value],
        blocks=blocks,
        organ=commission["organ"],
        date=date.fromisoformat(commission["date"]) if commission["date"] else "",
        seal=True,
    )


def moment(value):
    """An ISO local time as 2026年3月5日17时30分; a full hour without minutes, the day's end as 24时."""
    when = datetime.fromisoformat(value)
    if (when.hour, when.minute) == (23, 59):
        clock = "24时"
    elif when.minute:
        clock = "%d时%02d分" % (when.hour, when.minute)
    else:
        clock = "%d时" % when.hour
    return "%d年%d月%d日%s" % (when.year, when.month, when.day, clock)
