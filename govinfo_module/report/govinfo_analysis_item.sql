-- One row an item that left its unit: what was sent, how fast, and what became of it.
CREATE VIEW govinfo_analysis_item AS
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
       coalesce((adopted.level = 'county')::int, 0) AS adopted_county,
       coalesce((adopted.level = 'city')::int, 0) AS adopted_city,
       coalesce((adopted.level = 'province')::int, 0) AS adopted_province,
       coalesce((adopted.level = 'national')::int, 0) AS adopted_national,
       (category.code = 'research')::int AS research,
       (item.commission_line_id IS NOT NULL) AS commissioned,
       extract(epoch FROM item.submitted_at - item.event_time) / 3600 AS hours_to_submit,
       extract(epoch FROM item.accepted_at - item.submitted_at) / 3600 AS hours_to_accept
  FROM govinfo_item item
  JOIN govinfo_unit unit ON unit.id = item.unit_id
  JOIN res_company company ON company.id = item.company_id
  LEFT JOIN govinfo_category category ON category.id = item.category_id
  LEFT JOIN LATERAL (
       -- the highest level that adopted it
       SELECT adoption.level
         FROM govinfo_adoption adoption
        WHERE adoption.item_id = item.id AND adoption.state = 'registered'
        ORDER BY array_position(ARRAY['national', 'province', 'city', 'county'], adoption.level::text)
        LIMIT 1
       ) adopted ON item.is_adopted
 WHERE item.submitted_at IS NOT NULL
   AND item.state IN ('submitted', 'accepted', 'archived')
