"""Maps of what was and what is, as SVG that stands in a page: dashed before, full after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from markupsafe import Markup, escape

from kuanggui.model.feature import Feature
from kuanggui.reports.difference.view import FeatureRow

METRES_A_DEGREE = 111_195.0
BARS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
MARGIN = 0.12  # of the larger side
LOWEST, HIGHEST = 220, 640  # pixels
LEAST = 0.002  # degrees: a point is shown with some ground around it
# Colour of the line, of the fill, and how much the fill covers: told apart by dashes and strength too, not by colour alone.
BEFORE = 'fill="#8a6d3b" fill-opacity="0.15" stroke="#6b5016" stroke-width="1.6" stroke-dasharray="5 3"'
AFTER = 'fill="#1b6e53" fill-opacity="0.28" stroke="#0f4f3a" stroke-width="2"'
AROUND = 'fill="#7b8794" fill-opacity="0.08" stroke="#9aa5b1" stroke-width="0.8"'


@dataclass(frozen=True, slots=True)
class Frame:
    """A window in degrees on a picture of some size; degrees of longitude are narrowed by the latitude."""

    west: float
    north: float
    scale: float
    narrowing: float
    width: int
    height: int

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point falls."""
        return (lon - self.west) * self.narrowing * self.scale, (self.north - lat) * self.scale


def overview(rows: Sequence[FeatureRow], around: Iterable[Feature], width: int = 960) -> Markup:
    """All changes on one map as high as they need, with what lies around; empty where nothing has a geometry."""
    height = _height([shape for row in rows for shape in _shapes(row)], width)
    label = f"变更前后总图，{len(rows)} 个对象 Overview of {len(rows)} changes"
    return _map(rows, around, width, height, label, names=True)


def detail(row: FeatureRow, width: int = 260, height: int = 190) -> Markup:
    """One change close by; empty where neither side has a geometry."""
    return _map([row], (), width, height, f"{row.subject} 变更前后 before and after", names=False)


def _map(
    rows: Sequence[FeatureRow], around: Iterable[Feature], width: int, height: int, label: str, *, names: bool
) -> Markup:
    shapes = [shape for row in rows for shape in _shapes(row)]
    if not shapes:
        return Markup()
    frame = _frame(shapes, width, height)
    parts = [_path(frame, shape, AROUND) for each in around if (shape := _shape(each)) is not None]
    for row in rows:
        parts += _changed(frame, row, names=names)
    parts.append(_bar(frame))
    start = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(label)}">'
    return Markup(f"{start}<title>{escape(label)}</title>{''.join(parts)}</svg>")  # noqa: S704 - made here, texts escaped


def _changed(frame: Frame, row: FeatureRow, *, names: bool) -> Iterator[str]:
    old, new = _shape(row.before), _shape(row.after)
    if old is not None:
        yield _path(frame, old, BEFORE)
    if new is not None:
        yield _path(frame, new, AFTER)
    if names:
        x, y = _centre(frame, new if new is not None else old)
        yield f'<text x="{x:.1f}" y="{y - 4:.1f}" class="name" text-anchor="middle">{escape(_id(row))}</text>'


def _id(row: FeatureRow) -> str:
    feature = row.after or row.before
    return feature.id if feature else ""


def _shape(feature: Feature | None) -> Any:
    return None if feature is None or feature.shape.wkb is None else shapely.from_wkb(feature.shape.wkb)


def _shapes(row: FeatureRow) -> Iterator[Any]:
    return (shape for shape in (_shape(row.before), _shape(row.after)) if shape is not None)


def _height(shapes: Sequence[Any], width: int) -> int:
    """High enough for what is drawn, within what a page bears."""
    if not shapes:
        return LOWEST
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    across = max((east - west) * math.cos(math.radians((south + north) / 2)), LEAST)
    return int(min(max(width * max(north - south, LEAST) / across, LOWEST), HIGHEST))


def _frame(shapes: Sequence[Any], width: int, height: int) -> Frame:
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    narrowing = math.cos(math.radians((south + north) / 2))
    across, up = max((east - west) * narrowing, LEAST), max(north - south, LEAST)
    scale = min(width / across, height / up) / (1 + 2 * MARGIN)
    middle = (west + east) / 2, (south + north) / 2
    return Frame(
        middle[0] - width / 2 / scale / narrowing, middle[1] + height / 2 / scale, scale, narrowing, width, height
    )


def _path(frame: Frame, shape: Any, look: str) -> str:
    if shape.geom_type in {"Point", "MultiPoint"}:
        x, y = _centre(frame, shape)
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {look}/>'
    lines = [ring for part in shapely.get_parts(shape) for ring in _lines(part)]
    drawn = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _points(frame, line)) for line in lines)
    return f'<path d="{drawn}" fill-rule="evenodd" {look}/>'


def _lines(part: Any) -> list[Any]:
    return list(shapely.get_rings(part)) if part.geom_type == "Polygon" else [part]


def _points(frame: Frame, line: Any) -> Iterator[tuple[float, float]]:
    return (frame.at(lon, lat) for lon, lat in shapely.get_coordinates(line).tolist())


def _centre(frame: Frame, shape: Any) -> tuple[float, float]:
    point = shapely.centroid(shape)
    return frame.at(point.x, point.y)


def _bar(frame: Frame) -> str:
    """A scale bar of about a quarter of the width."""
    pixels_a_metre = frame.scale / METRES_A_DEGREE
    metres = max((bar for bar in BARS if bar * pixels_a_metre <= frame.width / 4), default=BARS[0])
    length, y = metres * pixels_a_metre, frame.height - 12
    words = f"{metres} 米" if metres < 1000 else f"{metres // 1000} 千米"
    line = f'<path d="M10 {y - 5}V{y}H{10 + length:.1f}V{y - 5}" fill="none" stroke="#333" stroke-width="1.2"/>'
    return f'{line}<text x="{14 + length:.1f}" y="{y}" class="bar">{words}</text>'
