"""Zip files from outside, looked at before anything is unpacked, and our own with stable bytes."""

import io
import re
import zipfile

from . import errors

MB = 1024 * 1024
MAX_BYTES = 30 * MB
MAX_UNPACKED = 300 * MB
MAX_ENTRIES = 5000
#: The earliest time a zip can hold: our own archives carry no clock.
EPOCH = (1980, 1, 1, 0, 0, 0)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_NO_XML = re.compile(
    r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|bin|docx|xlsx|pdf|x?html?|mht|txt|rtf)$", re.I
)
_DOCTYPE = re.compile(b"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O|\x00<\x00!\x00D\x00O")


def open_zip(data, suffix, max_bytes=MAX_BYTES, max_unpacked=MAX_UNPACKED):
    """``data`` as an open ``ZipFile`` that is safe to read.

    ``suffix`` is the format asked for ("docx", "xlsx", "zip") and appears in the sentences. Raises
    a ``FileError``: empty, too large, older format, encrypted, no zip, damaged, or a zip bomb.
    ``zipfile`` never unpacks more than the size that an entry declares, so the sum can be trusted.
    """
    if not data:
        raise errors.EmptyFile()
    if len(data) > max_bytes:
        raise errors.FileTooLarge(limit=max_bytes // MB)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise errors.EncryptedFile(suffix=suffix)
        raise errors.OldFormat(suffix=suffix)
    if data.lstrip()[:5] == b"{\\rtf":
        raise errors.OldFormat(suffix=suffix)
    if not data.startswith(_ZIP):
        raise errors.WrongFormat(suffix=suffix)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise errors.BrokenFile(suffix=suffix) from error
    _check_entries(archive.infolist(), suffix, max_unpacked)
    return archive


def _check_entries(entries, suffix, max_unpacked):
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > max_unpacked:
        raise errors.UnpackedTooLarge(limit=max_unpacked // MB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise errors.EncryptedFile(suffix=suffix)


def read_parts(archive, suffix):
    """All entries as ``{name: bytes}``; their checksums are verified."""
    parts = {}
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        try:
            parts[entry.filename] = archive.read(entry)
        except Exception as error:  # zlib, lzma, struct, EOF ...: the entry is damaged, however
            raise errors.BrokenFile(suffix=suffix) from error
    return parts


def read_office(data, suffix, max_bytes=MAX_BYTES):
    """The parts of an Office file as ``{name: bytes}``.

    Its XML never holds a DTD: one is an attempt to blow up or to read other files by entities.
    """
    with open_zip(data, suffix, max_bytes) as archive:
        parts = read_parts(archive, suffix)
    for name, content in parts.items():
        if not _NO_XML.search(name) and _DOCTYPE.search(content):
            raise errors.BrokenFile(suffix=suffix)
    return parts


def write_zip(parts, stored=()):
    """Zip bytes of ``{name: bytes}`` in the given order; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
