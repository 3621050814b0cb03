"""Workbooks of one sheet, written out part by part."""

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _relations(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'


def write_xlsx(path: Path, rows: str, behind: str = "", before: str = "") -> Path:
    """A workbook whose sheet has the given rows, and the given markup behind them or before its root."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK}"/></Types>',
        )
        package.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        package.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", "sheet.xml"))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="附表1" r:id="r1"/></sheets></workbook>',
        )
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'
        package.writestr("xl/sheet.xml", before + sheet)
    return path
