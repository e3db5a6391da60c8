"""The exchange package for upward reports: items as one zip that another network can take in.

``manifest.xml`` follows ``static/schema/govinfo-exchange-1.0.xsd`` and lists every file with its
SHA-256; the texts are there as .docx and PDF, made by the caller. The same items give the same
bytes.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from lxml import etree

from . import archive, errors
from .text import one_line, visible

NAMESPACE = "urn:govinfo:exchange:1.0"
VERSION = "1.0"
MANIFEST = "manifest.xml"
SCHEMA = Path(__file__).resolve().parent.parent / "static/schema/govinfo-exchange-1.0.xsd"
SUFFIX = "zip"
DOCX, PDF, ATTACHMENT = "docx", "pdf", "attachment"
MAX_BYTES = 200 * archive.MB
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_TAG = "{%s}" % NAMESPACE


@dataclass(frozen=True)
class PackageFile:
    """A file of an item; ``role`` is ``DOCX`` or ``PDF`` for its text, or ``ATTACHMENT``."""

    name: str
    data: bytes
    mimetype: str
    role: str = ATTACHMENT


@dataclass(frozen=True)
class PackageItem:
    """An item; times are aware datetimes, ``text`` is plain with a line for each paragraph."""

    number: str
    title: str
    units: tuple[str, ...]
    category: str
    category_name: str
    submitted: datetime
    text: str
    author: str = ""
    urgency: str = "normal"
    secrecy: str = "internal"
    event_time: datetime | None = None
    files: tuple[PackageFile, ...] = ()


@dataclass(frozen=True)
class Package:
    """Items that ``sender`` reports to the ``level`` city, province or national."""

    sender: str
    level: str
    created: datetime
    items: tuple[PackageItem, ...]


def write_package(package):
    """The bytes of the zip. Raises ``InvalidManifest`` when the items do not fit the schema.

    Times must be aware (``ValueError``): another network cannot guess the time zone.
    """
    parts = {}
    root = etree.Element(_TAG + "exchange", nsmap={None: NAMESPACE}, version=VERSION)
    _add(root, "sender", package.sender)
    _add(root, "level", package.level)
    _add(root, "created", _time(package.created))
    items = _add(root, "items")
    for position, item in enumerate(package.items, 1):
        _add_item(items, item, "items/%04d/" % position, parts)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    validate(content)
    return archive.write_zip({MANIFEST: content, **parts})


def _add_item(items, item, folder, parts):
    element = _add(items, "item", number=item.number)
    _add(element, "title", item.title)
    for unit in item.units:
        _add(element, "unit", unit)
    if item.author:
        _add(element, "author", item.author)
    _add(element, "category", item.category_name, code=item.category)
    _add(element, "urgency", item.urgency)
    _add(element, "secrecy", item.secrecy)
    if item.event_time:
        _add(element, "eventTime", _time(item.event_time))
    _add(element, "submitted", _time(item.submitted))
    text = _add(element, "text")
    for line in visible(item.text).splitlines():
        if line.strip():
            _add(text, "p").text = line.strip()
    files = _add(element, "files")
    for position, file in enumerate(item.files, 1):
        path = folder + _file_name(file, position)
        parts[path] = file.data
        _add(
            files,
            "file",
            role=file.role,
            name=file.name,
            path=path,
            mimetype=file.mimetype,
            size=str(len(file.data)),
            sha256=hashlib.sha256(file.data).hexdigest(),
        )


def _add(parent, tag, text=None, **attributes):
    """A child; texts and attributes are single lines."""
    values = {name: one_line(value or "") for name, value in attributes.items()}
    child = etree.SubElement(parent, _TAG + tag, values)
    child.text = None if text is None else one_line(text)
    return child


def _time(moment):
    if moment.tzinfo is None:
        raise ValueError("a time without its time zone: %s" % moment)
    return moment.replace(microsecond=0).isoformat()


def _file_name(file, position):
    """A plain name that every system can unpack; the manifest has the original one."""
    if file.role != ATTACHMENT:
        return "text.%s" % file.role
    extension = _EXTENSION.search(file.name)
    return "attachment-%02d%s" % (position, extension.group().lower() if extension else "")


@lru_cache(maxsize=1)
def _schema():
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def validate(manifest):
    """The parsed manifest (XML bytes). Raises ``InvalidManifest`` with line and reason."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(manifest, parser)
    except etree.XMLSyntaxError as error:
        raise errors.InvalidManifest(line=error.lineno or 1, reason=error.msg) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise errors.InvalidManifest(line=1, reason="DOCTYPE")
    schema = _schema()
    if not schema.validate(root):
        fault = schema.error_log[0]
        raise errors.InvalidManifest(line=fault.line, reason=fault.message.replace(_TAG, ""))
    return root


def read_package(data, max_bytes=MAX_BYTES):
    """The ``Package`` in a zip, every checksum verified.

    Raises a ``FileError`` for what is no sound zip and a ``PackageError`` for what is no package.
    """
    with archive.open_zip(data, SUFFIX, max_bytes, 2 * max_bytes) as source:
        parts = archive.read_parts(source, SUFFIX)
    if MANIFEST not in parts:
        raise errors.NoManifest()
    root = validate(parts.pop(MANIFEST))
    items = tuple(_read_item(element, parts) for element in root.iter(_TAG + "item"))
    if parts:
        raise errors.UnlistedFile(name=min(parts))
    return Package(_value(root, "sender"), _value(root, "level"), _moment(root, "created"), items)


def _read_item(element, parts):
    category = element.find(_TAG + "category")
    return PackageItem(
        number=element.get("number"),
        title=_value(element, "title"),
        units=tuple(unit.text for unit in element.iterfind(_TAG + "unit")),
        category=category.get("code"),
        category_name=category.text,
        submitted=_moment(element, "submitted"),
        text="\n".join(line.text or "" for line in element.iter(_TAG + "p")),
        author=_value(element, "author") or "",
        urgency=_value(element, "urgency"),
        secrecy=_value(element, "secrecy"),
        event_time=_moment(element, "eventTime"),
        files=tuple(_read_file(file, parts) for file in element.iter(_TAG + "file")),
    )


def _read_file(element, parts):
    """A listed file, taken out of ``parts``."""
    name = element.get("name")
    if element.get("path") not in parts:
        raise errors.MissingFile(name=name)
    content = parts.pop(element.get("path"))
    if hashlib.sha256(content).hexdigest() != element.get("sha256"):
        raise errors.ChangedFile(name=name)
    return PackageFile(name, content, element.get("mimetype"), element.get("role"))


def _value(element, tag):
    return element.findtext(_TAG + tag)


def _moment(element, tag):
    """An xs:dateTime, without fractions of a second; None where there is none."""
    child = element.find(_TAG + tag)
    if child is None:
        return None
    try:
        return datetime.fromisoformat(re.sub(r"\.\d+", "", child.text).replace("Z", "+00:00"))
    except ValueError as error:  # the year 10000, or 24:00, which a schema allows
        raise errors.InvalidManifest(line=child.sourceline, reason=child.text) from error
