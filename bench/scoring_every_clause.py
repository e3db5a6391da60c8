"""The county of the scoring benchmark with every kind of rule there is, and readers' answers."""

from scoring_county import LATER, OF_ITEMS, SHARES, County

RESPONSES = """
    INSERT INTO govinfo_response (issue_line_id, item_id, unit_id, user_id, company_id, date, value)
    SELECT %(line)s, i.id, (%(units)s)[1 + (i.place * 17 %% %(count)s)::int], 1, %(company)s, """ + LATER + """,
        (ARRAY['useful', 'some', 'none'])[1 + n %% 3]""" + OF_ITEMS  # fmt: skip


class EveryClause(County):
    """The same county with readers' answers and every kind of rule on."""

    SHARES, NAME = dict(SHARES, adoption=0.30, response=0.05), "某省"

    def make_words(self):
        super().make_words()
        # each hundredth unit is scored as the one before it for what the city says
        self.cr.execute(
            """UPDATE govinfo_unit u SET scored_as_id = u.id - 1, scored_as_level = 'city'
               WHERE u.id = ANY(%(units)s) AND u.id %% 100 = 0 AND u.id - 1 = ANY(%(units)s)""",
            self.known,
        )

    def more_rules(self):
        """One rule of each kind, beside the usual ones."""
        return [
            {"name": "转报", "basis": "adoption", "points_mode": "factor", "factor": 2,
             "additive": True, "level": "city"},
            {"name": "每五条", "basis": "submission", "points": 1, "additive": True,
             "points_every": 5, "cap_window": "month"},
            {"name": "反映", "basis": "response", "outcome": "useful", "points": 1},
            {"name": "好评率", "kind": "ratio", "basis": "response", "ratio_window": "quarter",
             "threshold": 0.5, "below_points": -1, "numerator_domain": "[('value', '=', 'useful')]"},
            {"name": "个人任务", "kind": "quota", "basis": "submission", "quota_window": "quarter",
             "quota": 2, "quota_per": "author", "to_unit": False, "met_points": 5, "extra_points": 1},
            {"name": "个人采用", "kind": "quota", "basis": "adoption", "quota_window": "year",
             "quota": 1, "quota_per": "author", "short_points": -1},
            {"name": "个人不评先", "kind": "veto", "veto_trigger": "rule", "veto_window": "year",
             "veto_count": 2, "effect": "no_award", "award_scope": "author"},
            {"name": "领导不评先", "kind": "veto", "basis": "commission", "outcome": "missed",
             "veto_window": "year", "veto_count": 20, "effect": "no_award", "award_scope": "head"},
        ]  # fmt: skip

    def link_rules(self, rules):
        """The factor's table of points, and the task that bars authors."""
        by_name = {rule.name: rule for rule in rules}
        table = rules.filtered(lambda rule: rule.name == "采用")
        by_name["转报"].factor_rule_ids = table
        by_name["个人不评先"].veto_rule_id = by_name["个人任务"]

    def make_facts(self):
        super().make_facts()
        line = self.piece()
        self.set_defaults_of("govinfo.response")
        number = int(self.facts * self.SHARES["response"])
        self.cr.execute(RESPONSES, dict(self.known, number=number, line=line))
        self.cr.commit()
        self.vacuum()

    def piece(self):
        """A piece for all answers to name."""
        self.set_defaults_of("govinfo.issue", "govinfo.issue.line")
        self.cr.execute(
            """INSERT INTO govinfo_issue (publication_id, company_id, state, date, year)
               VALUES ((%(publications)s)[1], %(company)s, 'draft', '2025-01-01', 2025)
               RETURNING id""",
            self.known,
        )
        issue = self.cr.fetchone()[0]
        self.cr.execute(
            "INSERT INTO govinfo_issue_line (issue_id, company_id) VALUES (%s, %s) RETURNING id",
            [issue, self.company.id],
        )
        return self.cr.fetchone()[0]
