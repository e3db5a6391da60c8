"""A fresh record of each model that has steps, in any of its states, as a county's people make it.

States are put there by SQL with what a record in that state has: what is tried is the next step, not
the way there.
"""

from datetime import date, timedelta
from itertools import count

from odoo import fields

NUMBERS = count(900)

#: What else stands in a record of a model that is in a state; callables get the county.
BESIDES = {
    "govinfo.item": {
        ("signing",): {"approval_requested_by_id": lambda c: c.officer.id},
        ("submitted", "accepted", "archived"): {
            "submitted_at": lambda c: fields.Datetime.now(),
            "signed_by": lambda c: c.unit_leader.id,
        },
        ("accepted", "archived"): {"accepted_by_id": lambda c: c.reviewer_b.id},
    },
    "govinfo.commission": {
        ("issued", "closed", "cancelled"): {"date_issued": lambda c: fields.Date.today()},
    },
    "govinfo.commission.line": {
        ("done", "late", "missed"): {"completed_at": lambda c: fields.Datetime.now()},
    },
    "govinfo.issue": {
        ("pending", "approved", "published"): {
            "approval_requested_by_id": lambda c: c.reviewer.id,
        },
        ("approved", "published"): {"year": lambda c: 2026, "number": lambda c: next(NUMBERS)},
    },
    "govinfo.adjustment": {
        ("pending", "approved"): {"approval_requested_by_id": lambda c: c.reviewer.id},
    },
    "govinfo.notice": {
        ("pending", "approved", "published"): {
            "approval_requested_by_id": lambda c: c.reviewer.id,
        },
        ("approved", "published"): {
            "doc_year": lambda c: 2026,
            "doc_sequence": lambda c: next(NUMBERS),
            "doc_number": lambda c: "某政办〔2026〕%d号" % next(NUMBERS),
            "approved_at": lambda c: fields.Datetime.now(),
        },
    },
    "govinfo.notice.letter": {
        ("sent",): {"sent_at": lambda c: fields.Datetime.now()},
        ("failed",): {"is_ready": lambda c: False},
    },
}


def put(record, state, county):
    """``record`` in ``state``, by SQL, read afresh."""
    if not state:
        return
    values = {state_field(record): state}
    for states, besides in BESIDES.get(record._name, {}).items():
        if state in states:
            values.update((key, value(county)) for key, value in besides.items())
    columns = ", ".join('"%s" = %%s' % key for key in values)
    record.env.flush_all()
    record.env.cr.execute(
        'UPDATE "%s" SET %s WHERE id = %%s' % (record._table, columns),
        [*values.values(), record.id],
    )
    if record._name == "govinfo.commission":
        record.env.cr.execute(
            "UPDATE govinfo_commission_line SET commission_state = %s WHERE commission_id = %s",
            [state, record.id],
        )
    record.env.invalidate_all()


def state_field(model):
    return "decision" if model._name == "govinfo.finding" else "state"


def states(model):
    """The states of a model's records; one without a name where it has none."""
    field = model._fields.get(state_field(model))
    stored = field and field.store and field.type == "selection"
    return field.get_values(model.env) if stored else [""]


