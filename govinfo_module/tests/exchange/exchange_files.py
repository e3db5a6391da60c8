"""Office files built by the tests, down to the XML that Word, WPS and LibreOffice write."""

import io
import struct
import zipfile
import zlib

import openpyxl

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zip_bytes(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def png(colour=b"\xff\x00\x00"):
    """A picture of one pixel."""

    def chunk(kind, data):
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + colour)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def paragraph(text, style=None, number=None, outline=None, run=""):
    """A ``w:p``; ``number`` is (list id, level), ``run`` the XML of run properties."""
    properties = ""
    if style:
        properties += '<w:pStyle w:val="%s"/>' % style
    if number:
        properties += '<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (
            number[1],
            number[0],
        )
    if outline is not None:
        properties += '<w:outlineLvl w:val="%d"/>' % outline
    return "<w:p><w:pPr>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r></w:p>" % (
        properties,
        run,
        text,
    )


def style(style_id, name, based_on=None, outline=None):
    inside = '<w:name w:val="%s"/>' % name
    if based_on:
        inside += '<w:basedOn w:val="%s"/>' % based_on
    if outline is not None:
        inside += '<w:pPr><w:outlineLvl w:val="%d"/></w:pPr>' % outline
    return '<w:style w:type="paragraph" w:styleId="%s">%s</w:style>' % (style_id, inside)


def numbering(*lists):
    """``word/numbering.xml`` of lists given as [(numFmt, lvlText), …]: ids from 1."""
    xml = ""
    for number, levels in enumerate(lists, 1):
        xml += '<w:abstractNum w:abstractNumId="%d">' % number
        for index, (fmt, text) in enumerate(levels):
            xml += (
                '<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>'
                '<w:lvlText w:val="%s"/></w:lvl>' % (index, fmt, text)
            )
        xml += "</w:abstractNum>"
    for number in range(1, len(lists) + 1):
        xml += '<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (number, number)
    return '<w:numbering xmlns:w="%s">%s</w:numbering>' % (W, xml)


def docx(body, styles="", numbers=None, more=None, relations="", main="word/document.xml"):
    """A .docx from raw XML; ``more`` are further parts, ``relations`` those of the main part."""
    types = (
        '<Types xmlns="%s/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>' % PACKAGE
    )
    relation = '<Relationship Id="%s" Type="' + R + '/%s" Target="%s"/>'
    rels = '<Relationships xmlns="' + PACKAGE + '/relationships">%s</Relationships>'
    own = relation % ("rS", "styles", "styles.xml")
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels % relation % ("rId1", "officeDocument", main),
        main: '<w:document xmlns:w="%s" xmlns:r="%s"><w:body>%s</w:body></w:document>'
        % (W, R, body),
        "word/styles.xml": '<w:styles xmlns:w="%s">%s</w:styles>' % (W, styles),
    }
    if numbers:
        parts["word/numbering.xml"] = numbers
        own += relation % ("rN", "numbering", "numbering.xml")
    folder, _slash, name = main.rpartition("/")
    parts["%s/_rels/%s.rels" % (folder, name)] = rels % (own + relations)
    parts.update(more or {})
    return zip_bytes(parts)


def xlsx(sheets, styles=None, strings=None):
    """A .xlsx from raw XML: ``sheets`` are (name, inner XML of ``worksheet``, attributes)."""
    rels = '<Relationships xmlns="' + PACKAGE + '/relationships">%s</Relationships>'
    relation = '<Relationship Id="%s" Type="' + R + '/%s" Target="%s"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    override = '<Override PartName="/xl/%s" ContentType="' + kind + '%s+xml"/>'
    types, listed, own, parts = override % ("workbook.xml", "sheet.main"), "", "", {}
    for number, (name, inside, attributes) in enumerate(sheets, 1):
        path = "worksheets/sheet%d.xml" % number
        types += override % (path, "worksheet")
        own += relation % ("rId%d" % number, "worksheet", path)
        listed += '<sheet name="%s" sheetId="%d" r:id="rId%d" %s/>' % (
            name,
            number,
            number,
            attributes,
        )
        parts["xl/" + path] = '<worksheet xmlns="%s">%s</worksheet>' % (S, inside)
    for name, content, kind_of in (
        ("styles.xml", styles, "styles"),
        ("sharedStrings.xml", strings, "sharedStrings"),
    ):
        if content:
            types += override % (name, kind_of)
            own += relation % (kind_of, kind_of, name)
            parts["xl/" + name] = content
    head = {
        "[Content_Types].xml": '<Types xmlns="%s/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (PACKAGE, types),
        "_rels/.rels": rels % relation % ("rId1", "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>'
        % (S, R, listed),
        "xl/_rels/workbook.xml.rels": rels % own,
    }
    return zip_bytes(dict(head, **parts))


def workbook(rows, merged=(), title="Sheet", change=None):
    """A .xlsx with these rows from A1, ranges merged after writing."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORD_STYLES = (
    style("a", "Normal") + style("1", "heading 1", "a", 0) + style("2", "heading 2", "a", 1)
)
