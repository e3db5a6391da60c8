"""What lies on the desks when a visitor comes: work of the last day that nobody has done yet."""

from datetime import datetime, time, timedelta

# Hours of the local day, after all that happened on it.
ASKED, COMPILED, REPORTED = 17.6, 17.7, 17.8
WAITING = 7  # items signed off and not yet read by an editor


def leave_work(story, day):
    """Let the work of ``day`` lie where it is: nothing of it is finished in the evening.

    ``story`` has run up to that day; the first unit is the one whose people a visitor signs in as.
    """
    desk = Desk(story, day)
    desk.at(ASKED, desk.ask)
    desk.at(COMPILED, desk.compile)
    desk.at(REPORTED, desk.report)


class Desk:
    """The people of the story on its last day."""

    def __init__(self, story, day):
        self.story, self.day = story, day
        self.own, *self.others = story.units
        self.editor = story.county.users["bianji"]

    def at(self, hour, action):
        """Let ``action`` happen at ``hour`` of the day, local time."""
        self.story.clock.move_to(datetime.combine(self.day, time()) + timedelta(hours=hour - 8))
        self.story.today = self.day
        action()

    def ask(self):
        """A piece asked of eight units, the visitor's among them, and what a leader wants done."""
        units = [self.own] + self.others[1:8]
        self.story.new_commission(units, self.day + timedelta(days=3))
        adopted = self.story.env["govinfo.item"].search(
            [("unit_id", "=", self.own.id), ("is_adopted", "=", True)], limit=1, order="id desc"
        )
        instruction = self.story.by("lingdao", "govinfo.instruction").create(
            {
                "item_id": adopted.id,
                "leader_name": "县领导甲",
                "level": "county",
                "date": self.day,
                "text": "做法很好，请总结经验，在全县推广。",
            }
        )
        self.story.by("bianji", "govinfo.followup").create(
            {
                "instruction_id": instruction.id,
                "unit_id": self.own.id,
                "deadline": datetime.combine(self.day + timedelta(days=10), time(9)),
                "requirement": "请按批示要求抓好落实，并书面反馈办理情况。",
            }
        )

    def compile(self):
        """One issue waits for the leader, one is being edited; an error waits for a decision."""
        self.story.compiled("ZB", 1).action_request_approval()
        self.story.compiled("PK", 4)
        self.story.by("bianji", "govinfo.incident").create(
            {"unit_id": self.others[2].id, "kind": "late", "date": self.day}
        )

    def report(self):
        """Units report; the visitor's has one item at its leader's, one returned, one begun."""
        for unit in self.others[:WAITING]:
            self.signed(self.story.write_item(unit))
        now = datetime.utcnow()
        urgent = {"urgency": "urgent", "event_time": now - timedelta(minutes=50)}
        self.signed(self.story.write_item(self.others[WAITING], **urgent))
        returned = self.signed(self.story.write_item(self.own))
        returned.with_user(self.editor).action_return("请补充具体数据和下一步措施。")
        self.story.write_item(self.own)
        self.story.draft_item(self.own)

    def signed(self, item):
        """``item``, signed off by the leader in charge."""
        item.with_user(item.sudo().unit_id.leader_id).action_sign_off()
        return item
