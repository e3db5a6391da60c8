-- One row an item that left its unit: what was sent, how fast, and what became of it.
SELECT item.id,
       item.company_id,
       item.unit_id,
       unit.category_id AS unit_category_id,
       item.category_id,
       item.urgency,
       (item.submitted_at AT TIME ZONE 'UTC' AT TIME ZONE company.govinfo_tz)::date AS date,
       1 AS submitted,
       item.counted::int AS counted,
       item.is_adopted::int AS adopted,
       CASE adopted.rank
            WHEN 4 THEN 'national' WHEN 3 THEN 'province' WHEN 2 THEN 'city' WHEN 1 THEN 'county'
            ELSE 'none'
       END AS adopted_level,
       (adopted.rank IS NOT DISTINCT FROM 1)::int AS adopted_county,
       (adopted.rank IS NOT DISTINCT FROM 2)::int AS adopted_city,
       (adopted.rank IS NOT DISTINCT FROM 3)::int AS adopted_province,
       (adopted.rank IS NOT DISTINCT FROM 4)::int AS adopted_national,
       100.0 * item.is_adopted::int AS adopted_share,
       (category.code IS NOT DISTINCT FROM 'research')::int AS research,
       100.0 * (category.code IS NOT DISTINCT FROM 'research')::int AS research_share,
       (item.commission_line_id IS NOT NULL) AS commissioned,
       extract(epoch FROM item.submitted_at - item.event_time) / 3600 AS hours_to_submit,
       extract(epoch FROM item.accepted_at - item.submitted_at) / 3600 AS hours_to_accept
  FROM govinfo_item item
  JOIN govinfo_unit unit ON unit.id = item.unit_id
  JOIN res_company company ON company.id = item.company_id
  LEFT JOIN govinfo_category category ON category.id = item.category_id
  LEFT JOIN (
       -- the highest level that adopted it; grouped, so that a query that does not ask for it skips it
       SELECT adoption.item_id,
              max(CASE adoption.level
                       WHEN 'national' THEN 4 WHEN 'province' THEN 3 WHEN 'city' THEN 2 ELSE 1
                  END) AS rank
         FROM govinfo_adoption adoption
        WHERE adoption.state = 'registered'
        GROUP BY adoption.item_id
       ) adopted ON adopted.item_id = item.id
 WHERE item.submitted_at IS NOT NULL
   AND item.state IN ('submitted', 'accepted', 'archived')
