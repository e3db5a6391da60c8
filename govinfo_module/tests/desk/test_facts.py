"""A county's facts go along to another database, here to another county of the same one."""

import os
import tempfile
from pathlib import Path

from odoo import Command
from odoo.tests import tagged

from ...facts import FactsError, bring, differences, read, write
from ..assessment.scoring_common import ScoringCase

EVENT = {"kind": "event", "points": 1}
RULES = {
    "报送": dict(EVENT, basis="submission", group="BS"),
    "采用": dict(
        EVENT, basis="adoption", points=5, stack_key="采用", stack_by="item", stack_mode="highest"
    ),
    "批示": dict(EVENT, basis="instruction", level="city", points=20),
    "约稿": dict(EVENT, basis="commission", outcome="done", points=2),
    "差错": dict(EVENT, basis="incident", incident_kind="error", points=-3),
    "培训": dict(EVENT, basis="training"),
    "任务": {
        "kind": "quota",
        "basis": "submission",
        "quota_window": "month",
        "quota": 1,
        "short_points": -1,
    },
}
KEPT = (
    "govinfo.item govinfo.adoption govinfo.instruction govinfo.incident govinfo.issue govinfo.upload"
    " govinfo.commission.line govinfo.training.attendance govinfo.adjustment govinfo.rule"
).split()


