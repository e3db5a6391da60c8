-- One row a unit: how much it sent of late, since when it is silent, how it answered commissions.
SELECT unit.id,
       unit.id AS unit_id,
       unit.company_id,
       unit.category_id AS unit_category_id,
       sent.last_date,
       (now() AT TIME ZONE company.govinfo_tz)::date - sent.last_date AS silent_days,
       coalesce(sent.quarter, 0) AS sent_90,
       coalesce(sent.year, 0) AS sent_365,
       coalesce(sent.adopted, 0) AS adopted_365,
       coalesce(sent.research, 0) AS research_365,
       CASE WHEN sent.year > 0 THEN 100.0 * sent.adopted / sent.year END AS adopted_share,
       coalesce(asked.total, 0) AS commissions_365,
       coalesce(asked.missed, 0) AS missed_365,
       CASE WHEN asked.total > 0 THEN 100.0 * asked.done / asked.total END AS done_share,
       CASE
            WHEN coalesce(sent.quarter, 0) = 0 THEN 'missing'
            WHEN sent.quarter < 3 THEN 'short'
            ELSE 'steady'
       END AS standing,
       1 AS unit_count
  FROM govinfo_unit unit
  JOIN res_company company ON company.id = unit.company_id
  LEFT JOIN (
       SELECT shared.unit_id,
              max((item.submitted_at AT TIME ZONE 'UTC' AT TIME ZONE county.govinfo_tz)::date) AS last_date,
              count(*) FILTER (WHERE item.submitted_at >= now() AT TIME ZONE 'UTC' - interval '90 days') AS quarter,
              count(*) FILTER (WHERE item.submitted_at >= now() AT TIME ZONE 'UTC' - interval '365 days') AS year,
              count(*) FILTER (WHERE item.is_adopted AND item.submitted_at >= now() AT TIME ZONE 'UTC' - interval '365 days') AS adopted,
              count(*) FILTER (WHERE category.code = 'research' AND item.submitted_at >= now() AT TIME ZONE 'UTC' - interval '365 days') AS research
         FROM govinfo_item item
         -- as the ledger counts: what units report together is sent by each of them
         CROSS JOIN LATERAL (SELECT item.unit_id
                             UNION
                             SELECT unit_id FROM govinfo_item_joint_unit_rel WHERE item_id = item.id) shared
         JOIN res_company county ON county.id = item.company_id
         LEFT JOIN govinfo_category category ON category.id = item.category_id
        WHERE item.state IN ('submitted', 'accepted', 'archived') AND item.counted
        GROUP BY shared.unit_id
       ) sent ON sent.unit_id = unit.id
  LEFT JOIN (
       SELECT line.unit_id,
              count(*) AS total,
              count(*) FILTER (WHERE line.state = 'done') AS done,
              count(*) FILTER (WHERE line.state = 'missed') AS missed
         FROM govinfo_commission_line line
        WHERE line.state IN ('done', 'late', 'missed')
          AND line.deadline >= now() AT TIME ZONE 'UTC' - interval '365 days'
        GROUP BY line.unit_id
       ) asked ON asked.unit_id = unit.id
 WHERE unit.active AND (unit.scored_as_id IS NULL OR unit.scored_as_level IS NOT NULL)
