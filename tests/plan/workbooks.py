"""A workbook as Excel writes it, made of rows: the reader is somebody else's, so nobody here writes XLSX."""

import io
import zipfile
from xml.sax.saxutils import escape

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
    '.sheet.main+xml"/>'
    "</Types>"
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheets):
    """The bytes of a workbook; `sheets` are rows of cells by the sheet's name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
        )
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>'
            for at, name in enumerate(sheets, 1)
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        for at, rows in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(rows))
    return file.getvalue()


def _relations(found):
    each = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def _sheet(rows):
    told = "".join(f'<row r="{line}">{_row(line, row)}</row>' for line, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{told}</sheetData></worksheet>'


def _row(line, row):
    return "".join(_cell(chr(ord("A") + at), line, cell) for at, cell in enumerate(row))


def _cell(column, line, cell):
    if isinstance(cell, int | float):
        return f'<c r="{column}{line}"><v>{cell}</v></c>'
    if not cell:
        return ""
    return f'<c r="{column}{line}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
