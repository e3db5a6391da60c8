"""A spreadsheet of texts, as small as Excel opens it; the browser tests have no library for it."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/%s"
TYPES = """<Types xmlns="%s"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELATIONS = (
    '<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/%s" Target="%s"/></Relationships>'
)
BOOK = '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'


def sheet(*rows):
    """The bytes of a .xlsx with these rows of texts."""
    relations = NAMESPACE % "package/2006/relationships"
    office = NAMESPACE % "officeDocument/2006/relationships"
    main = NAMESPACE % "spreadsheetml/2006/main"
    cells = "".join("<row>%s</row>" % "".join(map(_cell, row)) for row in rows)
    parts = {
        "[Content_Types].xml": TYPES % (NAMESPACE % "package/2006/content-types"),
        "_rels/.rels": RELATIONS % (relations, office, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": BOOK % (main, office),
        "xl/_rels/workbook.xml.rels": RELATIONS
        % (relations, office, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
        % (main, cells),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return file.getvalue()


def _cell(text):
    return '<c t="inlineStr"><is><t>%s</t></is></c>' % escape(text)
