import logging
from collections import defaultdict
from datetime import timedelta

from odoo import _, api, fields, models

from ...helpers.foundation.alone import alone

_logger = logging.getLogger(__name__)

BATCH = 100
# The longest holiday that may lie between a planned reminder and the working day before it.
HOLIDAY = timedelta(days=21)


class GovinfoCommissionReminder(models.Model):
    """A message about a commission that went to a unit: the log, and the job that writes it.

    A line gets each kind once per deadline; the row is written in the transaction of its message, so
    that neither exists without the other.
    """

    _name = "govinfo.commission.reminder"
    _description = "Reminder of a Commission"
    _order = "date desc, id desc"
    _rec_name = "line_id"

    line_id = fields.Many2one(
        "govinfo.commission.line", "Commission", required=True, index=True, ondelete="cascade"
    )
    # In order of urgency: of those due at the same time only the last is sent.
    kind = fields.Selection(
        [
            ("asked", "Commission sent"),
            ("first", "First reminder"),
            ("second", "Second reminder"),
            ("last", "Last reminder"),
            ("overdue", "Overdue"),
        ],
        required=True,
    )
    deadline = fields.Datetime(required=True, help="The deadline it spoke of.")
    date = fields.Datetime("Sent on", required=True, default=fields.Datetime.now)
    recipients = fields.Char()

    _once = models.Constraint(
        "unique(line_id, kind, deadline)",
        "This reminder has been sent already.",
    )

    # -- the job -----------------------------------------------------------------------------

    @api.model
    def _run(self, company, autocommit=False):
        """Send what is due in ``company`` and note what has been missed.

        Safe to run at any time and any number of times. With ``autocommit`` every batch is kept as
        soon as it is done, so that a run that is killed has lost nothing and repeats nothing.
        """
        # What the job writes into the log of a line is in the county's language.
        reminders = self.with_context(lang=company.partner_id.lang)
        due = []
        with alone(self.env, "Reminders of county %d" % company.id):
            plan = ReminderPlan(company, fields.Datetime.now())
            due = reminders._due(company, plan)
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            reminders._process(batch, plan)
            if autocommit:
                left = len(due) - start - len(batch)
                self.env["ir.cron"]._commit_progress(len(batch), remaining=left)
        return len(due)

    @api.model
    def _due(self, company, plan):
        """``(line id, what)`` for all lines of ``company`` that something is to happen to."""
        lines = self.env["govinfo.commission.line"].search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "pending"),
                ("commission_state", "=", "issued"),
                ("deadline", "<", plan.horizon),
            ],
            order="commission_id, deadline, id",
        )
        rows = lines.read(["deadline", "open_since"])
        due = {row["id"]: plan.step(row["deadline"], row["open_since"]) for row in rows}
        due = {line_id: step for line_id, step in due.items() if step}
        deadlines = {row["id"]: row["deadline"] for row in rows}
        sent = self._sent(list(due))
        return [
            (line_id, step)
            for line_id, step in due.items()
            if (line_id, step, deadlines[line_id]) not in sent
        ]

    @api.model
    def _sent(self, line_ids):
        rows = self.search([("line_id", "in", line_ids)])
        rows = rows.read(["line_id", "kind", "deadline"], load="_classic_write")
        return {(row["line_id"], row["kind"], row["deadline"]) for row in rows}

    @api.model
    def _process(self, due, plan):
        """Carry out a batch; when it fails, halve it until only what cannot be done is left out."""
        try:
            with self.env.cr.savepoint():
                self._carry_out(due, plan)
        except Exception:  # whatever it is, it must not keep the reminders of other units back
            self.env.clear()
            if len(due) == 1:
                _logger.exception("Reminder %s of commission line %s failed", due[0][1], due[0][0])
                return
            half = len(due) // 2
            self._process(due[:half], plan)
            self._process(due[half:], plan)

    @api.model
    def _carry_out(self, due, plan):
        steps = dict(due)
        lines = self.env["govinfo.commission.line"].browse(steps)._lock_free()
        sent = self._sent(lines.ids)
        groups = defaultdict(lambda: self.env["govinfo.commission.line"])
        for line in lines.filtered(lambda line: line.state == "pending"):
            # Judged afresh under the lock: the unit or a reviewer may have acted in between.
            step = plan.step(line.deadline, line.open_since)
            if step == steps[line.id] and (line.id, step, line.deadline) not in sent:
                groups[line.commission_id, step, line.deadline] |= line
        for (commission, step, _deadline), group in groups.items():
            if step == "missed":
                group._expire(_("Missed: no answer by the end of the grace period."))
            else:
                self._send(commission, step, group)

    @api.model
    def _send(self, commission, kind, lines):
        """Send the reminder ``kind`` of ``commission`` to the people of ``lines``, and log it."""
        people = {line: line._people_for(kind) for line in lines}
        users = self.env["res.users"].union(*people.values())
        if users:
            commission._tell(users, kind, lines[:1].deadline)
        self.create(
            [
                {
                    "line_id": line.id,
                    "kind": kind,
                    "deadline": line.deadline,
                    "recipients": "、".join(people[line].mapped("name")),
                }
                for line in lines
            ]
        )


class ReminderPlan:
    """What is to happen to a line now, by its deadline; the same for all lines of a deadline."""

    def __init__(self, company, now):
        self.now = now
        before = [
            ("first", timedelta(days=company.govinfo_remind_first_days)),
            ("second", timedelta(days=company.govinfo_remind_second_days)),
            ("last", timedelta(hours=company.govinfo_remind_last_hours)),
        ]
        self.before = [(kind, span) for kind, span in before if span]
        self.grace = company.govinfo_grace_days
        self.horizon = now + max([span for _kind, span in before]) + HOLIDAY
        self.time = company._govinfo_working_time(
            company.govinfo_local(now - timedelta(days=2 * self.grace) - HOLIDAY).date(),
            company.govinfo_local(self.horizon).date(),
        )
        self.awake = self.time.allows(now)

    def step(self, deadline, open_since):
        """``missed``, the most urgent reminder planned up to now, or None.

        A reminder planned before the unit was asked (or asked again) is left out.
        """
        if self.now > deadline:
            since = max(deadline, open_since or deadline)
            if self.now >= self.time.after(since, self.grace):
                return "missed"
            return "overdue" if self.awake else None
        if not self.awake:
            return None
        due = None
        for kind, span in self.before:
            planned = self.time.latest(deadline - span)
            if planned <= self.now and (not open_since or planned > open_since):
                due = kind
        return due
