"""An exchange package holds what was put in, follows its schema, and shows any change."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from operator import methodcaller

from lxml import etree

from ...exchange import errors
from ...exchange.package import (
    DOCX,
    MANIFEST,
    PDF,
    SCHEMA,
    Package,
    PackageFile,
    PackageItem,
    read_package,
    write_package,
)
from ..pure import PureCase, tagged
from . import exchange_files as files

CHINA = timezone(timedelta(hours=8))
ITEM = PackageItem(
    number="平桥镇〔2026〕12号",
    title="关于“零距离”服务<企业>的做法 & 成效",
    units=("平桥镇", "县农办"),
    category="experience",
    category_name="经验类",
    submitted=datetime(2026, 3, 5, 17, 30, tzinfo=CHINA),
    text="第一段。\n第二段，1<2。",
    author="信息员甲",
    urgency="urgent",
    secrecy="internal",
    event_time=datetime(2026, 3, 5, 8, tzinfo=CHINA),
    files=(
        PackageFile("正文.docx", b"PK docx", "application/msword", DOCX),
        PackageFile("正文.pdf", b"%PDF", "application/pdf", PDF),
        PackageFile("现场 照片.JPG", b"<!DOCTYPE html>", "image/jpeg"),
        PackageFile("无后缀", b"", "application/octet-stream"),
    ),
)
PLAIN = PackageItem(
    "T01-2026-0002",
    "春耕",
    ("雷峰乡",),
    "dynamic",
    "动态类",
    datetime(2026, 3, 6, tzinfo=UTC),
    "",
)
PACKAGE = Package(
    "某某县人民政府办公室", "city", datetime(2026, 3, 6, 9, tzinfo=CHINA), (ITEM, PLAIN)
)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@tagged("post_install", "-at_install")
class TestPackage(PureCase):
    def test_there_and_back(self):
        self.assertEqual(read_package(write_package(PACKAGE)), PACKAGE)

    def test_same_items_same_bytes(self):
        self.assertEqual(write_package(PACKAGE), write_package(PACKAGE))

    def test_what_a_stranger_finds(self):
        """The zip as a program without our code reads it."""
        parts = parts_of(write_package(PACKAGE))
        self.assertEqual(
            list(parts),
            [
                MANIFEST,
                "items/0001/text.docx",
                "items/0001/text.pdf",
                "items/0001/attachment-03.jpg",
                "items/0001/attachment-04",
            ],
        )
        root = etree.fromstring(parts[MANIFEST])
        etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(root)
        names = {"x": "urn:govinfo:exchange:1.0"}
        self.assertEqual(root.xpath("string(//x:item[1]/x:title)", namespaces=names), ITEM.title)
        self.assertEqual(
            root.xpath("//x:item[1]/x:submitted/text()", namespaces=names),
            ["2026-03-05T17:30:00+08:00"],
        )
        for file in root.iterfind(".//x:file", names):
            content = parts[file.get("path")]
            self.assertEqual(file.get("sha256"), hashlib.sha256(content).hexdigest())
            self.assertEqual(file.get("size"), str(len(content)))

    def test_what_does_not_fit_is_refused(self):
        for change in (
            {"title": " "},
            {"units": ()},
            {"secrecy": "secret"},
            {"urgency": "soon"},
            {"category": "two words"},
            {"number": ""},
            {"number": PLAIN.number},
            {"title": "长" * 501},
            {"files": (PackageFile("a", b"", "", DOCX),)},
            {"files": ITEM.files[:1] * 2},
        ):
            with self.subTest(change), self.assertRaises(errors.InvalidManifest) as caught:
                write_package(replace(PACKAGE, items=(replace(ITEM, **change), PLAIN)))
            self.assertGreater(caught.exception.params["line"], 0)
        for change in ({"level": "county"}, {"items": ()}, {"sender": ""}):
            with self.subTest(change), self.assertRaises(errors.InvalidManifest):
                write_package(replace(PACKAGE, **change))
        with self.assertRaises(ValueError):
            write_package(replace(PACKAGE, created=datetime(2026, 3, 6)))

    def test_control_characters_and_line_breaks(self):
        item = replace(PLAIN, title="春\x00耕\n备耕", text="一\x0b\r\n\r\n二\ud800")
        self.assertEqual(
            read_package(write_package(replace(PACKAGE, items=(item,)))).items,
            (replace(PLAIN, title="春耕备耕", text="一\n二"),),
        )


@tagged("post_install", "-at_install")
class TestPackageRefused(PureCase):
    def refused(self, error, change):
        parts = parts_of(write_package(PACKAGE))
        change(parts)
        with self.assertRaises(error) as caught:
            read_package(files.zip_bytes(parts))
        return str(caught.exception)

    def test_files(self):
        path = "items/0001/text.pdf"
        self.assertIn(
            "正文.pdf", self.refused(errors.ChangedFile, lambda parts: parts.update({path: b"x"}))
        )
        self.assertIn("正文.pdf", self.refused(errors.MissingFile, lambda parts: parts.pop(path)))
        for name in ("items/0001/more.pdf", "../../etc/cron.d/x"):
            change = methodcaller("update", {name: b"x"})
            self.assertIn(name, self.refused(errors.UnlistedFile, change))

    def test_manifest(self):
        def change(old, new):
            return lambda parts: parts.update({MANIFEST: parts[MANIFEST].replace(old, new, 1)})

        self.refused(errors.NoManifest, lambda parts: parts.pop(MANIFEST))
        for old, new in [
            (b"</exchange>", b""),
            (b'version="1.0"', b'version="2.0"'),
            (b"items/0001/text.pdf", b"../text.pdf"),
            (b"+08:00", b""),
            (b"2026-03-05T17", b"12026-03-05T17"),
            (b"17:30:00", b"24:00:00"),
            (b"<urgency>", b"<unknown/><urgency>"),
            (
                b"<exchange ",
                b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><exchange a="1" ',
            ),
        ]:
            with self.subTest(new):
                self.refused(errors.InvalidManifest, change(old, new))

    def test_entities_bring_nothing_in(self):
        def change(parts):
            text = parts[MANIFEST].replace(b"<title>", b"<title>&e;", 1)
            declared = (
                b'<!DOCTYPE exchange [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n<exchange '
            )
            parts[MANIFEST] = text.replace(b"<exchange ", declared, 1)

        self.refused(errors.InvalidManifest, change)

    def test_no_zip(self):
        for error, data in [
            (errors.EmptyFile, b""),
            (errors.WrongFormat, b"%PDF"),
            (errors.BrokenFile, write_package(PACKAGE)[:-200]),
            (errors.OldFormat, files.OLE),
        ]:
            with self.subTest(error.__name__), self.assertRaises(error):
                read_package(data)
        with self.assertRaises(errors.FileTooLarge):
            read_package(b"PK\x03\x04" + b"x" * 1024 * 1024, max_bytes=1024 * 1024)
