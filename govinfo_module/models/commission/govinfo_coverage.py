from pathlib import Path

from odoo import fields, models
from odoo.tools import SQL

from ..item.govinfo_item import WITH_OFFICE


class GovinfoCoverage(models.Model):
    """What a unit has reported on a key point or a key work it is asked for: one row each, also for 0.

    A key point without units asks all units; a key work asks its units in charge, for itself and its
    parts. Rows hold numbers only, no titles.
    """

    _name = "govinfo.coverage"
    _description = "Coverage"
    _auto = False
    _table_query = SQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    _order = "date_from desc, id"
    _rec_name = "unit_id"
    _depends = {
        "govinfo.item": ["state", "unit_id", "joint_unit_ids", "keypoint_ids", "topic_ids"],
        "govinfo.keypoint": ["name", "unit_ids", "date_from", "date_to", "active"],
        "govinfo.topic": ["name", "unit_ids", "date_from", "date_to", "active", "parent_path"],
        "govinfo.unit": ["category_id", "active", "company_id"],
    }

    kind = fields.Selection([("keypoint", "Key point"), ("topic", "Key work")], readonly=True)
    keypoint_id = fields.Many2one("govinfo.keypoint", "Key point", readonly=True)
    topic_id = fields.Many2one("govinfo.topic", "Key work", readonly=True)
    unit_id = fields.Many2one("govinfo.unit", "Unit", readonly=True)
    unit_category_id = fields.Many2one("govinfo.unit.category", "Ranking group", readonly=True)
    date_from = fields.Date("From", readonly=True)
    date_to = fields.Date("To", readonly=True)
    item_count = fields.Integer("Items", readonly=True)
    has_item = fields.Boolean("Reported", readonly=True)
    company_id = fields.Many2one("res.company", "County", readonly=True)

    def _reported_topics(self):
        """``{topic id: (items, last local day)}`` of key works with items on them or their parts."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT topic.id, count(DISTINCT item.id),
                   max((item.submitted_at AT TIME ZONE 'UTC' AT TIME ZONE company.govinfo_tz)::date)
              FROM govinfo_topic topic
              JOIN res_company company ON company.id = topic.company_id
              JOIN govinfo_topic part ON part.parent_path LIKE topic.parent_path || '%%'
              JOIN govinfo_item_topic_rel link ON link.topic_id = part.id
              JOIN govinfo_item item ON item.id = link.item_id AND item.state IN %s
             GROUP BY topic.id
            """,
            [WITH_OFFICE],
        )
        return {topic_id: (count, last) for topic_id, count, last in self.env.cr.fetchall()}
