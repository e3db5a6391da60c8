"""Values of the records that plans tell of, whoever makes them; key works and key points."""

from datetime import date, datetime, time, timedelta

from odoo.fields import Command

from odoo.addons.govinfo_module.exchange.word.docx_out import write_docx
from odoo.addons.govinfo_module.helpers.foundation.doing import QUIETLY

from .plan import WORDS

QUIET = {"tracking_disable": QUIETLY, "mail_create_nosubscribe": True}


class Office:
    """What the county's records say, from the plan."""

    def __init__(self, county):
        self.county = county
        self.works, self.points = {}, {}

    def local(self, day, hour):
        """The naive UTC moment of local ``day`` at ``hour``."""
        return self.county.utc(datetime.combine(day, time()) + timedelta(hours=hour))

    # -- items ---------------------------------------------------------------------------------

    def item_vals(self, item):
        """A draft of ``item``."""
        unit = self.county.units[item.unit]
        line = item.commission and item.commission.record.line_ids.filtered(
            lambda line: line.unit_id == unit
        )
        return {
            "name": item.title,
            "unit_id": unit.id,
            "author_id": unit.officer_ids[:1].id,
            "category_id": self.county.categories[item.code].id,
            "body": item.body,
            "secrecy": item.secrecy,
            "disclosure": "proactive" if item.secrecy == "public" else "none",
            "urgency": "urgent" if item.urgent else "normal",
            "event_time": self.county.utc(item.event),
            "commission_line_id": line and line.id,
            **self._links(item),
        }

    def _links(self, item):
        """The key works and key points that ask for what the item is about."""
        works = self.works.get(item.day.year, {}).get(item.topic.name, [])
        asked = self.points.get((item.day.year, (item.day.month - 1) // 3), ())
        points = [point for topics, point in asked if item.topic.name in topics]
        return {"topic_ids": [Command.set(works)], "keypoint_ids": [Command.set(points)]}

    def adoption_vals(self, item):
        """The adoption of ``item`` by a superior's publication."""
        publication = self.county.publications[item.publication]
        return {
            "item_id": item.record.id,
            "publication_id": publication.id,
            "date": item.adopted,
            "mode": "full" if item.publication in ("PZB", "SZB") else "brief",
        }

    # -- issues and instructions -----------------------------------------------------------------

    def issue_vals(self, issue):
        """An issue by the editor."""
        publication = self.county.publications[issue.code]
        return {
            "publication_id": publication.id,
            "date": issue.day,
            "report_to": publication.report_to,
            "send_to": publication.send_to,
            "copy_to": publication.copy_to,
            "line_ids": [
                Command.create({"sequence": place, "item_ids": [Command.set(item.record.ids)]})
                for place, item in enumerate(issue.items, 1)
            ],
        }

    def note_vals(self, note):
        """What a leader wrote."""
        return {
            "item_id": note.item.record.id,
            "leader_name": note.leader,
            "rank": note.rank,
            "level": note.level,
            "date": note.day,
            "text": note.text,
        }

    def task_vals(self, note):
        """What the unit shall report about an instruction."""
        return {
            "instruction_id": note.record.id,
            "unit_id": self.county.units[note.item.unit].id,
            "deadline": self.local(note.deadline, 17.5),
            "requirement": WORDS["task"],
        }

    # -- commissions, errors, trainings --------------------------------------------------------

    def commission_vals(self, commission):
        """A commission without its units."""
        return {
            "name": "请报送%s" % commission.name,
            "origin": commission.origin,
            "requirement": "<p>%s</p>" % commission.requirement,
            "deadline": self.local(commission.due, 17),
        }

    def incident_vals(self, incident):
        """An error of a unit."""
        return {
            "unit_id": self.county.units[incident.unit].id,
            "item_id": incident.item and incident.item.record.id,
            "kind": incident.kind,
            "date": incident.day,
            "responsible": "信息员",
            "description": incident.text,
        }

    def training_vals(self, day, name):
        """A training in the morning of ``day``, with its material."""
        material = write_docx(name, WORDS["material"])
        return {
            "name": name,
            "date_start": self.local(day, 9),
            "date_stop": self.local(day, 12),
            "location": "县政府会议室",
            "attachment_ids": [Command.create({"name": "政务信息写作提纲.docx", "raw": material})],
        }

    # -- what leaders want reported --------------------------------------------------------------

    def promise(self, year):
        """The key works of ``year``, in charge of the units they name; on some nobody reports."""
        topics = self.county.as_user("bianji", "govinfo.topic", **QUIET)
        dates = {"date_from": date(year, 1, 1), "date_to": date(year, 12, 31)}
        parent = topics.create(dict(dates, name="%d年重点工作" % year, sequence=3000 - year))
        by_name = {unit.name: record for unit, record in self.county.units.items()}
        works = topics.create(
            [
                dict(
                    dates,
                    name=name,
                    parent_id=parent.id,
                    sequence=10 * place,
                    unit_ids=[Command.set([by_name[unit].id for unit in units if unit in by_name])],
                )
                for place, (name, _topics, units) in enumerate(WORDS["keyworks"], 1)
            ]
        )
        own = self.works.setdefault(year, {})
        for work, (_name, names, _units) in zip(works, WORDS["keyworks"]):
            for name in names:
                own.setdefault(name, []).append(work.id)

    def ask(self, first, last, post):
        """The key points of the quarter from ``first`` to ``last``; ``post`` them to the intranet."""
        quarter = (first.month - 1) // 3
        login = "bianji" if post else "guanli"
        points = self.county.as_user(login, "govinfo.keypoint", **QUIET)
        vals_list = [
            {
                "name": name,
                "level": level,
                "body": WORDS["keypoint"].format(name=name),
                "date_from": first,
                "date_to": last,
            }
            for name, level, _topics in WORDS["keypoints"][quarter]
        ]
        if not post:
            points = points.with_context(govinfo_history=True)
            posted = {
                "posted_at": self.local(first, 9),
                "posted_by_id": self.county.users["bianji"].id,
            }
            vals_list = [dict(vals, **posted) for vals in vals_list]
        records = points.create(vals_list)
        if post:
            records.action_post()
        self.points[first.year, quarter] = [
            (topics, record.id)
            for record, (_name, _level, topics) in zip(records, WORDS["keypoints"][quarter])
        ]
