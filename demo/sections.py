"""The sections of the county office: units of a category of their own, whose people write as well.

What they write is for the office alone: nothing of it is sent upward or printed, so that no figure of
the year changes by it. A busy officer and one who seldom writes show what persons' tasks are for.
"""

from datetime import datetime, time, timedelta

from odoo.fields import Command

from .holidays import working_days

CATEGORY = ("县府办科室", "KS", 30)
# code, name, category of what it writes, how many pieces in a month of three
SECTIONS = (
    ("KS01", "综合科", "comprehensive", (2, 2, 1)),
    ("KS02", "督查科", "deployment", (1, 2, 1)),
    ("KS03", "秘书科", "experience", (1, 0, 1)),
)
PIECES = {
    "KS01": (
        "县政府常务会议{month}月议定事项办理情况",
        "县政府{month}月召开常务会议{few}次，议定事项{many}件，已办结{done}件，其余{rest}件明确了牵头单位和办结时限。",
    ),
    "KS02": (
        "{month}月重点工作督查情况",
        "{month}月督查重点工作{many}项，按序时进度推进{done}项，对进度滞后的{rest}项发出督办通知，要求{few}个单位说明情况。",
    ),
    "KS03": (
        "{month}月办文办会精简情况",
        "{month}月以县政府和县政府办公室名义印发文件{many}件，其中减负台账内{done}件，合并召开会议{few}次，取消会议{rest}次。",
    ),
}
PARTS = ("", "（上半月）", "（下半月）")


class Sections:
    """Makes the sections of a :class:`County`, then what they write in a span of days."""

    def __init__(self, county):
        self.county, self.env = county, county.env
        self.units = {}

    def make(self):
        """The sections with two officers and a head of section each; returns itself."""
        name, code, place = CATEGORY
        category = self.env["govinfo.unit.category"].create(
            {"name": name, "code": code, "sequence": place}
        )
        for number, (code, name, *_rest) in enumerate(SECTIONS, 1):
            *officers, head = self._people(code.lower(), name)
            self.units[code] = self.env["govinfo.unit"].create(
                {
                    "name": name,
                    "full_name": "县人民政府办公室" + name,
                    "code": code,
                    "sequence": 1000 + 10 * number,
                    "category_id": category.id,
                    "head_id": head.partner_id.id,
                    "leader_id": head.id,
                    "officer_ids": [Command.set([one.id for one in officers])],
                }
            )
        return self

    def _people(self, login, name):
        """Two officers and the head of a section; nobody signs in as one of them: they have no password."""
        people = (("a", "科员甲"), ("b", "科员乙"), ("l", "科长"))
        return self.county.make_users(
            [(login + letter, name + post, "group_officer") for letter, post in people]
        )

    def write(self, first, last):
        """Bring in what the sections wrote from ``first`` to ``last``, months in part included."""
        items = self.county.as_user("guanli", "govinfo.item", govinfo_history=True)
        items.create(
            [
                self._item(section, place, day)
                for section in SECTIONS
                for place, day in enumerate(self._days(section, first, last))
            ]
        )

    def _days(self, section, first, last):
        """The days on which a section writes: in the middle of a month, or in each half of it."""
        month = first.replace(day=1)
        while month <= last:
            after = (month + timedelta(days=31)).replace(day=1)
            days = working_days(month, after - timedelta(days=1))
            count = section[3][month.month % 3]
            for number in range(1, count + 1):
                day = days[len(days) * number // (count + 1)]
                if first <= day <= last:
                    yield day
            month = after

    def _item(self, section, place, day):
        code, _name, category, months = section
        unit = self.units[code]
        busy, other = unit.officer_ids.sorted("login")
        author = other if place % 3 == 2 else busy
        half = 0 if months[day.month % 3] < 2 else 1 if day.day <= 15 else 2
        title, text = PIECES[code]
        many = 9 + (7 * day.month + 3 * place) % 11
        figures = {"month": day.month, "few": 2 + place % 3, "many": many}
        figures.update(done=many - 2 - place % 4, rest=2 + place % 4)
        written = self._moment(day, 10)
        return {
            "name": (title + PARTS[half]).format(**figures),
            "body": "<p>%s</p>" % text.format(**figures),
            "unit_id": unit.id,
            "author_id": author.id,
            "category_id": self.county.categories[category].id,
            "state": "accepted",
            "approval_requested_by_id": author.id,
            "approval_requested_at": written,
            "signed_by": unit.leader_id.id,
            "submitted_at": self._moment(day, 11),
            "accepted_by_id": self.county.users["bianji"].id,
            "accepted_at": self._moment(day, 15),
        }

    def _moment(self, day, hour):
        return self.county.utc(datetime.combine(day, time(hour)))
