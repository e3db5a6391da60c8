SELECT row_number() OVER () AS id, asked.unit_id, unit.company_id, unit.category_id AS unit_category_id,
       asked.date, asked.kind, 1 AS count, asked.words
  FROM (
       SELECT line.unit_id, commission.date_issued AS date, 'commission' AS kind,
              coalesce(commission.asked_words, 0) AS words
         FROM govinfo_commission_line line
         JOIN govinfo_commission commission ON commission.id = line.commission_id
        WHERE commission.state IN ('issued', 'closed') AND line.state != 'waived'
        UNION ALL
       SELECT line.unit_id, (reminder.date AT TIME ZONE 'UTC' AT TIME ZONE county.govinfo_tz)::date, 'reminder', 0
         FROM govinfo_commission_reminder reminder
         JOIN govinfo_commission_line line ON line.id = reminder.line_id
         JOIN res_company county ON county.id = line.company_id
        WHERE reminder.kind != 'asked'
        UNION ALL
       SELECT followup.unit_id, instruction.date, 'followup', 0
         FROM govinfo_followup followup
         JOIN govinfo_instruction instruction ON instruction.id = followup.instruction_id
        WHERE instruction.state = 'registered'
        UNION ALL
       SELECT asked_unit.unit_id, keypoint.date_from, 'keypoint', 0
         FROM govinfo_keypoint keypoint
         JOIN (
              SELECT keypoint_id, unit_id FROM govinfo_keypoint_unit_rel
               UNION ALL
              SELECT whole.id, every.id
                FROM govinfo_keypoint whole
                JOIN govinfo_unit every ON every.company_id = whole.company_id AND every.active
               WHERE NOT EXISTS (SELECT FROM govinfo_keypoint_unit_rel r WHERE r.keypoint_id = whole.id)
              ) asked_unit ON asked_unit.keypoint_id = keypoint.id
        UNION ALL
       SELECT letter.unit_id, (notice.published_at AT TIME ZONE 'UTC' AT TIME ZONE county.govinfo_tz)::date, 'letter', 0
         FROM govinfo_notice_letter letter
         JOIN govinfo_notice notice ON notice.id = letter.notice_id
         JOIN res_company county ON county.id = notice.company_id
        WHERE letter.shortfall AND notice.published_at IS NOT NULL
        UNION ALL
       SELECT task.unit_id, task.window_end, 'task', 0
         FROM govinfo_score_window task
        WHERE task.kind = 'quota' AND task.quota > 0 AND task.user_id IS NULL
        UNION ALL
       SELECT item.unit_id, (version.date AT TIME ZONE 'UTC' AT TIME ZONE county.govinfo_tz)::date, 'return', 0
         FROM govinfo_item_version version
         JOIN govinfo_item item ON item.id = version.item_id
         JOIN res_company county ON county.id = item.company_id
        WHERE version.stage = 'returned'
       ) asked
  JOIN govinfo_unit unit ON unit.id = asked.unit_id
 WHERE asked.date IS NOT NULL
