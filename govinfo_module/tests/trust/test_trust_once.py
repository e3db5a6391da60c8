"""Where there is one only, the database itself refuses a second: whatever the way in, however many at once."""

import json
import logging

import psycopg2

from odoo.tests import tagged
from odoo.tools import mute_logger

from .trust_county import TrustCase
from .trust_records import Records, put

_logger = logging.getLogger(__name__)
#: Constraint → the sentence it holds, and where others would speak first, what differs in the second.
ONCE = {
    "govinfo_adoption_issue_unique": ("an issue uses an item once", {}),
    "govinfo_category_code_unique": ("a county has a code of a category once", {}),
    "govinfo_commission_line_unit_unique": ("a unit stands once in a commission", {}),
    "govinfo_commission_number_unique": ("a number of a county's commissions", {}),
    "govinfo_commission_reminder_once": ("each reminder of a deadline once", {}),
    "govinfo_county_rank_level_unique": ("one rank a year and level", {}),
    "govinfo_demand_flag_line_unique": ("a unit complains once of a demand", {}),
    "govinfo_disclosure_issue_unique": ("one public copy an issue", {}),
    "govinfo_disclosure_item_unique": ("one public copy an item", {}),
    "govinfo_finding_once": ("a finding once a rule set and rule", {}),
    "govinfo_finding_once_a_notice": ("a finding once a notice", {}),
    "govinfo_font_role_unique": ("one font a style of a county", {}),
    "govinfo_honor_once": ("one honour for the same days", {}),
    "govinfo_issue_number_unique": ("a number of a publication's year", {}),
    "govinfo_item_like_pair_unique": ("two items are compared once", {}),
    "govinfo_item_number_unique": ("a number of a unit's items", {}),
    "govinfo_notice_letter_number_unique": (
        "a number of a year's letters",
        {"unit_id": "stranger"},
    ),
    "govinfo_notice_letter_unit_unique": ("one letter a head", {"doc_sequence": None}),
    "govinfo_notice_number_unique": ("a number of a year's notices", {"state": "cancelled"}),
    "govinfo_notice_period_unique": ("one live notice a period", {"doc_sequence": None}),
    "govinfo_period_dates_unique": ("one period of the same days", {}),
    "govinfo_publication_code_unique": ("a code of a county's publications", {}),
    "govinfo_response_item_unit_unique": ("a unit answers once on an item", {}),
    "govinfo_rule_group_code_unique": ("a code of a rule set's groups", {}),
    "govinfo_rule_quota_category_unique": ("one quota a category of units", {}),
    "govinfo_rule_quota_unit_unique": ("one quota a unit", {}),
    "govinfo_rule_quota_user_unique": ("one quota a person", {}),
    "govinfo_rule_weight_category_unique": ("one weight a category of items", {}),
    "govinfo_ruleset_no_overlap": ("one rule set in force on a day", {}),
    "govinfo_ruleset_trial_ruleset_unique": ("one dry run a rule set", {}),
    "govinfo_score_person_user_unique": ("one score a person and period", {}),
    "govinfo_score_provisional_unit_unique": ("one standing a unit and quarter", {}),
    "govinfo_score_unit_unique": ("one score a unit and period", {}),
    "govinfo_search_text_record_unique": ("a text is in the index once", {}),
    "govinfo_setup_task_code_unique": ("each task of setting up once", {}),
    "govinfo_training_attendance_person_unique": ("a person stands once on a list", {}),
    "govinfo_unit_category_code_unique": ("a code of a county's categories of units", {}),
    "govinfo_unit_category_history_date_unique": ("one category a unit and day", {}),
    "govinfo_unit_code_unique": ("a code of a county's units", {}),
    "govinfo_upload_day_date_unique": ("one row a day of upward reports", {}),
    "govinfo_upload_level_unique": ("an item is sent to a level once", {}),
    "govinfo_wordlist_term_name_unique": ("a term stands once in the list", {}),
    "govinfo_working_day_date_unique": ("one word on a day", {}),
}
#: Conditions of the constraint that the county's own records do not meet by themselves.
MEETS = {
    "govinfo_font_role_unique": {"role": "body"},
    "govinfo_rule_quota_category_unique": {"unit_id": None, "unit_category_id": "townships"},
    "govinfo_rule_quota_user_unique": {"unit_id": None, "user_id": "officer"},
}
UNIQUE = """
    SELECT index.relname, own.relname
      FROM pg_index
      JOIN pg_class index ON index.oid = pg_index.indexrelid
      JOIN pg_class own ON own.oid = pg_index.indrelid
     WHERE own.relname LIKE 'govinfo\\_%' AND own.relname NOT LIKE '%\\_rel' AND NOT indisprimary
       AND (indisunique OR indisexclusion) AND own.relpersistence = 'p'"""


