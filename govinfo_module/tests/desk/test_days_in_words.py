"""What people read as a name says days as people write them: 2026年11月27日, not 2026-11-27."""

from datetime import date

from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestDaysInWords(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        module = cls.env["ir.module.module"].search([("name", "=", "govinfo_module")])
        module._update_translations(["zh_CN"])
        cls.env = cls.env(context=dict(cls.env.context, lang="zh_CN"))
        cls.company.partner_id.lang = "zh_CN"

    def name(self, model, **vals):
        return self.env[model].new(vals).display_name

    def test_no_model_is_named_by_a_bare_day(self):
        for name in self.env:
            model = self.env[name]
            named_by = model._fields.get(model._rec_name or "")
            if name.startswith("govinfo.") and named_by is not None:
                words = type(model)._compute_display_name.__module__.startswith(
                    "odoo.addons.govinfo"
                )
                with self.subTest(name):
                    self.assertTrue(words or named_by.type not in ("date", "datetime"))

    def test_names(self):
        day, company = date(2026, 11, 7), self.company.id
        entry = self.name("govinfo.score.entry", company_id=company, date=day, reason="base")
        self.assertEqual(entry, "2026年11月7日 基础分")
        work = self.name("govinfo.working.day", date=day, name="国庆节调休上班")
        self.assertEqual(work, "2026年11月7日 国庆节调休上班")
        sent = self.name("govinfo.upload.day", date=day, label="3 / 4")
        self.assertEqual(sent, "2026年11月7日 3 / 4")
        rank = self.name("govinfo.county.rank", year=2026, level="city", rank=1, of_how_many=9)
        self.assertEqual(rank, "2026年市级第1名（共9个）")
        points = self.name("govinfo.adjustment", unit_id=self.unit.id, points=2)
        self.assertEqual(points, "甲镇 +2")

    def test_manuscripts(self):
        item = self.submit(self.make_item())
        version = item.version_ids[:1]
        moment = self.company.govinfo_local(version.date)
        words = "%d年%d月%d日 %s" % (
            moment.year,
            moment.month,
            moment.day,
            moment.strftime("%H:%M"),
        )
        self.assertTrue(version.display_name.startswith(words), version.display_name)

    def test_logs(self):
        item = self.accept(self.make_item())
        note = self.env["govinfo.instruction"].with_user(self.leader)
        note.create({"item_id": item.id, "text": "阅。", "date": date(2026, 11, 7)})
        said = item.sudo().message_ids.mapped("body")
        self.assertTrue(any("2026年11月7日" in str(body) for body in said), said)
