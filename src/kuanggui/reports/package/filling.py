"""Values that geometries lack, from the plan and from the geometry itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import shapely

from kuanggui.model.package import Feature, Value
from kuanggui.model.plan import Plan
from kuanggui.model.plan.zone import Zone
from kuanggui.regulation.mineral_catalogue import minerals_named
from kuanggui.regulation.standards import FieldEntry, LayerEntry
from kuanggui.spatial.area import measure_ellipsoidal_areas, round_to_register
from kuanggui.spatial.crs import GEOGRAPHIC, Crs
from kuanggui.spatial.formats.gdzb import write_gdzb
from kuanggui.spatial.polygons import from_shapely

_LONGEST_CORNERS = 254  # a longer list does not fit a .dbf field


@dataclass(frozen=True, slots=True)
class _Filling:
    """What is known about one feature besides its own values."""

    feature: Feature
    zone: Zone | None
    plan: Plan | None
    crs: Crs

    def of(self, entry: FieldEntry) -> Value:
        fillers: dict[str, Callable[[], Value]] = {
            "record_id": lambda: self.feature.number,
            "period": self._period,
            "area": self._area,
            "corners": self._corners,
            "region_name": lambda: self._join("regions"),
            "mineral_name": lambda: self._join("minerals"),
            "number": lambda: self.zone.number.text if self.zone and self.zone.number else None,
        }
        filler = fillers.get(entry.role or "")
        return filler() if filler else None

    def _period(self) -> Value:
        period = self.plan.planning_period if self.plan else None
        return f"{period.start}-{period.end}" if period else None

    def _join(self, name: str) -> Value:
        words = getattr(self.zone, name) if self.zone else ()
        return "、".join(word.text for word in words) or None

    def _area(self) -> Value:
        geometry = self._degrees()
        if geometry is None:
            return None
        area: Decimal = round_to_register(float(measure_ellipsoidal_areas(from_shapely([geometry], GEOGRAPHIC))[0]))
        return area

    def _corners(self) -> Value:
        geometry = self._degrees()
        if geometry is None or geometry.geom_type != "Polygon" or geometry.interiors:
            return None
        ring = shapely.orient_polygons(geometry, exterior_cw=True).exterior
        text = write_gdzb([(float(lon), float(lat)) for lon, lat in ring.coords[:-1]], places=3)
        return text if len(text) <= _LONGEST_CORNERS else None

    def _degrees(self) -> Any:
        if self.feature.wkb is None:
            return None
        geometry = shapely.force_2d(shapely.from_wkb(self.feature.wkb))
        if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
            return None
        return shapely.transform(geometry, lambda xy: _columns(self.crs, xy))


def _columns(crs: Crs, xy: Any) -> Any:
    xy[:, 0], xy[:, 1] = crs.to_degrees(xy[:, 0].copy(), xy[:, 1].copy())
    return xy


def fill(features: tuple[Feature, ...], layer: LayerEntry, plan: Plan | None, crs: Crs) -> tuple[Feature, ...]:
    """The features with empty fields filled: numbers, period, area in km², corners, and for zones what the plan's table says of them."""
    names = [entry.code for entry in layer.with_role("name")]
    zones = {zone.name.text: zone for zone in plan.zones} if plan else {}
    return tuple(_filled(feature, layer, zones, names, plan, crs) for feature in features)


def _filled(
    feature: Feature, layer: LayerEntry, zones: Mapping[str, Zone], names: list[str], plan: Plan | None, crs: Crs
) -> Feature:
    zone = next((zones[str(feature.values.get(name))] for name in names if feature.values.get(name) in zones), None)
    filling = _Filling(feature, zone, plan, crs)
    values = dict(feature.values)
    for entry in layer.fields:
        if values.get(entry.code) in {None, ""} and entry.instead_of is None:
            values[entry.code] = filling.of(entry)
    return replace(feature, values=_with_mineral_codes(values, layer))


def _with_mineral_codes(values: dict[str, Value], layer: LayerEntry) -> dict[str, Value]:
    """The code of a single mineral that has exactly one."""
    for code, name in zip(layer.with_role("mineral_code"), layer.with_role("mineral_name"), strict=False):
        found = minerals_named(str(values.get(name.code) or ""))
        codes = {one for mineral in found for one in mineral.codes}
        if values.get(code.code) is None and len(codes) == 1:
            values[code.code] = codes.pop()
    return values
