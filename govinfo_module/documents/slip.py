"""The commission slip (约稿通知单)."""

from datetime import date, datetime

from ..gongwen import Para, Slip, Table, html_to_blocks
from .words import clock, listed

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
    ``phone``, ``words`` (characters asked for, 0: not said), ``attachments`` (names) and ``units`` as
    pairs of name and deadline.
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
        ("篇幅要求", "%d字左右" % commission["words"] if commission.get("words") else ""),
        ("附件材料", listed(commission["attachments"])),
        ("联系人", contact(commission)),
    )
    blocks = html_to_blocks(commission["requirement"])
    if differing:
        blocks.append(Table(("承办单位", "报送时限"), differing, ("left", "left"), (3, 2)))
    blocks.append(
        Para(
            "请明确专人负责，经分管负责同志签发后，于规定时限前通过政务信息系统报送；有困难的，请及时与联系人沟通。"
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


def contact(commission):
    """Whom to ask: 编辑甲，电话：0000-0000000."""
    phone = commission.get("phone")
    return commission["editor"] + ("，电话：%s" % phone if phone else "")


def moment(value):
    """An ISO local time as 2026年3月5日17时30分; a full hour without minutes, the day's end as 24时."""
    when = datetime.fromisoformat(value)
    return "%d年%d月%d日%s" % (when.year, when.month, when.day, clock(when))
