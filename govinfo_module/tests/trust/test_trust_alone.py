"""One county's fault never stops another's job, one letter's never another's; units are meant by their id."""

import json
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from ...documents import letter_units
from .trust_county import TrustCase
from .trust_records import Records, put

LATER = "2027-01-25 08:00:00"  # a Monday afternoon in the county, after the year's last quarter
LOGGER = "odoo.addons.govinfo_module"


@tagged("post_install", "-at_install")
class TestTrustAlone(TrustCase):
    def run_broken(self, model, job, method, broken):
        """Run ``job`` while ``method`` fails for the records that ``broken`` says."""
        cls = type(self.env[model])
        real = getattr(cls, method)

        def failing(records, *args, **kwargs):
            if broken(records):
                raise ValueError("坏了")
            return real(records, *args, **kwargs)

        with freeze_time(LATER), patch.object(cls, method, failing):
            with self.assertLogs(LOGGER, "ERROR") as logged:
                getattr(self.env[model], job)()
        self.env.invalidate_all()
        return logged.output

    def of_first(self, records):
        return records.company_id == self.env.company

    def test_closing_the_quarter(self):
        self.run_broken("govinfo.period", "_cron_quarter_close", "_compute_ledger", self.of_first)
        day = [("kind", "=", "quarter"), ("date_from", "=", "2026-10-01")]
        periods = self.env["govinfo.period"].search(day)
        found = {period.company_id: period for period in periods}
        self.assertEqual(found[self.other.env.company].state, "computed")
        self.assertTrue(found[self.other.env.company].notice_ids)
        self.assertEqual(found[self.env.company].state, "open")
        self.assertIn("坏了", "".join(found[self.env.company].message_ids.mapped("body")))

    def test_follow_ups_that_are_overdue(self):
        broken = self.records["govinfo.followup"]["own"]
        self.run_broken(
            "govinfo.followup", "_cron_overdue", "_expire", lambda one: one.id == broken.id
        )
        states = {whose: one.state for whose, one in self.records["govinfo.followup"].items()}
        self.assertEqual(states.pop("own"), "pending")
        self.assertEqual(set(states.values()), {"overdue"})
        self.assertGreater(len(states), 2)

    def test_the_day_of_upward_reports(self):
        self.run_broken("govinfo.upload.day", "_cron_watch", "_remind", self.of_first)
        days = self.env["govinfo.upload.day"].search([("date", "=", "2027-01-25")])
        self.assertEqual(days.filtered("reminded_at").company_id, self.other.env.company)

    def test_reminding_heads(self):
        """Of two letters of one notice, too."""
        letters = self.records["govinfo.notice.letter"]
        for whose, county in (("own", self), ("b", self), ("foreign", self.other)):
            county.env.company.govinfo_receipt_days = 3
            put(letters[whose], "sent", county)
        self.run_broken(
            "govinfo.notice.letter",
            "_cron_remind",
            "_remind",
            lambda one: one.id == letters["own"].id,
        )
        self.assertFalse(letters["own"].reminded_at)
        self.assertTrue(letters["b"].reminded_at)
        self.assertTrue(letters["foreign"].reminded_at)

    def test_frozen_figures_mean_units_by_their_id(self):
        """Codes and names that change hands between draft and publishing change nobody's letter."""
        notice = Records(self, month=9).make("govinfo.notice")
        short = set(letter_units(json.loads(notice.figures), notice.kind))
        units = self.unit | self.unit_b | self.bureau
        self.assertTrue(short and short < set(units.ids), "some fell short, not all")
        one = units.filtered(lambda unit: unit.id in short)[:1]
        other = units.filtered(lambda unit: unit.id not in short)[:1]
        codes, names = (one.code, other.code), (one.name, other.name)
        for unit, place in ((one, None), (other, 0), (one, 1)):
            code, name = ("X", "某单位") if place is None else (codes[place], names[place])
            unit.write({"code": code, "name": name})
            self.env.flush_all()
        put(notice, "approved", self)
        letters = self.env["govinfo.notice.letter"]._make_for(notice)
        self.assertEqual(set(letters.filtered("shortfall").unit_id.ids), short)
