"""A .docx that cannot be read is refused with a sentence."""

import io
import zipfile

from ....exchange import errors
from ....exchange.word.docx_in import read_docx
from ...pure import PureCase, tagged
from .. import exchange_files as files
from ..exchange_files import docx, paragraph


@tagged("post_install", "-at_install")
class TestDocxRefused(PureCase):
    def refused(self, error, data, **options):
        with self.assertRaises(error) as caught:
            read_docx(data, **options)
        self.assertTrue(str(caught.exception))
        return caught.exception

    def test_empty(self):
        self.refused(errors.EmptyFile, b"")
        self.refused(errors.NoText, docx("<w:p/>"))

    def test_too_large(self):
        error = self.refused(errors.FileTooLarge, b"PK\x03\x04" + b"x" * (50 * 1024 * 1024))
        self.assertEqual(error.params, {"limit": 30})

    def test_other_formats(self):
        self.refused(errors.OldFormat, files.OLE)
        self.refused(errors.OldFormat, b"{\\rtf1\\ansi text}")
        self.refused(errors.EncryptedFile, files.OLE + "EncryptedPackage".encode("utf-16-le"))
        self.refused(errors.WrongFormat, b"%PDF-1.4")
        self.refused(errors.WrongFormat, files.xlsx([("a", "<sheetData/>", "")]))
        self.refused(errors.WrongFormat, files.zip_bytes({"content.xml": "<office/>"}))

    def test_password_in_the_zip(self):
        data = bytearray(docx(paragraph("标题")))
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = 0
            while mark in data[start:]:
                start = data.index(mark, start) + 1
                data[start - 1 + offset] |= 1
        self.refused(errors.EncryptedFile, bytes(data))

    def test_damaged(self):
        good = docx(paragraph("标题") * 50)
        self.refused(errors.BrokenFile, good[: len(good) // 2])
        self.refused(errors.BrokenFile, good[:60] + b"\xff" * 40 + good[100:])
        self.refused(errors.BrokenFile, docx("<w:p><w:r>"))
        self.refused(errors.BrokenFile, docx(paragraph("标题"), numbers="<w:numbering"))
        nested = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300
        self.refused(errors.BrokenFile, docx(nested))

    def test_zip_bomb(self):
        bomb = docx(paragraph("标题"), more={"word/media/a.bin": b"\0" * (310 * 1024 * 1024)})
        self.assertLess(len(bomb), 1024 * 1024)
        self.refused(errors.UnpackedTooLarge, bomb)
        self.refused(
            errors.UnpackedTooLarge,
            docx(paragraph("标题"), more={"a.xml": b" " * (41 * 1024 * 1024)}),
        )
        many = {"word/media/%d.png" % number: b"" for number in range(5001)}
        self.refused(errors.UnpackedTooLarge, docx(paragraph("标题"), more=many))

    def test_entities(self):
        """Neither growing entities nor files of the server: a DTD is refused."""
        with zipfile.ZipFile(io.BytesIO(docx(paragraph("&x;")))) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for attack in ('<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY x "lol">'):
            bad = dict(parts)
            bad["word/document.xml"] = "<!DOCTYPE a [%s]>%s" % (attack, parts["word/document.xml"])
            self.refused(errors.BrokenFile, files.zip_bytes(bad))
            bad["word/document.xml"] = bad["word/document.xml"].encode("utf-16")
            self.refused(errors.BrokenFile, files.zip_bytes(bad))