class Records:
    """Makes records of ``county``: whose "own" is unit A's, "b" unit B's, "secret" unit A's secret."""

    def __init__(self, county, month=5, year=2026):
        self.county, self.env, self.month, self.year = county, county.env, month, year

    def make(self, model, whose="own"):
        """A fresh record of ``model`` as the superuser sees it."""
        record = getattr(self, model[len("govinfo.") :].replace(".", "_"))(whose)
        self.env.flush_all()
        return record.with_env(self.env)

    def by(self, user, model):
        return self.env[model].with_user(user)

    def unit(self, whose):
        return self.county.unit_b if whose == "b" else self.county.unit

    def officer(self, whose):
        return self.county.officer_b if whose == "b" else self.county.officer

    # -- items and what is asked of units ----------------------------------------------------

    def item(self, whose):
        vals = {"user": self.officer(whose), "unit_id": self.unit(whose).id}
        if whose == "secret":
            vals.update(secrecy="work_secret", reader_ids=[(6, 0, self.county.reviewer.ids)])
        else:
            vals.update(secrecy="public", disclosure="proactive")
        return self.county.make_item(**vals)

    def search_result(self, whose):
        """The row of an item's text in the index."""
        item = self.accepted(whose)
        item._search_mark()
        texts = self.env["govinfo.search.text"]
        texts._store_marked()
        self.env.cr.execute(
            "SELECT id FROM govinfo_search_text WHERE res_model = %s AND res_id = %s",
            [item._name, item.id],
        )
        return self.env["govinfo.search.result"].browse(self.env.cr.fetchone()[0])

    def accepted(self, whose):
        item = self.item(whose).with_env(self.env)
        put(item, "accepted", self.county)
        return item

    def commission(self, whose):
        return self.by(self.county.reviewer, "govinfo.commission").create(
            {
                "name": "春耕备耕情况约稿",
                "deadline": fields.Datetime.now() + timedelta(days=3),
                "line_ids": [(0, 0, {"unit_id": self.unit(whose).id})],
            }
        )

    def commission_line(self, whose):
        return self.county.make_commission(self.unit(whose)).line_ids

    def keypoint(self, whose):
        return self.by(self.county.reviewer, "govinfo.keypoint").create(
            {"name": "要点", "body": "<p>要点</p>", "unit_ids": [(6, 0, self.unit(whose).ids)]}
        )

    def demand_flag(self, whose):
        line = self.commission_line(whose)
        return self.by(self.officer(whose), "govinfo.demand.flag").create(
            {"line_id": line.id, "words": "上月已报"}
        )

    # -- issues and what is made of items ----------------------------------------------------

    def issue(self, whose):
        vals = {"unit_ids": [(6, 0, self.unit(whose).ids)]}
        if whose != "secret":
            vals["secrecy"] = "public"
        return self.county.make_issue(self.accepted(whose), **vals)

    def disclosure(self, whose):
        item = self.accepted(whose)
        vals = {"name": item.name, "item_id": item.id, "company_id": item.company_id.id}
        return self.by(self.county.leader_b, "govinfo.disclosure")._clear(vals)

    def adoption(self, whose):
        return self.by(self.county.reviewer, "govinfo.adoption").create(
            {"item_id": self.accepted(whose).id, "publication_id": self.county.city_paper.id}
        )

    def adoption_import(self, whose):
        pasted = "标题\t单位\t日期\n%s信息\t%s\t2026-10-01" % (whose, self.unit(whose).name)
        imported = self.by(self.county.reviewer, "govinfo.adoption.import").create(
            {
                "publication_id": self.county.city_paper.id,
                "date": date(2026, 10, 1),
                "pasted": pasted,
            }
        )
        imported.action_match()
        return imported

    def instruction(self, whose):
        return self.by(self.county.leader, "govinfo.instruction").create(
            {"item_id": self.accepted(whose).id, "text": "请研究"}
        )

    def followup(self, whose):
        followup = self.by(self.county.leader, "govinfo.followup").create(
            {"instruction_id": self.instruction(whose).id, "unit_id": self.unit(whose).id}
        )
        followup.with_user(self.officer(whose)).feedback = "已办理"
        return followup

    def incident(self, whose):
        return self.by(self.county.reviewer, "govinfo.incident").create(
            {"unit_id": self.unit(whose).id, "kind": "error", "description": "差错"}
        )

    def training(self, whose):
        attendance = {"unit_id": self.unit(whose).id, "user_id": self.officer(whose).id}
        return self.by(self.county.reviewer, "govinfo.training").create(
            {
                "name": "培训",
                "date_start": "2026-09-01 01:00:00",
                "date_stop": "2026-09-01 03:00:00",
                "attendance_ids": [(0, 0, attendance)],
            }
        )

    def response(self, whose):
        issue = self.issue(whose).with_env(self.env)
        issue.unit_ids = self.county.unit_b
        put(issue, "published", self.county)
        issue.line_ids.with_user(self.county.unit_leader_b).action_respond_useful()
        return self.env["govinfo.response"].search([("issue_id", "=", issue.id)])

    def working_day(self, whose):
        return self.by(self.county.manager, "govinfo.working.day").create(
            {"date": "2026-10-10", "works": True, "name": "补班"}
        )

    # -- assessment --------------------------------------------------------------------------

    def ruleset(self, whose):
        year = 2001 + self.month % 14  # long before the county's own rule set
        rule = {"name": "报送", "kind": "event", "basis": "submission", "points": 1}
        return self.by(self.county.manager, "govinfo.ruleset").create(
            {
                "name": "考核办法",
                "date_from": date(year, 1, 1),
                "date_to": date(year, 12, 31),
                "rule_ids": [(0, 0, rule)],
            }
        )

    def ruleset_trial(self, whose):
        opened = self.ruleset(whose).action_open_trial()
        return self.env[opened["res_model"]].browse(opened["res_id"])

    def period(self, whose):
        day = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        period = self.by(self.county.manager, "govinfo.period").create(
            {"kind": "month", "date_from": day}
        )
        period._compute()
        return period

    def publicised(self, whose):
        period = self.period(whose).with_env(self.env)
        put(period, "publicity", self.county)
        return period

    def finding(self, whose):
        clause = self.env["govinfo.clause"].sudo().search([], limit=1)
        vals = {"clause_id": clause.id, "phrase": clause.phrase, "text": "按季度排名"}
        vals.update(ruleset_id=self.ruleset(whose).id, company_id=self.env.company.id)
        return self.env["govinfo.finding"].sudo()._make([vals])

    def appeal(self, whose):
        return self.by(self.officer(whose), "govinfo.appeal").create(
            {
                "unit_id": self.unit(whose).id,
                "period_id": self.publicised(whose).id,
                "reason": "申诉",
            }
        )

    def adjustment(self, whose):
        period = self.publicised(whose)
        return self.by(self.county.reviewer, "govinfo.adjustment").create(
            {
                "unit_id": self.unit(whose).id,
                "period_id": period.id,
                "date": period.date_from,
                "points": 1,
                "reason": "调整",
            }
        )

    def honor(self, whose):
        vals = {"year": 2026, "kind": "unit", "unit_id": self.unit(whose).id, "total": 9, "rank": 1}
        vals["date_from"] = date(2026, 1, 1) + timedelta(days=self.month)
        vals.update(company_id=self.env.company.id, date_to="2026-12-31")
        return self.by(self.county.reviewer, "govinfo.honor")._make([vals])

    # -- notices -----------------------------------------------------------------------------

    def notice(self, whose):
        return self.by(self.county.reviewer, "govinfo.notice")._draft_for(self.period(whose))

    def notice_letter(self, whose):
        notice = self.notice(whose).with_env(self.env)
        put(notice, "published", self.county)
        letters = self.env["govinfo.notice.letter"]._make_for(notice)
        letter = letters.filtered(lambda one: one.unit_id == self.unit(whose))
        letter._transition({"is_ready": True})
        return letter
