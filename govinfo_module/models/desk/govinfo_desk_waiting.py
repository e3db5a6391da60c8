"""What waits: all kinds of work of a person in one list, by one query."""

import json

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...helpers.desk.desk_tasks import TASKS

SHOWN = 40
# more than so many of one kind come after all others, so that none is crowded out
OF_A_KIND = 12
BY_NAME = {task.name: task for task in TASKS}


class GovinfoDesk(models.AbstractModel):
    """Which records wait for whom; their words are in ``govinfo_desk_words.py``."""

    _inherit = "govinfo.desk"

    @api.model
    def _waiting(self, reader):
        """The lines that wait, the urgent and overdue first, then by date; and the kinds with counts."""
        domains = self._waiting_domains(reader)
        if not domains:
            return [], []
        rows, counts = self._waiting_rows(domains, reader)
        kinds = [
            {
                "name": name,
                "title": self.env._(BY_NAME[name].title),
                "model": BY_NAME[name].model,
                "domain": list(domains[name]),
                "count": counts[name],
            }
            for name in domains
            if name in counts
        ]
        return self._lines(rows, reader), kinds

    @api.model
    def _waiting_domains(self, reader):
        """``{task's name: domain}`` of the tasks this person has."""
        domains = {}
        for task in TASKS:
            if reader.roles & set(task.groups):
                domain = getattr(self, task.domain)(reader)
                if domain:
                    domains[task.name] = Domain(domain)
        return domains

    @api.model
    def _waiting_rows(self, domains, reader):
        """``[(task, id, alarm, date)]`` of the first lines, and ``{task's name: how many}``."""
        waiting = SQL(" UNION ALL ").join(
            SQL("(%s)", self._select(BY_NAME[name], domain, reader))
            for name, domain in domains.items()
        )
        rows = self.env.execute_query(
            SQL(
                """
                WITH waiting AS MATERIALIZED (%s), placed AS (
                    SELECT waiting.*,
                           row_number() OVER (PARTITION BY task ORDER BY alarm DESC, date, id) AS place
                      FROM waiting
                )
                SELECT task, id, alarm, date, (
                           SELECT json_object_agg(task, number)::text
                             FROM (SELECT task, count(*) AS number FROM waiting GROUP BY task) kinds
                       )
                  FROM placed
                 ORDER BY alarm AND NOT later DESC, place > %s, later, date, id
                 LIMIT %s
                """,
                waiting,
                OF_A_KIND,
                SHOWN,
            )
        )
        counts = json.loads(rows[0][-1]) if rows else {}
        return [(BY_NAME[name], *rest) for name, *rest, _counts in rows], counts

    @api.model
    def _select(self, task, domain, reader):
        """The query for the records of ``task`` that wait, under the record rules."""
        model = self.env[task.model]
        query = model._search(domain)
        date = model._field_to_sql(query.table, task.date, query)
        if task.is_deadline:
            alarm = SQL("%s < %s", date, reader.now)
        elif "urgency" in model._fields:
            alarm = SQL("%s = 'urgent'", model._field_to_sql(query.table, "urgency", query))
        else:
            alarm = SQL("FALSE")
        return query.select(
            SQL("%s AS task", task.name),
            SQL("%s AS id", SQL.identifier(query.table, "id")),
            SQL("%s AS alarm", alarm),
            SQL("%s AS later", task.later),
            SQL("%s AS date", date),
        )

    # -- the questions; nothing: this person has no such work ----------------------------------------

    def _waits_for_signature(self, reader):
        return reader.led and [("state", "=", "signing"), ("unit_id", "in", reader.led.ids)]

    def _returned_to_us(self, reader):
        return [("state", "=", "returned"), ("unit_id.officer_ids", "in", self.env.uid)]

    def _asked_of_us(self, reader):
        return reader.units and [
            ("state", "=", "pending"),
            ("commission_state", "=", "issued"),
            ("unit_id", "in", reader.units.ids),
        ]

    def _to_handle_by_us(self, reader):
        return reader.units and [
            ("state", "in", ("pending", "overdue")),
            ("instruction_id.state", "=", "registered"),
            ("unit_id", "in", reader.units.ids),
        ]

    def _own_drafts(self, reader):
        return [("state", "=", "draft"), ("author_id", "=", self.env.uid)]

    def _to_accept(self, reader):
        return [("state", "=", "submitted")]

    def _approved(self, reader):
        return [("state", "=", "approved")]

    def _in_hand(self, reader):
        return [("state", "in", ("draft", "returned"))]

    def _drafts(self, reader):
        return [("state", "=", "draft")]

    def _open_ones(self, reader):
        return [("state", "=", "open")]

    def _overdue_commissions(self, reader):
        return [
            ("state", "=", "pending"),
            ("commission_state", "=", "issued"),
            ("deadline", "<", reader.now),
        ]

    def _overdue_followups(self, reader):
        return [("state", "=", "overdue"), ("instruction_id.state", "=", "registered")]

    def _failed_letters(self, reader):
        return ["|", ("state", "=", "failed"), ("unconfirmed", "=", True)]

    def _waits_for_approval(self, reader):
        return [("state", "=", "pending"), ("maker_ids", "not in", self.env.user.ids)]

    def _honors_to_decide(self, reader):
        """Those that can be granted; who is barred stands in the list of proposals only."""
        return [
            ("state", "=", "proposed"),
            ("barred_reason", "=", False),
            ("user_id", "!=", self.env.uid),
            ("create_uid", "!=", self.env.uid),
        ]

    def _proposed_for_disclosure(self, reader):
        return [("disclosure_proposed_at", "!=", False)]

    def _incomplete_units(self, reader):
        return ["|", ("leader_id", "=", False), ("officer_ids", "=", False)]
