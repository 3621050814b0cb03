"""Use case: public tables and layers as files, each saying where it comes from, under what terms and of which day."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import shapely

from kuanggui.app.public.layers import Item, Value
from kuanggui.app.public.projection import LayerView, Projection
from kuanggui.app.public.register import PublicPlan
from kuanggui.app.public.tables import PrintedFigure, PublicCell, PublicRow, PublicTable
from kuanggui.app.public.wording import word

# Office programs take text that begins with these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"  # without it spreadsheet programs do not see that a file is UTF-8
CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"


def layer_geojson(view: LayerView, items: Iterable[Item], plan: PublicPlan, projection: Projection, day: date) -> str:
    """A layer as a GeoJSON collection with its terms beside the features; degrees on CGCS2000, longitude first."""
    head = {
        "type": "FeatureCollection",
        "title": view.title.zh,
        "title_en": view.title.en,
        "source": f"{projection.source.zh}：{plan.title}（{plan.basis}）",
        "license": projection.license.zh,
        "license_en": projection.license.en,
        "as_of": day.isoformat(),
        "published_on": plan.published_on.isoformat(),
    }
    return f'{_json(head)[:-1]},"features":[{",".join(feature_text(item) for item in items)}]}}'


def feature_text(item: Item) -> str:
    """An item as the text of a GeoJSON feature, outer rings against the clock (RFC 7946, 3.1.6).

    The geometry is written once, by the library that has it.
    """
    geometry = "null" if item.shape is None else shapely.to_geojson(shapely.orient_polygons(item.shape))
    properties = _json(item.properties)
    return f'{{"type":"Feature","id":{_json(item.id)},"geometry":{geometry},"properties":{properties}}}'


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def layer_csv(view: LayerView, items: Sequence[Item], plan: PublicPlan, projection: Projection, day: date) -> str:
    """A layer as CSV: terms first, then a row for each feature, its shape as WKT."""
    names = list(dict.fromkeys(name for item in items for name in item.properties)) or list(view.fields)
    rows = ([*(item.properties.get(name) for name in names), _wkt(item)] for item in items)
    return _csv(_terms(view.title.zh, plan, projection, day), [*names, "wkt"], rows)


def table_csv(table: PublicTable, plan: PublicPlan, projection: Projection, day: date) -> str:
    """A table as CSV: terms first, then a row for each record, and where it stands in the document.

    Figures are those in force; beside a column in which one was changed stand the printed figure and what is public of the change.
    """
    changed = [name for name in table.columns if any(_printed(row, name) for row in table.rows)]
    beside = {name: [f"{name}_{each}" for each in ("printed", *projection.changes)] for name in changed}
    header = [each for name in table.columns for each in (name, *beside.get(name, ()))]
    rows = (
        [
            *(value for name in table.columns for value in _values(row, name, projection if name in beside else None)),
            row.source.zh if row.source else "",
        ]
        for row in table.rows
    )
    return _csv(_terms(word("part", table.part)[0], plan, projection, day), [*header, "source"], rows)


def _printed(row: PublicRow, name: str) -> PrintedFigure | None:
    return next((cell.printed for cell in row.cells[name] if cell.printed), None)


def _values(row: PublicRow, name: str, beside: Projection | None) -> Iterator[Value]:
    """What a row has in a column and, where a projection says what belongs there, in the columns beside it."""
    yield "、".join(_cell(cell) for cell in row.cells[name])
    if beside is None:
        return
    printed = _printed(row, name)
    yield _cell(printed) if printed else ""
    for each in beside.changes:
        yield str(getattr(printed.change, each)) if printed else ""


def _terms(title: str, plan: PublicPlan, projection: Projection, day: date) -> Iterator[list[str]]:
    yield ["# 内容", title]
    yield ["# 来源", f"{projection.source.zh}：{plan.title}"]
    yield ["# 公布", f"{plan.published_on.isoformat()} {plan.basis}"]
    yield ["# 许可", projection.license.zh]
    yield ["# 截至", day.isoformat()]


def _csv(terms: Iterable[list[str]], header: list[str], rows: Iterable[Sequence[Value]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in line] for line in terms)
    writer.writerow([_safe(name) for name in header])
    writer.writerows([_safe(value) for value in row] for row in rows)
    return BOM + out.getvalue()


def _safe(value: Value) -> str:
    text = "" if value is None else str(value)
    is_number = not isinstance(value, str)
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


def _cell(cell: PublicCell | PrintedFigure) -> str:
    return f"{cell.text}{cell.unit}" if cell.unit and not cell.text.endswith(cell.unit) else cell.text


def _wkt(item: Item) -> str:
    return "" if item.shape is None else str(shapely.to_wkt(item.shape, rounding_precision=8))
