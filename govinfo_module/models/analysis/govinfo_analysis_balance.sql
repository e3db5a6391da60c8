-- The Lorenz curve of every county over the last year: eleven points, from no unit to all units.
WITH ranked AS (
       SELECT unit.company_id,
              unit.sent_365 AS sent,
              row_number() OVER county AS place,
              sum(unit.sent_365) OVER county AS held,
              count(*) OVER whole AS units,
              sum(unit.sent_365) OVER whole AS total
         FROM %(units)s unit
       WINDOW county AS (PARTITION BY unit.company_id ORDER BY unit.sent_365, unit.id),
              whole AS (PARTITION BY unit.company_id)
), county AS (
       SELECT company_id,
              units,
              total,
              -- G = 2 · Σ i·xᵢ / (n · Σ xᵢ) − (n + 1) / n, x in rising order
              CASE WHEN total > 0
                   THEN 2.0 * sum(place * sent) / (units * total) - (units + 1.0) / units
                   ELSE 0
              END AS gini
         FROM ranked
        GROUP BY company_id, units, total
), point AS (
       SELECT county.company_id,
              county.gini,
              part,
              -- what the weakest part of the units sent; within a unit in proportion
              CASE WHEN county.total > 0
                   THEN 100.0 * coalesce((
                        SELECT max(ranked.held - ranked.sent
                                   + ranked.sent * least(1, part * county.units / 10.0 - ranked.place + 1))
                          FROM ranked
                         WHERE ranked.company_id = county.company_id
                           AND ranked.place < part * county.units / 10.0 + 1
                        ), 0) / county.total
                   ELSE 10.0 * part
              END AS share
         FROM county, generate_series(0, 10) part
)
SELECT 22 * company_id + 2 * part + line.number AS id,
       company_id,
       to_char(10 * part, 'FM000') AS part,
       line.name AS line,
       CASE line.name WHEN 'even' THEN 10.0 * part ELSE share END AS share,
       gini
  FROM point, (VALUES (0, 'real'), (1, 'even')) line (number, name)
