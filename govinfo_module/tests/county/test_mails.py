"""E-mails to people of the county: official Chinese, what, who, until when, one link, nothing of the platform's."""

import re

from lxml import html

from odoo.tests import tagged

from ...exchange.clean_html import plain_text
from ..common import GovinfoCase

PLATFORM = re.compile("Odoo|odoo\\.com|Powered|Unfollow|取消关注|分配给|活动|已指派|View |查看 ")
ADDRESS = "https://oa.example.gov.cn"


@tagged("post_install", "-at_install")
class TestMails(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        module = cls.env["ir.module.module"].search([("name", "=", "govinfo_module")])
        module._update_translations(["zh_CN"])
        people = cls.officer | cls.unit_leader | cls.reviewer | cls.leader | cls.manager
        people.write({"lang": "zh_CN", "notification_type": "email"})
        cls.env["ir.config_parameter"].set_param("web.base.url", ADDRESS)
        cls.company.write({"govinfo_organ": "某县人民政府办公室"})
        cls.company.partner_id.lang = "zh_CN"

    def mails_to(self, user, records):
        """The e-mails to ``user`` about ``records``: ``(subject, HTML)`` each, in their order."""
        mails = self.env["mail.mail"].search(
            [("model", "=", records._name), ("res_id", "in", records.ids)], order="id"
        )
        own = mails.filtered(lambda mail: user.partner_id in mail.recipient_ids)
        return [(mail.subject, mail.body_html) for mail in own]

    def check(self, mail, record):
        """One link, to the record, at the address people use; no word of the platform's."""
        _subject, body = mail
        links = html.fromstring(body).xpath("//@href")
        view = "%s/mail/view?model=%s&res_id=%d" % (ADDRESS, record._name, record.id)
        self.assertEqual(links, [view])
        self.assertFalse(PLATFORM.search(plain_text(body)))
        self.assertIn("某县人民政府办公室", body)

    def test_a_request_for_a_signature(self):
        item = self.make_item()
        item.with_user(self.officer).action_request_signoff()
        [mail] = self.mails_to(self.unit_leader, item)
        self.check(mail, item)
        subject, body = mail
        self.assertRegex(
            subject,
            r"^【待签发】T01-2\d{3}-\d+ 甲镇推进春耕备耕工作（请于2\d{3}年\d\d?月\d\d?日前办理）$",
        )
        text = plain_text(body)
        self.assertIn("分管领导甲同志：", text)
        self.assertIn("甲镇推进春耕备耕工作", text)
        self.assertRegex(text, "由信息员甲提请，请于2.*日前办理。")

    def test_who_asks_does_not_wait_for_the_mail_server(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", queue.id)])
        item = self.make_item()
        item.with_user(self.officer).action_request_signoff()
        mails = self.env["mail.mail"].search([("res_id", "=", item.id)])
        self.assertEqual(mails.mapped("state"), ["outgoing"])
        self.assertGreater(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", queue.id)]), triggers
        )

    def test_a_return_says_why(self):
        item = self.make_item()
        item.with_user(self.officer).action_request_signoff()
        item.with_user(self.unit_leader).action_return("请补充<b>数据</b>")
        [mail] = self.mails_to(self.officer, item)
        self.check(mail, item)
        self.assertTrue(mail[0].startswith("【待修改】"))
        self.assertIn("请补充&lt;b&gt;数据&lt;/b&gt;", mail[1])

    def test_a_commission(self):
        commission = self.make_commission(self.unit)
        [mail] = self.mails_to(self.officer, commission)
        self.check(mail, commission)
        self.assertRegex(mail[0], r"^【待交稿】春耕备耕情况约稿（请于2\d{3}年.*前报送）$")

    def test_findings_of_a_rule_set_go_to_the_leaders(self):
        ruleset = self.env["govinfo.ruleset"].with_user(self.manager)
        ruleset = ruleset.create(
            {
                "name": "考核办法",
                "date_from": "2026-01-01",
                "rule_ids": [
                    (0, 0, {"name": "报送", "kind": "event", "basis": "submission", "points": 1})
                ],
            }
        )
        action = ruleset.action_activate()
        self.assertEqual(action["res_model"], "govinfo.finding")
        [mail] = self.mails_to(self.leader, ruleset)
        self.check(mail, ruleset)
        self.assertTrue(mail[0].startswith("【待决定】考核办法"))
        ruleset.finding_ids.with_user(self.leader).action_change()
        self.assertTrue(self.mails_to(self.manager, ruleset)[-1][0].startswith("【待修改】"))
        kinds = ruleset.activity_ids.activity_type_id
        self.assertNotIn(self.env.ref("govinfo_module.mail_activity_finding"), kinds)

    def test_a_comment(self):
        item = self.make_item()
        item.with_user(self.officer).message_post(
            body="请看第二段",
            partner_ids=self.unit_leader.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )
        [mail] = self.mails_to(self.unit_leader, item)
        self.check(mail, item)
        self.assertIn("请看第二段", mail[1])
