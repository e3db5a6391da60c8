from odoo import fields, models, tools

from ..compat import flush
from .govinfo_item import WITH_OFFICE


class GovinfoCoverage(models.Model):
    """What a unit has reported on a key point or a key work it is asked for: one row each, also for 0.

    A key point without units asks all units; a key work asks its units in charge, for itself and its
    parts. Rows hold numbers only, no titles.
    """

    _name = "govinfo.coverage"
    _description = "Coverage"
    _auto = False
    _order = "date_from desc, id"
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
    unit_category_id = fields.Many2one("govinfo.unit.category", "Category", readonly=True)
    date_from = fields.Date("From", readonly=True)
    date_to = fields.Date("To", readonly=True)
    item_count = fields.Integer("Items", readonly=True)
    has_item = fields.Boolean("Reported", readonly=True)
    company_id = fields.Many2one("res.company", "County", readonly=True)

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(
            """
            CREATE VIEW govinfo_coverage AS
            WITH asked AS (
                SELECT 'keypoint' AS kind, keypoint.id AS keypoint_id, NULL::int AS topic_id,
                       unit.id AS unit_id, unit.category_id AS unit_category_id,
                       keypoint.date_from, keypoint.date_to, keypoint.company_id,
                       coalesce(unit.item_count, 0) AS item_count
                  FROM govinfo_keypoint keypoint
                  JOIN LATERAL (
                       -- the items of one key point are counted once, not once a unit
                       SELECT unit.id, unit.category_id, sent.item_count
                         FROM govinfo_unit unit
                         LEFT JOIN (
                              SELECT part.unit_id, count(DISTINCT part.item_id) AS item_count
                                FROM govinfo_item_keypoint_rel link
                                JOIN govinfo_item item ON item.id = link.item_id
                                JOIN LATERAL (
                                     SELECT item.id AS item_id, item.unit_id
                                     UNION ALL
                                     SELECT joint.item_id, joint.unit_id
                                       FROM govinfo_item_joint_unit_rel joint
                                      WHERE joint.item_id = item.id
                                     ) part ON TRUE
                               WHERE link.keypoint_id = keypoint.id
                                 AND item.state IN ('submitted', 'accepted', 'archived')
                               GROUP BY part.unit_id
                              ) sent ON sent.unit_id = unit.id
                        WHERE unit.company_id = keypoint.company_id AND unit.active
                       ) unit ON TRUE
                 WHERE keypoint.active
                   AND (EXISTS (SELECT 1 FROM govinfo_keypoint_unit_rel chosen
                                 WHERE chosen.keypoint_id = keypoint.id
                                   AND chosen.unit_id = unit.id)
                        OR NOT EXISTS (SELECT 1 FROM govinfo_keypoint_unit_rel chosen
                                        WHERE chosen.keypoint_id = keypoint.id))
                UNION ALL
                SELECT 'topic', NULL, topic.id, unit.id, unit.category_id,
                       topic.date_from, topic.date_to, topic.company_id,
                       coalesce(unit.item_count, 0)
                  FROM govinfo_topic topic
                  JOIN LATERAL (
                       SELECT unit.id, unit.category_id, sent.item_count
                         FROM govinfo_topic_unit_rel charge
                         JOIN govinfo_unit unit ON unit.id = charge.unit_id AND unit.active
                         LEFT JOIN (
                              SELECT part.unit_id, count(DISTINCT part.item_id) AS item_count
                                FROM govinfo_topic below
                                JOIN govinfo_item_topic_rel link ON link.topic_id = below.id
                                JOIN govinfo_item item ON item.id = link.item_id
                                JOIN LATERAL (
                                     SELECT item.id AS item_id, item.unit_id
                                     UNION ALL
                                     SELECT joint.item_id, joint.unit_id
                                       FROM govinfo_item_joint_unit_rel joint
                                      WHERE joint.item_id = item.id
                                     ) part ON TRUE
                               WHERE below.parent_path LIKE topic.parent_path || '%'
                                 AND item.state IN ('submitted', 'accepted', 'archived')
                               GROUP BY part.unit_id
                              ) sent ON sent.unit_id = unit.id
                        WHERE charge.topic_id = topic.id
                       ) unit ON TRUE
                 WHERE topic.active
            )
            SELECT row_number() OVER (ORDER BY kind, keypoint_id, topic_id, unit_id) AS id,
                   asked.*, item_count > 0 AS has_item
              FROM asked
            """
        )

    def _reported_topics(self):
        """``{topic id: (items, last local day)}`` of key works with items on them or their parts."""
        flush(self.env)
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
