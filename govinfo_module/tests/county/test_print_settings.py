"""A county's own fonts and habits of printing, and who may set them."""

import base64
import io

import pdfplumber
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ...gongwen import find_fonts
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestPrintSettings(GovinfoCase):
    def file_of(self, role):
        """The bytes of the font that serves a role on this machine."""
        path = next(use.file for use in find_fonts().report() if use.role == role)
        with open(path, "rb") as file:
            return file.read()

    def upload(self, role, data, user=None):
        """An uploaded font."""
        values = {"role": role, "data": base64.b64encode(data), "name": "仿宋_GB2312.ttf"}
        return self.env["govinfo.font"].with_user(user or self.manager).create(values)

    def issue_pdf(self):
        """The PDF of an issue, opened."""
        item = self.accept(self.make_item())
        return pdfplumber.open(io.BytesIO(self.make_issue(item)._render_pdf()))

    def test_an_uploaded_font_is_used_and_reported(self):
        font = self.upload("fangsong", self.file_of("kai"))
        self.assertIn("Kai", font.family)
        self.assertEqual(font.absent, 0)
        fonts = self.company._govinfo_print()["fonts"]
        self.assertEqual(next(use.family for use in fonts.report()), font.family)
        self.assertIs(self.company._govinfo_print()["fonts"], fonts)
        names = {
            char["fontname"] for char in self.issue_pdf().pages[0].chars if char["text"] == "甲"
        }
        self.assertTrue(any("Kai" in name for name in names), names)
        settings = self.env["govinfo.settings"].with_user(self.manager).create({})
        self.assertIn(font.family, settings.font_report)
        self.assertIn("仿宋_GB2312.ttf", settings.font_report)
        self.assertNotIn("filestore", settings.font_report)

    def test_another_county_prints_with_its_own(self):
        self.upload("fangsong", self.file_of("kai"))
        other = self.env["res.company"].create({"name": "乙县"})
        self.assertIs(other._govinfo_print()["fonts"], find_fonts())

    def test_files_that_are_no_fonts_are_refused(self):
        for data in (b"", b"no font", b"OTTO" + bytes(500)):
            with self.subTest(data=data[:8]), self.assertRaises(ValidationError), self.undone():
                self.upload("hei", data)

    def test_one_font_a_style(self):
        self.upload("kai", self.file_of("kai"))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.undone():
            self.upload("kai", self.file_of("song"))

    def test_only_the_manager_uploads(self):
        data = self.file_of("kai")
        for user in self.officer | self.reviewer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.undone():
                self.upload("kai", data, user)

    def test_a_folder_of_the_server(self):
        self.env["ir.config_parameter"].set_param("govinfo_module.font_folders", " /no/such ; ")
        self.assertTrue(self.company._govinfo_print()["fonts"].report())

    def test_habits_of_the_office(self):
        with Form(self.env["govinfo.settings"].with_user(self.manager)) as form:
            form.print_colour = "rgb"
            form.print_pitch = 28.0
            form.print_centred = True
        colours = {line["stroking_color"] for line in self.issue_pdf().pages[0].lines}
        self.assertIn((1, 0, 0), colours)
        with self.assertRaises(ValidationError), self.undone():
            self.company.govinfo_print_pitch = 3
