"""The files of an OFD: a zip of pages, what they share, and how to find it (GB/T 33190-2016, 6 and 7)."""

import hashlib
import io
import zipfile

from lxml import etree

from ..style import MM
from .subset import subset_font

NAMESPACE = "http://www.ofdspec.org/2016"
FOLDER, RESOURCES = "Doc_0/", "Res"
_TAG = "{%s}" % NAMESPACE
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: equal contents, equal bytes


class Package:
    """What is to be packed.

    ``about``: see :class:`engine.About`. ``pages``: number and root element of each page.
    ``marks``: depth, name and page number of each outline entry.
    ``fonts``: font → its number, family and characters. ``pictures``: bytes → number and format.
    """

    def __init__(self):
        self.about, self.pages, self.marks = None, [], []
        self.fonts, self.pictures = {}, {}
        self._last = 0

    def number(self):
        """A new number, unlike any in the file, as text."""
        self._last += 1
        return str(self._last)

    def font(self, face, text):
        """Number of the font that draws a text; its characters will be embedded."""
        if face.font not in self.fonts:
            self.fonts[face.font] = self.number(), face.family, set()
        number, _family, chars = self.fonts[face.font]
        chars.update(text)
        return number

    def picture(self, data, form):
        """Number of a picture; ``form`` is PNG or JPEG."""
        if data not in self.pictures:
            self.pictures[data] = self.number(), form
        return self.pictures[data][0]


def mm(*points):
    """Points as millimetres, to a thousandth, with blanks between them."""
    return " ".join("%g" % round(value / MM, 3) for value in points)


def element(name, **attributes):
    """The root of a file."""
    return etree.Element(_TAG + name, attributes, nsmap={"ofd": NAMESPACE})


def add(parent, name, text=None, **attributes):
    """A new child."""
    child = etree.SubElement(parent, _TAG + name, attributes)
    child.text = text
    return child


def pack(package):
    """The bytes of the file; equal packages give equal bytes."""
    names = ["Pages/Page_%d/Content.xml" % index for index in range(len(package.pages))]
    parts = {
        "Document.xml": _xml(_document(package, names)),
        "PublicRes.xml": _xml(_fonts(package)),
        "DocumentRes.xml": _xml(_pictures(package)),
    }
    for font, (number, _family, chars) in package.fonts.items():
        parts["%s/%s" % (RESOURCES, _font_name(number))] = subset_font(font, chars)
    for data, (number, form) in package.pictures.items():
        parts["%s/%s" % (RESOURCES, _picture_name(number, form))] = data
    parts.update({name: _xml(root) for name, (_number, root) in zip(names, package.pages)})
    parts = {FOLDER + name: content for name, content in parts.items()}
    return _zip({"OFD.xml": _xml(_entrance(package.about, parts)), **parts})


def _entrance(about, parts):
    """OFD.xml: what the file says about itself. Its identifier follows from all other contents."""
    digest = hashlib.sha256()
    for name, content in parts.items():
        digest.update(b"%s %d " % (name.encode(), len(content)) + content)
    root = element("OFD", Version="1.0", DocType="OFD")
    body = add(root, "DocBody")
    info = add(body, "DocInfo")
    add(info, "DocID", digest.hexdigest()[:32])
    for name, value in zip(("Title", "Author", "Subject"), about):
        if value:
            add(info, name, value)
    if about.stamp:
        add(info, "CreationDate", about.stamp.date().isoformat())
    add(info, "Creator", "govinfo_module")
    add(body, "DocRoot", FOLDER + "Document.xml")
    return root


def _document(package, names):
    """Document.xml: the pages in order and the outline."""
    root = element("Document")
    common = add(root, "CommonData")
    add(common, "MaxUnitID", package.number())
    first = package.pages[0][1].findtext(".//%sPhysicalBox" % _TAG)
    add(add(common, "PageArea"), "PhysicalBox", first)
    add(common, "PublicRes", "PublicRes.xml")
    add(common, "DocumentRes", "DocumentRes.xml")
    pages = add(root, "Pages")
    for name, (number, _root) in zip(names, package.pages):
        add(pages, "Page", ID=number, BaseLoc=name)
    if package.marks:
        _outline(add(root, "Outlines"), package.marks)
    return root


def _outline(root, marks):
    """Entries within entries, each leading to its page."""
    parents = [root]
    for depth, name, number in marks:
        del parents[depth + 1 :]
        entry = add(parents[-1], "OutlineElem", Title=name, Expanded=str(not depth).lower())
        action = add(add(entry, "Actions"), "Action", Event="CLICK")
        add(add(action, "Goto"), "Dest", Type="Fit", PageID=number)
        parents.append(entry)


def _fonts(package):
    """PublicRes.xml: the fonts."""
    root = element("Res", BaseLoc=RESOURCES)
    if package.fonts:
        fonts = add(root, "Fonts")
        for number, family, _chars in package.fonts.values():
            font = add(fonts, "Font", ID=number, FontName=family, FamilyName=family)
            add(font, "FontFile", _font_name(number))
    return root


def _pictures(package):
    """DocumentRes.xml: the pictures."""
    root = element("Res", BaseLoc=RESOURCES)
    if package.pictures:
        pictures = add(root, "MultiMedias")
        for number, form in package.pictures.values():
            picture = add(pictures, "MultiMedia", ID=number, Type="Image", Format=form)
            add(picture, "MediaFile", _picture_name(number, form))
    return root


def _font_name(number):
    return "font_%s.ttf" % number


def _picture_name(number, form):
    return "image_%s.%s" % (number, form.lower())


def _xml(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _zip(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # else the bytes would tell on which system it was made
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
