"""Every rule reads back as a sentence, whatever it says, in the language of the reader."""

from odoo import Command
from odoo.tests import tagged

from ..common import GovinfoCase

EVENT = {"basis": "adoption", "level": "city", "points": 20}
QUOTA = {"kind": "quota", "basis": "submission", "quota_window": "month", "quota": 2}
VETO = {"kind": "veto", "basis": "incident", "incident_kind": "concealed"}
RATIO = {"kind": "ratio", "basis": "submission", "ratio_window": "quarter", "threshold": 0.3}
CHINESE = (
    (dict(EVENT, stack_key="a", stack_by="item", stack_mode="highest"),
     "信息被市级刊物采用，每条计20分；同一信息就高计分。"),
    (dict(EVENT, mode="title", category="problem"), "问题信息被市级刊物标题采用，每条计20分。"),
    (dict(EVENT, level=False, paper=True, points_mode="external", points=2),
     "信息被某市信息采用，按上级采用分值的2倍计分。"),
    (dict(EVENT, level=False, points_mode="external", points=1), "信息被采用，按上级采用分值计分。"),
    (dict(EVENT, share="split", additive=True),
     "信息被市级刊物采用，每条计20分；联合报送的各单位平均分配；与其他规则累加计分。"),
    (dict(EVENT, share="lead", first_n=3, cap_window="year"),
     "信息被市级刊物采用，每条计20分；联合报送的只计第一单位；每年只计前3条。"),
    ({"basis": "submission", "points": 1, "has_cap": True, "cap_points": 10, "cap_window": "month"},
     "报送信息，每条计1分；每月最多计10分。"),
    ({"basis": "submission", "points": 0, "commissioned": "no", "adopted": "yes"},
     "报送已被采用的非约稿信息，不计分。"),
    ({"basis": "instruction", "level": "city", "leader_rank": "deputy", "points": 10,
      "stack_key": "b", "stack_by": "item_level", "stack_mode": "first_then", "later_points": 5},
     "信息获市领导（副职）批示，每次计10分；同一信息同一级别第二次起每次计5分。"),
    ({"basis": "upload", "level": "province", "commissioned": "yes", "points": 2},
     "向省上报约稿信息，每条计2分。"),
    ({"basis": "commission", "outcome": "missed", "level": "city", "points": -10},
     "未完成市级约稿，每次扣10分。"),
    ({"basis": "incident", "incident_kind": "late", "level": "city", "points": -5, "has_cap": True,
      "cap_points": 20, "cap_window": "quarter"},
     "因迟报被市级通报，每次扣5分；每季度最多扣20分。"),
    ({"basis": "incident", "points_mode": "assessed", "points": -50, "points_max": -100},
     "出现差错情形，酌情扣50至100分。"),
    ({"basis": "incident", "points_mode": "assessed", "points": -5, "points_max": 5},
     "出现差错情形，在-5分至5分之间酌情计分。"),
    ({"basis": "followup", "outcome": "overdue", "points": -3}, "批示逾期未反馈，每次扣3分。"),
    ({"basis": "training", "points": 1, "unit_category": True}, "乡镇街道：参加培训，每次计1分。"),
    ({"basis": "manual", "points_mode": "assessed", "points_max": 20},
     "按“规则”登记的调整事项，酌情计0至20分。"),
    (dict(QUOTA, short_points=-1), "每月报送信息不少于2条；每缺1条扣1分。"),
    (dict(QUOTA, met_points=5, extra_points=1, extra_max=3, soft=True),
     "每月报送信息不少于2条；完成的计5分；每超1条计1分（最多按3条）；未完成的不列为未达要求。"),
    (dict(QUOTA, lines=True, short_flat=-3),
     "每月报送信息，甲镇不少于5条、乡镇街道不下任务、其他单位不少于2条；未完成的扣3分。"),
    (dict(QUOTA, quota_metric="weighted", weight=0.25, short_share=-40, quota_window="year"),
     "每年报送信息不少于2条；按类别折算（问题1条折0.25条）；未完成的按缺额比例扣分，全缺扣40分。"),
    (dict(QUOTA, quota_metric="items", extra_share=10),
     "每月报送信息不少于2条；同一信息只计一次；超额的按超额比例加分，超额一倍计10分。"),
    (dict(QUOTA, quota=0), "每月报送信息（尚未下达任务数）；不计分，未完成的列为未达要求。"),
    (dict(RATIO, numerator_domain="[('is_adopted', '=', True)]", below_points=-5),
     "每季度报送信息中被采用的比例不低于30%；低于的扣5分。"),
    (dict(VETO, effect="zero"), "出现瞒报的，当年得分清零。"),
    (dict(VETO, effect="no_award", veto_count=3), "一年内出现瞒报达3次的，取消当年评先资格。"),
    (dict(EVENT, domain="[('external_score', '>', 5)]"),
     "信息被市级刊物采用，且上级计分大于5的，每条计20分。"),
    (dict(EVENT, domain="['|', ('id', '=', 1), ('id', '=', 2)]"),
     "信息被市级刊物采用，且符合另设条件的，每条计20分。"),
    ({"basis": "submission", "points": 2, "points_every": 5, "cap_window": "quarter"},
     "报送信息，每季度每满5条计2分。"),
    ({"basis": "commission", "outcome": "late", "points": -10, "points_every": 3, "cap_window": "year"},
     "逾期完成约稿，每年每满3条扣10分。"),
    ({"basis": "response", "outcome": "useful", "points": 1}, "单位反映有用的信息，每次计1分。"),
    ({"basis": "response", "outcome": "none", "category": True, "points": -1},
     "单位反映作用不大的问题信息，每次扣1分。"),
    (dict(RATIO, basis="response", numerator_domain="[('value', '=', 'useful')]", below_points=-2),
     "每季度单位作出反映的信息中评价为“有用”的比例不低于30%；低于的扣2分。"),
    ({"basis": "commission", "level": "own", "outcome": "done", "points": 1},
     "按时完成本单位约稿，每次计1分。"),
    (dict(QUOTA, quota_per="author", to_unit=False, met_points=5, quota_window="quarter"),
     "每人每季度报送信息不少于2条；完成的计5分；得分只计入个人。"),
    (dict(QUOTA, quota_per="author", short_points=-1),
     "每人每月报送信息不少于2条；每缺1条扣1分；得分同时计入单位。"),
    (dict(VETO, effect="no_award", award_scope="head"), "出现瞒报的，取消单位主要领导当年评先资格。"),
    ({"kind": "veto", "basis": "adoption", "effect": "no_award", "award_scope": "author"},
     "信息被采用的，取消作者当年评先资格。"),
    ({"basis": False}, "（尚未选择计分依据），不计分。"),
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestRuleSentence(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        module = cls.env["ir.module.module"].search([("name", "=", "govinfo_module")])
        module._update_translations(["zh_CN"])
        cls.ruleset = cls.env["govinfo.ruleset"].create({"name": "办法", "date_from": "2026-01-01"})
        cls.group = cls.env["govinfo.rule.group"].create(
            {"ruleset_id": cls.ruleset.id, "code": "A", "name": "采用"}
        )

    def rule(self, **vals):
        """A rule as ``vals`` say; some of them stand for records of the small county."""
        problem = self.env.ref("govinfo_module.category_problem")
        if vals.pop("category", None):
            vals["category_ids"] = [Command.set(problem.ids)]
        if vals.pop("paper", None):
            vals["publication_ids"] = [Command.set(self.city_paper.ids)]
        if vals.pop("unit_category", None):
            vals["unit_category_ids"] = [Command.set(self.townships.ids)]
        weight = vals.pop("weight", None)
        if weight:
            vals["weight_line_ids"] = [
                Command.create({"category_id": problem.id, "weight": weight})
            ]
        if vals.pop("lines", None):
            vals["quota_line_ids"] = [
                Command.create({"unit_id": self.unit.id, "quota": 5}),
                Command.create({"unit_category_id": self.townships.id, "quota": 0}),
            ]
        defaults = {"name": "规则", "ruleset_id": self.ruleset.id, "kind": "event"}
        return self.env["govinfo.rule"].create(dict(defaults, **vals))

    def chinese(self, record):
        return record.with_context(lang="zh_CN").sentence

    def test_chinese(self):
        for vals, sentence in CHINESE:
            with self.subTest(sentence=sentence), self.undone():
                self.assertEqual(self.chinese(self.rule(**vals)), sentence)

    def test_english(self):
        rule = self.rule(**dict(EVENT, stack_key="a", stack_by="item", stack_mode="highest"))
        sentence = (
            "Items adopted by city publications: 20 for each; of one item only the highest counts."
        )
        self.assertEqual(rule.with_context(lang="en_US").sentence, sentence)

    def test_a_condition_says_no_name_that_its_reader_may_not_know(self):
        """A number in a condition may stand for any record; the list of fields is asked on saving only."""
        self.company.govinfo_secret_reader_ids = self.reviewer
        secret = self.submit(self.make_item(name="密件标题", secrecy="work_secret"))
        rules = self.env["govinfo.rule"].with_user(self.manager)
        values = {"kind": "event", "basis": "adoption", "ruleset_id": self.ruleset.id}
        for name in ("item_id", "item_id.like_ids.other_id", "issue_id.line_ids.item_ids"):
            values["domain"] = "[('%s', '=', %d)]" % (name, secret.id)
            told = rules.onchange(values, ["domain"], {"sentence": {}})["value"]["sentence"]
            self.assertNotIn("密件标题", told)
        named = self.officer.partner_id
        values["domain"] = "[('issue_id.message_partner_ids', '=', %d)]" % named.id
        self.assertIn(
            named.name, rules.onchange(values, ["domain"], {"sentence": {}})["value"]["sentence"]
        )

    def test_what_is_no_condition_is_only_mentioned(self):
        rules = self.env["govinfo.rule"].with_user(self.manager)
        for text in ("5", "None", "[[[", "[5]", "{1: 2}"):
            values = {"kind": "ratio", "basis": "submission", "ruleset_id": self.ruleset.id}
            values.update(domain=text, numerator_domain=text)
            told = rules.onchange(values, ["domain", "numerator_domain"], {"sentence": {}})
            self.assertTrue(told["value"]["sentence"])

    def test_rules_that_name_others(self):
        first = self.rule(**dict(QUOTA, name="月报送任务", group_id=self.group.id))
        table = self.rule(**dict(EVENT, name="市级采用", level="county", points=5))
        rules = (
            (dict(EVENT, points=0, points_mode="factor", factor=2,
                  factor_rule_ids=[Command.set(table.ids)]),
             "信息被市级刊物采用，按“市级采用”中首条符合规则的分值乘以2计分。"),
            (dict(QUOTA, requires_rule_ids=[Command.set(first.ids)], met_points=20),
             "每月报送信息不少于2条；完成的计20分；须同时完成“月报送任务”方为完成。"),
            (dict(VETO, veto_trigger="rule", veto_rule_id=first.id, basis=False, effect="no_award"),
             "未达到“月报送任务”要求的，取消当年评先资格。"),
            (dict(VETO, veto_trigger="rule", veto_rule_id=first.id, basis=False, effect="zero",
                  veto_count=2, veto_window="quarter"),
             "一个季度内“月报送任务”有2次未达到的，当季度得分清零。"),
            (dict(QUOTA, basis=False, quota_metric="points", quota_group_id=self.group.id,
                  short_points=-1),
             "每月“采用”得分不少于2分；每缺1分扣1分。"),
        )  # fmt: skip
        for vals, sentence in rules:
            with self.subTest(sentence=sentence):
                self.assertEqual(self.chinese(self.rule(**vals)), sentence)

    def test_limits_of_the_group_are_said_with_the_rule(self):
        self.group.write({"has_cap": True, "cap_points": 10, "cap_window": "month"})
        rule = self.rule(**dict(EVENT, group_id=self.group.id))
        self.assertEqual(
            self.chinese(rule), "信息被市级刊物采用，每条计20分；所在考核项目合计每月最多计10分。"
        )
        self.group.write({"has_floor": True, "floor_points": -5})
        self.assertEqual(self.chinese(self.group), "每月合计最多10分；每月合计最低-5分。")
        self.group.write({"has_cap": False, "has_floor": False})
        self.assertEqual(self.chinese(self.group), "得分不封顶。")

    def test_rule_set(self):
        self.assertEqual(self.chinese(self.ruleset), "各项规则得分累计，不设基础分和上下限。")
        self.ruleset.write(
            {
                "base_score": 60,
                "has_floor": True,
                "has_ceiling": True,
                "ceiling": 100,
                "pass_window": "year",
                "pass_mark": 240,
                "zero_adoption_short": True,
                "conversion": "top",
                "conversion_weight": 5,
            }
        )
        self.assertEqual(
            self.chinese(self.ruleset),
            "每季度基础分60分；每季度得分最低0分；每季度得分最高100分；每年得分低于240分为不达标；"
            "考核周期内未被采用的列为未达要求；折算得分＝总分÷本组最高分×5。",
        )

    def test_the_form_shows_it_before_saving(self):
        rule = self.env["govinfo.rule"].new(dict(EVENT, name="规则", kind="event"))
        rule = rule.with_context(lang="zh_CN")
        self.assertEqual(rule.sentence, "信息被市级刊物采用，每条计20分。")
        rule.points = -2
        self.assertEqual(rule.sentence, "信息被市级刊物采用，每条扣2分。")

    def test_every_rule_of_every_published_measure(self):
        wizards = self.env["govinfo.ruleset.template.wizard"]
        said = {}
        for code, _label in wizards._selection_measure():
            wizard = wizards.create({"measure": code, "date_from": "2027-01-01"})
            ruleset = self.env["govinfo.ruleset"].browse(wizard.action_create_ruleset()["res_id"])
            for rule in ruleset.rule_ids:
                sentence = self.chinese(rule)
                said[code, rule.name] = sentence
                with self.subTest(measure=code, rule=rule.name):
                    self.assertRegex(sentence, "^[^(){}]{8,}。$")
                    self.assertNotRegex(sentence, "[a-z]{3}|%[^；]|另设条件|尚未选择")
        self.assertGreater(len(said), 90)
        self.assertEqual(
            said["LYI", "市主要领导批示"],
            "信息获市领导（正职）批示，每次计10分；同一信息第二次起每次计5分。",
        )
        self.assertEqual(
            said["KH", "紧急信息迟报"], "因迟报被省级通报，且紧急信息为“是”的，每次扣100分。"
        )
        self.assertEqual(
            said["SF", "每周报送两条"], "每周报送信息不少于2条；完成的计1分；每超1条计1分。"
        )
