-- One row a unit and key point or key work it is asked for, with the number of its items.
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
                   WHERE below.parent_path LIKE topic.parent_path || '%%'
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
