"""Fonts: which file serves a style, and that no character becomes a box."""

import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock

from ...gongwen import FontError, FontSet, Para, check_font, find_fonts, render
from ...gongwen.fonts import ROLES
from ..pure import PureCase, tagged
from .gongwen_cases import RARE, notice, opened, small_font


def file_of(role):
    """The file that serves a role on this machine."""
    return Path(next(use.file for use in find_fonts().report() if use.role == role))


@tagged("post_install", "-at_install")
class TestGongwenFonts(PureCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def copied(self, role, name):
        """A copy of a role's file under another name, in our folder."""
        target = self.folder / name
        shutil.copy(str(file_of(role)), str(target))
        return target

    def served(self, role, **how):
        """The :class:`FontUse` of a role."""
        return next(use for use in find_fonts(**how).report() if use.role == role)

    def test_report_names_every_style(self):
        report = find_fonts().report()
        self.assertEqual(tuple(use.role for use in report), ROLES)
        for use in report:
            self.assertTrue(os.path.exists(use.file))
            self.assertTrue(use.family)
            self.assertIsInstance(use.genuine, bool)

    def test_folder_of_the_administrator_comes_first(self):
        path = self.copied("song", "FZXBSJW.TTF".replace("TTF", "ttf"))
        use = self.served("xiaobiaosong", folders=[self.folder])
        self.assertEqual((use.file, use.genuine), (str(path), True))

    def test_names_in_chinese_and_capitals(self):
        path = self.copied("song", "仿宋_GB2312.TTF")
        self.assertEqual(self.served("fangsong", folders=[self.folder]).file, str(path))

    def test_folders_of_the_environment(self):
        path = self.copied("song", "simfang.ttf")
        folders = ["/no/such", str(self.folder), os.environ.get("GOVINFO_FONTS", "")]
        with mock.patch.dict(os.environ, {"GOVINFO_FONTS": os.pathsep.join(folders)}):
            self.assertEqual(self.served("fangsong").file, str(path))
            own = self.folder / "own"
            own.mkdir()
            mine = self.copied("song", "own/simfang.ttf")
            self.assertEqual(self.served("fangsong", folders=[own]).file, str(mine))

    def test_an_upload_serves_its_style(self):
        data = file_of("kai").read_bytes()
        fonts = find_fonts(overrides={"fangsong": data})
        self.assertIs(fonts, find_fonts(overrides={"fangsong": bytes(data)}))
        self.assertIs(
            fonts.own("fangsong").font.face.familyName, fonts.own("fangsong").font.face.familyName
        )
        use = next(use for use in fonts.report() if use.role == "fangsong")
        self.assertEqual(use.family, self.served("kai").family)
        with opened(notice(), fonts=fonts) as pdf:
            name = next(c["fontname"] for c in pdf.pages[1].chars if c["text"] == "抄")
        self.assertIn("Kai", name)

    def test_a_replaced_file_is_seen(self):
        path = self.copied("song", "simfang.ttf")
        before = self.served("fangsong", folders=[self.folder]).family
        path.unlink()
        shutil.copy(str(file_of("kai")), str(path))
        self.assertNotEqual(self.served("fangsong", folders=[self.folder]).family, before)

    def test_files_that_cannot_be_used(self):
        broken = self.folder / "broken.ttf"
        for data, reason in (
            (b"", "unreadable"),
            (b"no font at all" * 99, "unreadable"),
            (b"OTTO" + b"\0" * 500, "outlines"),
        ):
            broken.write_bytes(data)
            for source in (data, str(broken)):
                with self.subTest(reason=reason), self.assertRaises(FontError) as caught:
                    check_font(source)
                self.assertEqual(caught.exception.reason, reason)
                self.assertTrue(str(caught.exception).endswith("."))
        with self.assertRaises(FontError):
            find_fonts(overrides={"hei": str(self.folder / "none.ttf")})

    def test_a_broken_file_in_a_folder_does_not_stop_the_office(self):
        (self.folder / "simfang.ttf").write_bytes(b"broken")
        with self.assertLogs("%s" % FontSet.__module__, "WARNING"):
            use = self.served("fangsong", folders=[self.folder])
        self.assertNotEqual(use.file, str(self.folder / "simfang.ttf"))

    def test_no_font_at_all(self):
        nowhere = mock.patch("%s.SYSTEM_FOLDERS" % FontSet.__module__, (str(self.folder),))
        no_variable = mock.patch.dict(os.environ, {"GOVINFO_FONTS": ""})
        with nowhere, no_variable, self.assertRaises(FontError) as caught:
            find_fonts()
        self.assertEqual(caught.exception.reason, "none")

    def test_a_font_without_chinese_serves_no_style(self):
        """Many machines have nothing but DejaVu."""
        (self.folder / "dejavusans.ttf").write_bytes(small_font("Aa1"))
        nowhere = mock.patch("%s.SYSTEM_FOLDERS" % FontSet.__module__, (str(self.folder),))
        no_variable = mock.patch.dict(os.environ, {"GOVINFO_FONTS": ""})
        with nowhere, no_variable, self.assertRaises(FontError) as caught:
            find_fonts()
        self.assertEqual(caught.exception.reason, "none")

    def test_an_upload_that_has_not_even_geta(self):
        overrides = dict.fromkeys(ROLES, small_font("国"))
        nowhere = mock.patch("%s.SYSTEM_FOLDERS" % FontSet.__module__, (str(self.folder),))
        no_variable = mock.patch.dict(os.environ, {"GOVINFO_FONTS": ""})
        with nowhere, no_variable:
            face, _width, fell = find_fonts(overrides=overrides).pick("song", "民")
        self.assertEqual((face.family, fell), ("Squares", True))

    def test_a_complete_font_lacks_nothing(self):
        family, absent = check_font(str(file_of("song")))
        self.assertTrue(family)
        self.assertEqual(absent, 0)

    def test_rare_characters_come_from_another_font_or_are_told(self):
        result = render(notice(blocks=[Para("姓名：" + RARE + "。")]))
        fonts = find_fonts()
        for char in RARE:
            own = fonts.own("fangsong").has(char)
            with self.subTest(char=char):
                self.assertTrue(own or (char in result.fallen) != (char in result.missing))
        pdf = opened(notice(blocks=[Para("姓名：" + RARE + "。")]))
        text = pdf.pages[0].extract_text().replace("\n", "")
        for char in RARE:
            self.assertEqual(char in text, char not in result.missing, char)
        self.assertEqual(text.count("〓"), len(result.missing))

    def test_what_no_font_has_is_drawn_as_geta_and_reported(self):
        result = render(notice(blocks=[Para("甲\ue123乙😀丙")]))
        self.assertIn("\ue123", result.missing)
        self.assertNotIn("甲", result.fallen)

    def test_common_characters_come_from_their_own_style(self):
        result = render(
            notice(remark="", blocks=[Para("政务信息（“12.50分”——至……）《A》：·、；！？％℃")])
        )
        self.assertEqual(result.missing, frozenset())
        self.assertEqual([char for char in result.fallen if char in "政务信息分至"], [])

    def test_every_character_has_a_full_width_mark(self):
        fonts = find_fonts()
        for role in ROLES:
            for char in "“”‘’—…":
                self.assertAlmostEqual(fonts.pick(role, char)[1], 1.0, delta=0.08)

    def test_wide_digits_and_narrow_quotes_come_from_the_song_face(self):
        song = find_fonts().own("song").font
        wide, narrow = small_font("中0a", 1000), small_font("中“—", 350)
        fonts = find_fonts(overrides={"fangsong": wide, "hei": narrow})
        for role, char in (("fangsong", "0"), ("fangsong", "a"), ("hei", "“"), ("hei", "—")):
            self.assertIs(fonts.pick(role, char)[0].font, song)
        for role in ("fangsong", "hei"):
            self.assertIs(fonts.pick(role, "中")[0], fonts.own(role))

    def test_digits_take_half_a_character(self):
        for char in "0123456789":
            for role in ("fangsong", "kai", "song"):
                self.assertAlmostEqual(find_fonts().pick(role, char)[1], 0.5, delta=0.02)
