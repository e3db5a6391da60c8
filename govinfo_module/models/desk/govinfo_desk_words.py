"""What a line of the desk says about its record, and what may be done with it there."""

from collections import defaultdict

from odoo import _, api, models

from ...helpers.foundation.readable import number_text

# model → what its words and the judge of its step need, read at once
READ = {
    "govinfo.item": (
        "name unit_id author_id category_id state urgency secrecy is_duplicate return_reason part_ids"
        " approval_requested_by_id create_uid disclosure disclosure_proposed_at"
    ),
    "govinfo.commission.line": "label unit_id state commission_id commission_state deadline",
    "govinfo.followup": "label unit_id state instruction_id deadline requirement",
    "govinfo.issue": "label state line_count compiler_id kind approval_requested_by_id create_uid",
    "govinfo.notice": "name state doc_number approval_requested_by_id create_uid",
    "govinfo.adjustment": "label reason state approval_requested_by_id create_uid",
    "govinfo.appeal": "label reason",
    "govinfo.honor": "label kind date_from date_to total state user_id barred_reason create_uid",
    "govinfo.incident": "label item_id",
    "govinfo.demand.flag": "line_id kind words state",
    "govinfo.notice.letter": "unit_id notice_id failure unconfirmed",
    "govinfo.unit": "name leader_id",
}


class GovinfoDesk(models.AbstractModel):
    """A line: title, what else is to be known, when, and its one action."""

    _inherit = "govinfo.desk"

    @api.model
    def _lines(self, rows, reader):
        """The lines of ``rows`` (task, id, alarm, date), as plain values."""
        ids = defaultdict(list)
        for task, record_id, _alarm, _date in rows:
            ids[task.model].append(record_id)
        for name, some in ids.items():
            self.env[name].browse(some).fetch(READ[name].split())
        return [
            self._line(task, self._one_of(task.model, record_id, ids), alarm, date, reader)
            for task, record_id, alarm, date in rows
        ]

    @api.model
    def _one_of(self, model, record_id, ids):
        """The record, which is read together with the others of its model."""
        return self.env[model].browse(record_id).with_prefetch(ids[model])

    @api.model
    def _line(self, task, record, alarm, date, reader):
        say = getattr(self, task.model.replace("govinfo.", "_say_", 1).replace(".", "_"))
        title, about = say(task, record)
        may = not task.step or record._may_step(task.step)
        return {
            "task": task.name,
            "kind": self.env._(task.title),
            "model": task.model,
            "id": record.id,
            "title": title,
            "about": " · ".join(part for part in about if part),
            "alarm": alarm,
            "when": self._moment(date, reader, task.is_deadline),
            "label": self.env._(task.label) if may else "",
            "method": task.method if may else "",
        }

    @api.model
    def _moment(self, date, reader, is_deadline):
        """The moment ``date`` in words; a deadline says so."""
        if not date:
            return ""
        local = reader.company.govinfo_local(date)
        days = (local.date() - reader.today).days
        clock = local.strftime("%H:%M")
        named = {-1: _("yesterday %s"), 0: _("today %s"), 1: _("tomorrow %s")}
        if days in named:
            text = named[days] % clock
        else:
            text = "%s %s" % (self._day(local.date(), reader), clock)
        if not is_deadline:
            return text
        return _("overdue since %s", text) if date < reader.now else _("by %s", text)

    @api.model
    def _day(self, day, reader):
        """A day in words, with its year unless it is this one."""
        if day.year == reader.today.year:
            return _("%(month)s/%(day)s", month=day.month, day=day.day)
        return _("%(year)s/%(month)s/%(day)s", year=day.year, month=day.month, day=day.day)

    # -- words, by model: the title, and what else is to be known ------------------------------------

    def _say_item(self, task, item):
        about = [item.category_id.name]
        if task.name == "returned":
            about = [item.return_reason]
        elif task.name == "sign":
            about = [item.unit_id.name, item.author_id.name, *about]
        elif task.name == "disclose":
            about = [item.unit_id.name, *about]
        elif task.name == "accept":
            about = [item.unit_id.name, *about, item.is_duplicate and _("like an earlier item")]
        return item.name, about

    def _say_commission_line(self, task, line):
        return line.commission_id.name, [line.unit_id.name]

    def _say_followup(self, task, followup):
        return followup.instruction_id.label, [followup.unit_id.name, followup.requirement]

    def _say_issue(self, task, issue):
        pieces = _("%s pieces", issue.line_count)
        return issue.label, [pieces, _("compiled by %s", issue.compiler_id.name)]

    def _say_notice(self, task, notice):
        return notice.name, [notice.doc_number]

    def _say_adjustment(self, task, adjustment):
        return adjustment.label, [adjustment.reason]

    def _say_appeal(self, task, appeal):
        return appeal.label, [appeal.reason]

    def _say_honor(self, task, honor):
        kinds = dict(honor._fields["kind"]._description_selection(self.env))
        points = _("%s points", number_text(honor.total))
        return honor.label, [kinds[honor.kind], honor.span_label, points]

    def _say_incident(self, task, incident):
        return incident.label, [incident.item_id.label]

    def _say_demand_flag(self, task, flag):
        return flag.line_id.label, [flag.words]

    def _say_notice_letter(self, task, letter):
        words = _("the mail server gave no answer") if letter.unconfirmed else letter.failure
        return letter.unit_id.name, [letter.notice_id.name, words]

    def _say_unit(self, task, unit):
        return unit.name, [not unit.leader_id and _("no leader in charge")]