@tagged("post_install", "-at_install")
class TestFacts(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = [{"code": "BS", "has_cap": True, "cap_points": 2, "cap_window": "month"}]
        cls.make_ruleset(RULES, groups)
        cls.live()
        cls.period = cls.make_period("2026-07-01")
        cls.adjusted(cls.unit_b, cls.period, 4, date="2026-08-03")
        cls.period.action_compute()
        cls.period.action_publicise()
        cls.period.action_lock()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.path = os.path.join(folder.name, "facts.zip")
        cls.counts = write(cls.env, cls.path)
        cls.other = cls.env["res.company"].create({"name": "新库某县"})
        cls.manager.company_ids = [Command.link(cls.other.id)]

    @classmethod
    def live(cls):
        """Facts of every kind in the third quarter."""
        items = [
            cls.sent(cls.unit, "2026-07-%02d" % day, joint_unit_ids=[Command.set(cls.unit_b.ids)])
            for day in (2, 3, 4)
        ]
        readers = [Command.set(cls.manager.ids)]
        items.append(cls.sent(cls.unit, "2026-08-05", secrecy="work_secret", reader_ids=readers))
        items[-1].sudo().reader_ids = cls.reviewer  # no longer the manager's to read
        cls.adopted(items[0], "city", "2026-07-20")
        cls.adopted(items[0], "province", "2026-07-21")
        cls.adopted(items[1], "city", "2026-09-21", mode="brief")
        cls.instructed(items[0], "city", "2026-07-25")
        cls.history("govinfo.upload", item_id=items[0].id, level="city", date="2026-07-03")
        cls.history(
            "govinfo.issue",
            publication_id=cls.bulletin.id,
            date="2026-07-10",
            state="published",
            year=2026,
            number=17,
            line_ids=[Command.create({"item_ids": [Command.set(items[2].ids)]})],
        )
        cls.history(
            "govinfo.incident",
            unit_id=cls.unit.id,
            kind="error",
            date="2026-07-09",
            state="confirmed",
        )
        cls.history(
            "govinfo.commission",
            name="约稿",
            deadline="2026-07-30 08:00:00",
            date_issued="2026-07-20",
            line_ids=[
                Command.create(
                    {
                        "unit_id": cls.unit_b.id,
                        "deadline": "2026-07-30 08:00:00",
                        "state": "done",
                        "completed_at": "2026-07-29 08:00:00",
                    }
                )
            ],
        )
        training = cls.env["govinfo.training"].create(
            {
                "name": "培训",
                "date_start": "2026-09-01 01:00:00",
                "date_stop": "2026-09-01 04:00:00",
            }
        )
        cls.history(
            "govinfo.training.attendance",
            training_id=training.id,
            unit_id=cls.unit.id,
            user_id=cls.officer.id,
            attended=True,
        )
        draft = cls.make_item(name="草稿")
        assert not draft.submitted_at

    def brought(self):
        """The other county, with the facts."""
        env = self.env(context=dict(self.env.context, allowed_company_ids=self.other.ids))
        env = env(context=dict(env.context, tracking_disable=True))
        wrong = bring(env, read(self.path), "manager_a")
        self.assertFalse(wrong, list(differences(env, read(self.path))))
        return env

    def of(self, env, model):
        domain = [("company_id", "=", self.other.id)]
        return env[model].with_context(active_test=False).search(domain)

    def test_scores_are_the_same_and_locked_again(self):
        totals = {score.unit_id.code: score.total for score in self.period.score_ids}
        self.assertEqual(len(set(totals.values())), 3, totals)  # a comparison that can fail
        env = self.brought()
        period = self.of(env, "govinfo.period")
        self.assertEqual(period.state, "locked")
        self.assertEqual({one.unit_id.code: one.total for one in period.score_ids}, totals)
        self.assertEqual(list(differences(env, read(self.path))), [])

    def test_all_records_are_there_with_what_they_say(self):
        env = self.brought()
        for model in KEPT:
            with self.subTest(model):
                self.assertGreater(self.counts[model], 0)
                self.assertEqual(len(self.of(env, model)), self.counts[model])
        items = self.of(env, "govinfo.item").sorted("number")
        old = self.env["govinfo.item"].search(
            [("company_id", "=", self.company.id), ("submitted_at", "!=", False)]
        )
        for new, item in zip(items, old.sorted("number"), strict=True):
            for name in ("name", "number", "body", "state", "submitted_at", "secrecy", "author_id"):
                self.assertEqual(new[name], item[name], name)
            self.assertEqual(new.joint_unit_ids.mapped("code"), item.joint_unit_ids.mapped("code"))
            self.assertNotEqual(new.unit_id, item.unit_id)
            self.assertTrue(new.is_history)
        issue = self.of(env, "govinfo.issue")
        self.assertEqual((issue.number, issue.state), (17, "published"))
        self.assertEqual(issue.line_ids.item_ids.company_id, self.other)

    def test_numbers_go_on(self):
        env = self.brought()
        unit = self.of(env, "govinfo.unit").filtered(lambda one: one.code == "T01")
        highest = max(self.of(env, "govinfo.item").mapped("number"))
        made = env["govinfo.item"].create({"name": "新信息", "unit_id": unit.id})
        self.assertNotIn(made.number, self.of(env, "govinfo.item").browse().mapped("number"))
        if highest.split("-")[1] == made.number.split("-")[1]:
            self.assertEqual(int(made.number[-4:]), int(highest[-4:]) + 1)
        self.assertEqual(self.of(env, "govinfo.publication")[0]._next_number(2026)[0] > 0, True)

    def test_days_and_moments_as_an_earlier_series_keeps_them(self):
        """Units belonged to their category since 1970, and a moment had parts of a second."""
        sent = [("company_id", "=", self.company.id), ("submitted_at", "!=", False)]
        item = self.env["govinfo.item"].search(sent, limit=1)
        self.env.cr.execute(
            "UPDATE govinfo_item SET event_time = '2026-02-03 04:05:06.789' WHERE id = %s",
            [item.id],
        )
        self.env.invalidate_all()
        write(self.env, self.path, self.company)
        facts = read(self.path)
        moments = [row["event_time"] for row in facts["tables"]["govinfo.item"]]
        self.assertIn("2026-02-03 04:05:06", moments)
        for row in facts["tables"]["govinfo.unit.category.history"]:
            row["date_from"] = "1970-01-01"
        env = self.env(context=dict(self.env.context, allowed_company_ids=self.other.ids))
        self.assertFalse(bring(env, facts, "manager_a"))
        days = self.of(env, "govinfo.unit").category_history_ids.mapped("date_from")
        self.assertEqual({str(day) for day in days}, {"2000-01-01"})

    def test_only_into_an_empty_county_and_by_a_manager(self):
        env = self.env(context=dict(self.env.context, allowed_company_ids=self.other.ids))
        with self.assertRaisesRegex(FactsError, "no manager"):
            bring(env, read(self.path), "reviewer_a")
        with self.assertRaisesRegex(FactsError, "empty one"):
            bring(self.env, read(self.path), "manager_a")
        self.assertFalse(self.of(env, "govinfo.unit"))

    def test_another_file(self):
        path = Path(self.path).with_name("other.zip")
        path.write_bytes(b"no zip")
        with self.assertRaises(FactsError):
            read(path)

    def test_a_score_that_differs_is_named_and_its_period_stays_open(self):
        facts = read(self.path)
        facts["scores"][0]["units"]["T01"]["total"] += 1
        env = self.env(context=dict(self.env.context, allowed_company_ids=self.other.ids))
        wrong = bring(env, facts, "manager_a")
        self.assertEqual(wrong.state, "computed")
        self.assertEqual(len(list(differences(env, facts))), 1)