@tagged("post_install", "-at_install")
class TestTrustOnce(TrustCase):
    def test_every_one_only_is_on_the_list(self):
        self.env.cr.execute(UNIQUE)
        found = dict(self.env.cr.fetchall())
        transient = {model._table for model in self.env.registry.values() if model._transient}
        ours = {model._table for model in self.env.registry.values()}
        names = {name for name, table in found.items() if table in ours - transient}
        self.assertEqual(names, ONCE.keys())

    def test_a_second_is_refused_by_the_database(self):
        self.env.cr.execute(UNIQUE)
        tables = dict(self.env.cr.fetchall())
        models = {model._table: name for name, model in self.env.registry.items()}
        for name, (sentence, differs) in ONCE.items():
            model = self.env[models[tables[name]]].sudo()
            with self.subTest(constraint=name, says=sentence), self.undone():
                row = self.row(model, name)
                self.assertTrue(row, "no record to copy")
                self.change(model, row, MEETS.get(name, {}))
                with (
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(psycopg2.IntegrityError) as refused,
                ):
                    self.double(model, row, differs)
                self.assertEqual(refused.exception.diag.constraint_name, name)
        _logger.info("trust: one only, %d constraints", len(ONCE))

    @property
    def stranger(self):
        """A unit that no letter of the county goes to."""
        return self.other.unit

    def row(self, model, constraint):
        """The id of a record that the constraint is about."""
        special = getattr(self, "for_" + constraint, None)
        if special:
            return special(Records(self)).id
        short = model._name[len("govinfo.") :].replace(".", "_")
        records = self.records.get(model._name)
        if records:
            return next(iter(records.values())).id
        if hasattr(Records, short):
            return Records(self).make(model._name).id
        return model.search([], limit=1).id or self.inserted(model)

    def inserted(self, model):
        """A row of a model nobody has filled, by SQL."""
        vals = {"company_id": self.env.company.id, "name": "x", "role": "body"}
        vals.update(unit_id=self.unit.id, date="2026-10-12")
        if model._name == "govinfo.score.person":
            period = self.records["govinfo.period"]["county"]
            vals = {"company_id": self.env.company.id, "period_id": period.id}
            vals.update(user_id=self.officer.id, unit_id=self.unit.id)
        names = [name for name in vals if name in model._fields]
        self.env.cr.execute(
            'INSERT INTO "%s" (%s) VALUES (%s) RETURNING id'
            % (model._table, ", ".join(names), ", ".join(["%s"] * len(names))),
            [vals[name] for name in names],
        )
        return self.env.cr.fetchone()[0]

    def value(self, value):
        """A value of the lists above: names of the county's records stand for their ids."""
        record = isinstance(value, str) and getattr(self, value, None)
        return record.id if record else value

    def change(self, model, row, vals):
        for name, value in vals.items():
            self.env.cr.execute(
                'UPDATE "%s" SET "%s" = %%s WHERE id = %%s' % (model._table, name),
                [self.value(value), row],
            )

    def double(self, model, row, differs):
        """The same row once more, with another id and what ``differs``."""
        self.env.flush_all()
        values = {name: self.value(value) for name, value in differs.items()}
        self.env.cr.execute(
            """INSERT INTO "%(table)s" SELECT (json_populate_record(r, (%%s::jsonb ||
                   jsonb_build_object('id', nextval('%(table)s_id_seq')))::json)).*
                 FROM "%(table)s" r WHERE id = %%s"""
            % {"table": model._table},
            [json.dumps(values), row],
        )

    # -- records that only some way leads to ---------------------------------------------------

    def for_govinfo_disclosure_issue_unique(self, records):
        issue = records.make("govinfo.issue")
        issue.secrecy = "public"
        put(issue, "published", self)
        issue.with_user(self.leader_b).action_disclose()
        return issue.disclosure_ids

    def for_govinfo_disclosure_item_unique(self, records):
        return records.make("govinfo.disclosure")

    def for_govinfo_finding_once(self, records):
        return records.make("govinfo.finding")

    def for_govinfo_finding_once_a_notice(self, records):
        finding = records.make("govinfo.finding")
        finding._transition({"ruleset_id": False, "notice_id": records.make("govinfo.notice").id})
        self.env.flush_all()
        return finding

    def for_govinfo_notice_letter_number_unique(self, records):
        letter = records.make("govinfo.notice.letter")
        letter._transition({"doc_year": 2026, "doc_sequence": 901})
        self.env.flush_all()
        return letter

    def for_govinfo_issue_number_unique(self, records):
        return self.records["govinfo.issue"]["own"]

    def for_govinfo_adoption_issue_unique(self, records):
        return self.records["govinfo.adoption"]["own"]
