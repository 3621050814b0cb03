"""The tables of an opinion: facts, themes, legend, corners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kuanggui.findings.screening import Surroundings, ThemeAnswer
from kuanggui.reports.plain_text import printable
from kuanggui.reports.screening.location_map import BLOCK, style_of
from kuanggui.spatial.crs import Crs, find_gauss_kruger

STATUS = {
    "hit": "重叠",
    "near": "邻近",
    "clear": "不涉及",
    "missing": "缺图层，未核对",
    "withheld": "图层属其他辖区，未核对",
}
Ring = Sequence[tuple[float, float]]


def facts_table(document: Document, facts: dict[str, str]) -> None:
    """Name and value of each fact."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (3.2, 12.6), strict=True):
        column.width = Cm(width)
    for name, value in facts.items():
        cells = table.add_row().cells
        _write(cells[0], name, 3.2)
        _write(cells[1], value, 12.6)


def theme_table(document: Document, themes: Sequence[ThemeAnswer]) -> None:
    """Every theme: a row for those that overlap or are near, then in words what is not touched and what is missing."""
    order = list(STATUS)
    widths = (3.0, 2.6, 2.8, 1.9, 2.4, 3.1)
    table = _table(document, ("专题", "结果", "重叠面积 m²", "占比", "数据截至", "提供单位"), widths)
    touching = [theme for theme in themes if theme.status in {"hit", "near"}]
    for theme in sorted(touching, key=lambda theme: order.index(theme.status)):
        is_hit = theme.status == "hit"
        near = f"，{theme.near[0].distance_m:.0f} m" if theme.status == "near" and theme.near else ""
        cells = (
            theme.title,
            STATUS[theme.status] + near,
            f"{theme.total_m2:.2f}" if is_hit else "",
            f"{100 * theme.share:.2f}%" if is_hit else "",
            "、".join(dict.fromkeys(source.as_of for source in theme.sources)),
            "、".join(dict.fromkeys(source.owner for source in theme.sources)),
        )
        _row(table, cells, widths)
    for status, words in (("clear", "不涉及"), ("missing", "缺图层、未核对"), ("withheld", "图层属其他辖区、未核对")):
        found = [t for t in themes if t.status == status]
        dates = "、".join(sorted({source.as_of for t in found for source in t.sources}))
        if found:
            document.add_paragraph(
                f"{words}：{'、'.join(t.title for t in found)}{f'（数据截至 {dates}）' if dates else ''}。"
            )
    slivers = [(t.title, len(t.slivers), sum(s.area_m2 or 0 for s in t.slivers)) for t in themes if t.slivers]
    for title, count, total in slivers:
        note = document.add_paragraph()
        note.add_run(f"{title}另有 {count} 处、共 {total:.4f} m² 的重叠在制图误差以内，未计入。").font.size = Pt(9)


def legend(document: Document, around: Surroundings) -> None:
    """A swatch and a name for each theme on the map, in one row of cells."""
    items = [("审查范围", BLOCK), *((title, style_of(kind)[0]) for kind, title, _ in around.themes)]
    columns = 4
    table = document.add_table(rows=-(-len(items) // columns), cols=2 * columns)
    table.autofit = False
    for number, column in enumerate(table.columns):
        column.width = Cm(3.2 if number % 2 else 0.7)
    for number, (title, colour) in enumerate(items):
        row, column = divmod(number, columns)
        swatch, name = table.cell(row, 2 * column), table.cell(row, 2 * column + 1)
        _shade(swatch, colour)
        _write(swatch, "", 0.7)
        _write(name, title, 3.2)


def corner_table(document: Document, rings: Sequence[Ring]) -> None:
    """Corners ring by ring: degrees with seconds to 3 decimals, zone coordinates to 2; the closing corner is left out."""
    middle = float(np.mean([x for ring in rings for x, _ in ring]))
    meridian = 3 * round(middle / 3)
    zone = find_gauss_kruger(meridian, 3, prefixed=True)
    widths = (1.4, 1.6, 3.2, 3.2, 3.1, 3.3)
    table = _table(document, ("圈号", "点号", "经度", "纬度", "X（纵）m", "Y（横）m"), widths)
    for number, ring in enumerate(rings, 1):
        for corner, (lon, lat) in enumerate(ring[:-1], 1):
            x, y = _zone(zone, lon, lat)
            _row(table, (str(number), str(corner), dms(lon), dms(lat), f"{y:.2f}", f"{x:.2f}"), widths)
    note = document.add_paragraph()
    note.add_run(f"高斯-克吕格 3 度带，中央经线 {meridian}°，横坐标含带号。").font.size = Pt(9)


def dms(value: float) -> str:
    """Degrees, minutes and seconds to three decimals."""
    thousandths = round(value * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60}°{minutes % 60:02d}′{rest // 1000:02d}.{rest % 1000:03d}″"


def _zone(zone: Crs, lon: float, lat: float) -> tuple[float, float]:
    x, y = zone.from_degrees(np.array([lon]), np.array([lat]))
    return float(x[0]), float(y[0])


def _table(document: Document, names: Sequence[str], widths: Sequence[float]) -> Any:
    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, name, width in zip(table.rows[0].cells, names, widths, strict=True):
        _write(cell, name, width)
        cell.paragraphs[0].runs[0].bold = True
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)  # noqa: SLF001 - python-docx has no other way to repeat a header
    return table


def _row(table: Any, texts: Sequence[str], widths: Sequence[float]) -> None:
    for cell, text, width in zip(table.add_row().cells, texts, widths, strict=True):
        _write(cell, text, width)


def _write(cell: Any, text: str, width: float) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(printable(text)).font.size = Pt(9.5)


def _shade(cell: Any, colour: tuple[int, int, int]) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "%02X%02X%02X" % colour)  # noqa: UP031
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading
