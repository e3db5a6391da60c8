"""A record of every model for a county, and a work secret with a word of its own in every text."""

from datetime import date


class Furnisher:
    """Gives a county a record of every model, by its own people and steps as far as these make it."""

    def __init__(self, county, names, case):
        self.county, self.case, self.env = county, case, county.env
        self.own, self.b, self.common = names
        self.is_first = names[0] == "own"

    def furnish(self):
        """Everything, in the order in which a county makes it."""
        self.settings()
        self.rules()
        self.plans()
        self.items()
        self.issues()
        self.facts()
        self.assessment()
        self.notices()
        self.rest()

    def keep(self, whose, records):
        self.case.keep(whose, records)

    def by(self, user, model):
        return self.env[model].with_user(user)

    def settings(self):
        county = self.county
        county.env.company.write(
            {
                "govinfo_secret_reader_ids": [(6, 0, county.reviewer.ids)],
                "govinfo_public": self.is_first,
            }
        )
        self.keep(self.own, county.unit)
        self.keep(self.b, county.unit_b)
        for records in (county.townships, county.bulletin, county.unit.category_history_ids):
            self.keep(self.common, records)
        own_category = self.env["govinfo.category"].create(
            {"name": "本县类别", "code": "own", "company_id": self.env.company.id}
        )
        self.keep(self.common, own_category)
        manager = county.manager
        self.keep(self.common, self.by(manager, "govinfo.wordlist.term").create({"name": "探亲词"}))
        self.keep(
            self.common,
            self.by(manager, "govinfo.county.rank").create(
                {"year": 2025, "level": "city", "rank": 1, "of_how_many": 9}
            ),
        )

    def rules(self):
        county = self.county
        vals = {
            "name": "考核办法",
            "date_from": "2026-01-01",
            "group_ids": [(0, 0, {"name": "报送", "code": "A"})],
            "rule_ids": [
                (0, 0, {"name": "报送", "kind": "event", "basis": "submission", "points": 99}),
                (
                    0,
                    0,
                    {
                        "name": "月任务",
                        "kind": "quota",
                        "basis": "submission",
                        "quota_window": "month",
                        "quota": 1,
                        "short_points": -1,
                    },
                ),
            ],
        }
        rulesets = self.by(county.manager, "govinfo.ruleset")
        self.ruleset = rulesets.create(vals)
        rule = self.ruleset.rule_ids[0]
        rule.group_id = self.ruleset.group_ids
        rule.quota_line_ids = [(0, 0, {"unit_id": county.unit.id, "quota": 2})]
        rule.weight_line_ids = [(0, 0, {"category_id": county.category.id, "weight": 1})]
        self.ruleset.action_activate()
        self.draft = self.ruleset.copy({"date_from": "2027-01-01"})
        opened = self.draft.action_open_trial()
        trial = self.by(county.manager, opened["res_model"]).browse(opened["res_id"])
        trial.action_run()
        for records in (
            self.ruleset,
            self.ruleset.group_ids,
            rule,
            rule.quota_line_ids,
            rule.weight_line_ids,
            trial,
            trial.line_ids,
        ):
            self.keep(self.common, records)

    def plans(self):
        county = self.county
        topic = self.by(county.reviewer, "govinfo.topic").create(
            {"name": "重点工作", "date_from": "2026-01-01", "unit_ids": [(6, 0, county.unit.ids)]}
        )
        keypoint = self.by(county.reviewer, "govinfo.keypoint").create(
            {"name": "要点", "body": "<p>要点</p>"}
        )
        keypoint.action_post()
        self.commission = county.make_commission(
            county.unit | county.unit_b, keypoint_id=keypoint.id, requirement="<p>要求</p>"
        )
        lines = self.commission.line_ids
        for whose, unit in ((self.own, county.unit), (self.b, county.unit_b)):
            line = lines.filtered(lambda line, unit=unit: line.unit_id == unit)
            self.keep(whose, line)
            self.keep(whose, line.reminder_ids)
            self.keep(
                whose, self.env["govinfo.coverage"].sudo().search([("unit_id", "=", unit.id)])
            )
        for records in (topic, keypoint, self.commission):
            self.keep(self.common, records)

    def items(self):
        county = self.county
        text = "<p>%s</p>" % ("春耕备耕抢抓农时全力推进各项措施落实到位" * 20)
        self.item = county.accept(
            county.make_item(body=text, secrecy="public", disclosure="proactive")
        )
        self.item_b = county.make_item(
            user=county.officer_b, unit_id=county.unit_b.id, name="乙镇信息", body=text
        )
        self.item_b.action_request_signoff()
        self.item_b.with_user(county.unit_leader_b).action_sign_off()
        self.item_b.with_user(county.reviewer).action_accept()
        self.draft_item = county.make_item(name="甲镇草稿")
        self.secrets = county.env["govinfo.item"]
        if self.is_first:
            self.secrets = self.secret(text) | self.secret("<p>另文</p>")
            self.keep("secret", self.secrets)
            self.keep("secret", self.secrets.version_ids)
        likes = self.env["govinfo.item.like"].sudo().search([])
        self.keep("secret", likes.filtered(lambda like: like.item_id in self.secrets))
        for whose, item in ((self.own, self.item), (self.b, self.item_b)):
            self.keep(whose, item)
            self.keep(whose, item.version_ids)
            self.keep(whose, likes.filtered(lambda like, item=item: like.item_id == item))

    def secret(self, text):
        """An accepted work secret of unit A with words of its own in all its texts."""
        county, word = self.county, self.case.word
        item = county.make_item(
            name=word("item.name"),
            body="<p>%s</p>%s" % (word("item.body"), text),
            secrecy="work_secret",
            reader_ids=[(6, 0, county.reviewer.ids)],
        )
        self.env["ir.attachment"].with_user(county.officer).create(
            {
                "name": word("attachment.name") + ".txt",
                "raw": word("attachment.raw").encode(),
                "res_model": item._name,
                "res_id": item.id,
            }
        )
        item.action_request_signoff()
        item.with_user(county.unit_leader).action_return(word("item.return_reason"))
        item.with_user(county.officer).name = word("item.name")
        county.submit(item).with_user(county.reviewer).action_accept()
        item.with_user(county.reviewer).action_not_count(word("item.not_counted_reason"))
        item.with_user(county.reviewer).body = "<p>%s</p>%s" % (word("item.body"), text)
        item.with_user(county.reviewer).message_post(body=word("comment"))
        return item

    def issues(self):
        county = self.county
        issue = county.publish_issue(
            county.make_issue(self.item, unit_ids=[(6, 0, county.unit.ids)])
        )
        issue_b = county.publish_issue(
            county.make_issue(self.item_b, unit_ids=[(6, 0, county.unit_b.ids)])
        )
        for whose, one in ((self.own, issue), (self.b, issue_b)):
            for records in (one, one.line_ids, one.adoption_ids):
                self.keep(whose, records)
        self.issue = issue
        self.secret_issues = self.env["govinfo.issue"]
        if self.is_first:
            self.secret_issues = county.make_issue(
                self.secrets[0], editor_note=self.case.word("issue.editor_note")
            )
            self.secret_issues.line_ids.write(
                {
                    "name": self.case.word("issue.line.name"),
                    "body": "<p>%s</p>" % self.case.word("issue.line.body"),
                }
            )
            self.keep("secret", self.secret_issues)
            self.keep("secret", self.secret_issues.line_ids)

    def facts(self):
        county = self.county
        rows = [(self.own, self.item, county.unit), (self.b, self.item_b, county.unit_b)]
        rows += [("secret", item, county.unit) for item in self.secrets[:1]]
        for whose, item, unit in rows:
            self.facts_of(whose, item.with_user(county.reviewer), unit)
        training = self.by(county.reviewer, "govinfo.training").create(
            {
                "name": "培训",
                "date_start": "2026-09-01 01:00:00",
                "date_stop": "2026-09-01 03:00:00",
            }
        )
        training.action_ask_officers()
        self.keep(self.common, training)
        for whose, unit in ((self.own, county.unit), (self.b, county.unit_b)):
            self.keep(
                whose, training.attendance_ids.filtered(lambda a, unit=unit: a.unit_id == unit)
            )

    def facts_of(self, whose, item, unit):
        """An upward report, an adoption, an instruction with its follow-up and an incident."""
        county = self.county

        def text(what):
            return self.case.word(what) if whose == "secret" else "内容"

        upload = item.action_upload("city")
        upload.external_ref = text("upload.external_ref")
        adoption = self.by(county.reviewer, "govinfo.adoption").create(
            {
                "item_id": item.id,
                "publication_id": county.city_paper.id,
                "external_issue": text("adoption.external_issue"),
            }
        )
        instruction = self.by(county.leader, "govinfo.instruction").create(
            {"item_id": item.id, "text": text("instruction.text")}
        )
        followup = self.by(county.leader, "govinfo.followup").create(
            {
                "instruction_id": instruction.id,
                "unit_id": unit.id,
                "requirement": text("followup.requirement"),
            }
        )
        followup.with_user(
            county.officer if unit == county.unit else county.officer_b
        ).feedback = text("followup.feedback")
        incident = self.by(county.reviewer, "govinfo.incident").create(
            {"unit_id": unit.id, "item_id": item.id, "kind": "error", "description": "差错"}
        )
        for records in (upload, adoption, instruction, followup, incident):
            self.keep(whose, records)
        self.keep(self.common, upload.sudo().day_id)

    def assessment(self):
        county = self.county
        period = self.by(county.manager, "govinfo.period").create(
            {"kind": "quarter", "date_from": "2026-07-01"}
        )
        self.period = period
        period.with_user(county.reviewer).action_compute()
        period.with_user(county.reviewer).action_publicise()
        self.keep(self.common, period)
        for whose, unit, officer in (
            (self.own, county.unit, county.officer),
            (self.b, county.unit_b, county.officer_b),
        ):
            own = [("unit_id", "=", unit.id)]
            for model in ("entry", "window", "group"):
                self.keep(whose, self.env["govinfo.score." + model].sudo().search(own))
            self.keep(whose, self.env["govinfo.score"].sudo().search(own))
            self.keep(
                whose,
                self.by(officer, "govinfo.appeal").create(
                    {"unit_id": unit.id, "period_id": period.id, "reason": "申诉"}
                ),
            )
            self.keep(
                whose,
                self.by(county.reviewer, "govinfo.adjustment").create(
                    {"unit_id": unit.id, "period_id": period.id, "points": 1, "reason": "调整"}
                ),
            )
        for records in self.by(county.reviewer, "govinfo.honor").propose(
            2026, "unit", 9, self.env.company
        ):
            self.keep(self.own if records.unit_id == county.unit else self.b, records)

    def notices(self):
        county = self.county
        notice = self.by(county.reviewer, "govinfo.notice")._draft_for(self.period)
        notice.action_request_approval()
        notice.with_user(county.leader).action_approve()
        notice.action_publish()
        self.notice = notice
        self.keep(self.common, notice)
        for letter in notice.sudo().letter_ids:
            self.keep(self.own if letter.unit_id == county.unit else self.b, letter)

    def rest(self):
        county = self.county
        self.item.with_user(county.leader_b).action_disclose()
        self.keep(self.common, self.item.sudo().disclosure_ids)
        imported = self.by(county.reviewer, "govinfo.adoption.import").create(
            {
                "publication_id": county.city_paper.id,
                "date": date(2026, 10, 1),
                "pasted": "标题\t单位\t日期\n乙镇信息\t乙镇\t2026-10-01",
            }
        )
        imported.action_match()
        self.keep(self.common, imported)
        self.keep(self.common, imported.line_ids)
        for model in ("item", "unit", "balance"):
            self.keep(
                self.own,
                self.env["govinfo.analysis." + model]
                .sudo()
                .search([("company_id", "=", self.env.company.id)]),
            )
