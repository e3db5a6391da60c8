"""The facts of a scoring case as rows: items and all that happens to them, commissions, adjustments."""

import datetime

from .scoring_records import Record
from .scoring_tables import FIRST_ID, Tables

YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


class FactTables(Tables):
    """Stores the facts of the case that is loaded."""

    def fill_facts(self, facts):
        county = {"company_id": self.company.id}
        self.fill_commissions(facts.get("commissions", ()))
        self.add(
            "items",
            ["number", "unit_id", "category_id", "submitted_at", "state", "counted"]
            + ["urgency", "commission_line_id", "is_adopted"],
            lambda item: {"author_id": item.author_id or self.env.uid},
            name="政务信息",
            not_counted_reason="迟报",
            secrecy="internal",
            disclosure="none",
            **county,
        )
        items = self.tables["items"].values()
        pairs = [(item, unit) for item in items for unit in item.joint_unit_ids]
        self.relate("govinfo_item_joint_unit_rel", "item_id", "unit_id", pairs)
        self.fill_adoptions()
        self.fill_issues()
        self.add(
            "instructions",
            ["item_id", "issue_id", "publication_id", "level", "rank", "date", "state"],
            self.unit_of_item,
            leader_name="县领导",
            **county,
        )
        self.fill_incidents()
        self.add(
            "followups", ["instruction_id", "unit_id", "deadline", "state", "done_at"], **county
        )
        self.fill_trainings(facts.get("trainings", ()))
        self.add(
            "responses",
            ["item_id", "unit_id", "date", "value"],
            lambda response: {"issue_line_id": response.issue_id.line},
            user_id=self.env.uid,
            **county,
        )
        self.fill_adjustments()

    def fill_adoptions(self):
        """Adoptions and upward reports."""
        county = {"company_id": self.company.id}
        self.add(
            "adoptions",
            ["item_id", "publication_id", "level", "date", "mode", "external_score", "state"],
            self.unit_of_item,
            **county,
        )
        self.add(
            "uploads",
            ["item_id", "level", "date"],
            self.unit_of_item,
            user_id=self.env.uid,
            **county,
        )

    def fill_incidents(self):
        county = {"company_id": self.company.id}
        self.add(
            "incidents",
            ["unit_id", "kind", "urgent", "notified_by", "assessed_points", "date", "state"],
            **county,
        )

    def unit_of_item(self, made):
        return {"unit_id": made.item_id.unit_id if made.item_id else None}

    def fill_commissions(self, commissions):
        rows = []
        for commission in commissions:
            number = next(self.ids)
            rows.append(
                {
                    "id": number,
                    "name": "约稿",
                    "origin": commission["origin"],
                    "deadline": commission["deadline"],
                    "state": "issued",
                    "company_id": self.company.id,
                }
            )
            for line in commission["line_ids"]:
                self.tables["lines"][line["id"]].commission_id = number
        self.insert("govinfo_commission", rows)
        self.add(
            "lines",
            ["commission_id", "unit_id", "deadline", "state", "completed_at"],
            commission_state="issued",
            company_id=self.company.id,
        )

    def fill_issues(self):
        county = {"company_id": self.company.id}
        self.add(
            "issues",
            ["publication_id", "date"],
            lambda issue: {"year": issue.date.year, "number": issue.db - FIRST_ID},
            state="published",
            compiler_id=self.env.uid,
            **county,
        )
        issues = self.tables["issues"].values()
        for issue in issues:
            issue.line = Record({"db": next(self.ids)})
        self.insert(
            "govinfo_issue_line",
            [
                {"id": issue.line, "issue_id": issue, "name": "内容", "mode": "full", **county}
                for issue in issues
            ],
        )
        pairs = [(issue.line, item) for issue in issues for item in issue.item_ids]
        self.relate("govinfo_issue_line_item_rel", "line_id", "item_id", pairs)

    def fill_trainings(self, trainings):
        rows = []
        for training in trainings:
            number, stop = next(self.ids), training["date_stop"]
            row = {"id": number, "name": "培训", "date_start": stop, "date_stop": stop}
            rows.append(dict(row, company_id=self.company.id))
            for line in training["attendance_ids"]:
                self.tables["attendances"][line["id"]].training_id = number
        self.insert("govinfo_training", rows)
        self.add(
            "attendances",
            ["training_id", "unit_id", "user_id", "attended"],
            company_id=self.company.id,
        )

    def fill_adjustments(self):
        self.add(
            "adjustments",
            ["unit_id", "rule_id", "points", "date", "state"],
            period_id=self.period("year", *YEAR) if self.tables["adjustments"] else None,
            reason="调整",
            company_id=self.company.id,
        )

    def period(self, kind, first, last):
        """The id of a period of the county, made when it is missing."""
        values = {"company_id": self.company.id, "kind": kind, "date_from": first}
        self.cr.execute(
            "SELECT id FROM govinfo_period WHERE company_id = %(company_id)s"
            " AND kind = %(kind)s AND date_from = %(date_from)s",
            values,
        )
        found = self.cr.fetchone()
        if found:
            return found[0]
        values.update(id=next(self.ids), date_to=last, name=str(first), state="open")
        self.insert("govinfo_period", [dict(values, ruleset_id=self.case.ruleset)])
        return values["id"]
