"""Titles, days and characters have bounds that say so; files are read for those who may write."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.foundation.base_bounds import TITLE, TITLES
from ...models.foundation.govinfo_guard_mixin import AUTOMATIC
from ..exchange.exchange_files import docx, paragraph
from .trust_county import TrustCase

PEOPLE = ("manager", "reviewer", "leader", "officer")


@tagged("post_install", "-at_install")
class TestTrustBounds(TrustCase):
    def fields(self, *types):
        """Fields of ``types`` with somebody who may write them, in all our models."""
        for name, model in sorted(self.env.registry.items()):
            if not name.startswith("govinfo.") or model._abstract:
                continue
            able = [self.env[name].with_user(self.user(role)) for role in PEOPLE]
            able = [one for one in able if one.has_access("create")]
            guarded = able and hasattr(able[0], "_guarded") and able[0]._guarded() or ()
            for field in model._fields.values() if able else ():
                if field.type in types and field.store and field.name not in AUTOMATIC:
                    if field.name not in guarded:
                        yield able[0], field

    def refused(self, model, name, value):
        """The sentence with which ``value`` is refused."""
        with mute_logger("odoo.sql_db"), self.undone(), self.assertRaises(UserError) as refusal:
            model.create({name: value})
        return str(refusal.exception)

    def test_titles_have_a_bound_that_says_so(self):
        tried = 0
        for model, field in self.fields("char"):
            if field.name in TITLES:
                with self.subTest(model=model._name, field=field.name):
                    sentence = self.refused(model, field.name, "长" * (TITLE + 1))
                    self.assertIn("201", sentence)
                    self.assertIn("200", sentence)
                tried += 1
        self.assertGreater(tried, 15)
        item = self.make_item(name="长" * TITLE)
        self.assertEqual(len(item.name), TITLE)
        with self.assertRaises(UserError):
            item.name = "长" * (TITLE + 1)

    def test_days_lie_between_2000_and_2100(self):
        tried = 0
        for model, field in self.fields("date", "datetime"):
            for day in ("1999-12-31", "2101-01-01", "0001-01-01", "9999-12-31"):
                value = day if field.type == "date" else day + " 00:00:00"
                with self.subTest(model=model._name, field=field.name, day=day):
                    self.assertIn("2000", self.refused(model, field.name, value))
            tried += 1
        self.assertGreater(tried, 20)

    def test_characters_that_nothing_can_print_are_left_out(self):
        item = self.make_item(name="标\x00题\x0b\ud800", body="<p>正\x00文\x1f</p>")
        self.assertEqual(item.name, "标题")
        self.assertEqual(item.body, "<p>正文</p>")

    def test_a_file_is_read_for_those_who_may_write_the_item(self):
        """Nobody else makes the server read a file: not by a form, not by a button, not by a value."""
        file = base64.b64encode(docx(paragraph("标题") + paragraph("正文")))
        items = self.env["govinfo.item"]
        seen = []
        self.patch(type(items), "_read_docx", lambda self, data: seen.append(self.env.user))
        item = self.records["govinfo.item"]["own"]
        for user in self.portal | self.leader | self.outsider | self.officer_b:
            for ask in (
                lambda u=user: item.with_user(u).onchange(
                    {"docx_file": file}, ["docx_file"], {"name": {}}
                ),
                lambda u=user: item.with_user(u).write({"docx_file": file}),
                lambda u=user: item.with_user(u).action_take_docx(),
            ):
                with self.subTest(user=user.login), self.undone():
                    with self.assertRaises(AccessError):
                        ask()
        self.assertFalse(seen)
