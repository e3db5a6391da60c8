"""A .xlsx from Excel or WPS as rows of values."""

import io
import posixpath

import openpyxl
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from .. import archive, errors
from .table import MAX_ROWS, Fault, Reader, check_header, find_header, is_blank

SUFFIX = "xlsx"
_WORKBOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LAST_ROW = 1048576
#: Of all sheets together: tags (a cell has four) and XML.
MAX_TAGS = 2_000_000
MAX_XML = 60 * archive.MB
_FAULTS = frozenset("#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC!".split())


def read_xlsx(data, columns, year=None, max_bytes=archive.MAX_BYTES, max_rows=MAX_ROWS):
    """All visible sheets that have a header row, as one ``table.Table``.

    ``year`` completes dates like 3月5日, see ``cells.to_datetime``. A cell merged downwards counts for
    each of its rows; a formula counts with the result stored in the file. Raises a ``FileError`` or
    ``TableError``.
    """
    parts = archive.read_office(data, SUFFIX, max_bytes)
    if _WORKBOOK not in parts:
        old = any(name.endswith("workbook.bin") for name in parts)
        raise (errors.OldFormat if old else errors.WrongFormat)(suffix=SUFFIX)
    _check_amount(parts)
    reader, refused = Reader(columns, year, max_rows), {}
    for title, numbered in _sheets(data, parts):
        rows = [row for _number, row in numbered]
        position, mapping = find_header(rows, columns)
        if all(column in mapping.values() for column in columns if column.required):
            reader.add_rows(numbered[position + 1 :], mapping, rows[position], title)
        elif len(mapping) >= len(refused):
            refused = mapping
    if not reader.table.headers:
        check_header(refused, columns)
    return reader.finish()


def _check_amount(parts):
    """Refuse a file that would take minutes to read."""
    written = [part for name, part in parts.items() if name.endswith((".xml", ".rels"))]
    if sum(map(len, written)) > MAX_XML or sum(part.count(b"<") for part in written) > MAX_TAGS:
        raise errors.UnpackedTooLarge(limit=MAX_XML // archive.MB)


def _sheets(data, parts):
    """Yield ``(title, [(row number, cells)])`` of the visible sheets, blank rows left out."""
    paths = _sheet_paths(parts)
    book = _load(data, parts)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # a wrong <dimension> would cut the sheet
        try:
            merged, unset = _peek(parts.get(paths.get(sheet.title), b""))
            yield sheet.title, list(_filled(sheet.iter_rows(values_only=True), merged, unset))
        except Exception as error:  # a damaged sheet shows as any of a dozen errors of the library
            raise errors.BrokenFile(suffix=SUFFIX) from error


def _load(data, parts):
    """The workbook; again without its styles when these break the library's stricter rules."""
    options = {"read_only": True, "data_only": True, "keep_links": False}
    try:
        return openpyxl.load_workbook(io.BytesIO(data), **options)
    except Exception:  # some WPS files have styles that the library refuses in a dozen ways
        bare = {name: part for name, part in parts.items() if name != _STYLES}
    try:
        return openpyxl.load_workbook(io.BytesIO(archive.write_zip(bare, stored=bare)), **options)
    except Exception as error:
        raise errors.BrokenFile(suffix=SUFFIX) from error


def _sheet_paths(parts):
    """Sheet title → name of its part."""
    try:
        relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
        book = etree.fromstring(parts[_WORKBOOK])
    except (KeyError, etree.XMLSyntaxError) as error:
        raise errors.BrokenFile(suffix=SUFFIX) from error
    targets = {
        relation.get("Id"): posixpath.join("xl", relation.get("Target", "")).lstrip("/")
        for relation in relations
    }
    return {
        sheet.get("name"): targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION))
        for sheet in book.iter("{*}sheet")
    }


def _peek(content):
    """What the library does not tell when it reads fast: merged ranges, formulas without result.

    Gives ``{first row: [(column, last row)]}`` of ranges that run downwards (the column is their
    first) and the set of ``(row, column)`` of formulas without a result; all count from 1.
    """
    merged, unset, row, column = {}, set(), 0, 0
    if not content:
        return merged, unset
    walk = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=("{*}row", "{*}c", "{*}mergeCell"),
        recover=True,
        huge_tree=True,
    )
    for event, element in walk:
        kind = etree.QName(element).localname
        if event == "start" and kind == "row":
            row, column = int(element.get("r") or row + 1), 0
            if row > _LAST_ROW:  # the library would walk through all rows up to there
                raise ValueError("row %d" % row)
        elif event == "end" and kind == "c":
            reference = element.get("r")
            column = _column(reference) if reference else column + 1
            if _lacks_result(element):
                unset.add((row, column))
        elif event == "end" and kind == "mergeCell":
            left, top, _right, bottom = range_boundaries(element.get("ref"))
            if bottom > top:
                merged.setdefault(top, []).append((left, bottom))
        if event == "end":
            element.clear()
    return merged, unset


def _column(reference):
    return column_index_from_string(coordinate_from_string(reference)[0])


def _lacks_result(cell):
    """A formula whose result is not in the file; a text result may be empty."""
    if cell.find("{*}f") is None:
        return False
    value = cell.find("{*}v")
    return value is None or not value.text and cell.get("t") != "str"


def _filled(rows, merged, unset):
    """Yield ``(row number, cells)`` with merged cells filled downwards and faults in place."""
    active = {}  # column → (value, last row)
    for number, values in enumerate(rows, 1):
        row = [
            Fault(errors.FaultyFormula, value=value)
            if isinstance(value, str) and value in _FAULTS
            else Fault(errors.FormulaWithoutValue)
            if unset and (number, column) in unset
            else value
            for column, value in enumerate(values, 1)
        ]
        if not all(map(is_blank, row)):
            _fill(row, number, active)
            yield number, row
        for column, last in merged.get(number, ()):
            active[column] = (row[column - 1] if column <= len(row) else None, last)


def _fill(row, number, active):
    """Put the values of ranges that began above into the row; forget ranges that have ended."""
    for column, (value, last) in list(active.items()):
        if number > last:
            del active[column]
        else:
            row.extend([None] * (column - len(row)))
            row[column - 1] = value
