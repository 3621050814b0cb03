"""Blocks outside the zone that they name."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ705",
    title="区块不在所填的规划区内",
    title_en="A block lies outside the zone that it names",
    severity=Severity.ERROR,
    family=Family.TOPOLOGY,
    needs=("layers",),
    message="{subject}填报在“{zone}”内，却有 {outside} 在其外（容差 {limit}）。",
    message_en="{subject} is said to lie in {zone}, but {outside} lie outside (tolerance {limit}).",
    remedy="改正区块边界或所在规划区名称。",
    remedy_en="Mend the block or the name of its zone.",
)
def outside_named_zone(case: PackageCase) -> Iterator[Said]:
    """A block whose field of the zone's name is filled lies inside the zone of that name, up to `outside_m2`."""
    limit = case.tolerance("outside_m2")
    zones = {
        theme.text(feature, "name"): shape
        for theme in case.known
        if theme.kind.endswith(("_area", "_zone", "_base")) and theme.data.geometry == "polygon"
        for feature, shape in zip(case.shapes(theme).features, case.shapes(theme).degrees, strict=True)
    }
    for theme in case.known:
        field = theme.code("zone_name")
        shapes = case.shapes(theme) if field else None
        for feature, shape in zip(shapes.features, shapes.degrees, strict=True) if shapes else ():
            name = theme.text(feature, "zone_name")
            if not name:
                continue
            if name not in zones:
                yield Skipped(f"图层中没有规划区“{name}”", f"no layer has the zone {name}")
                continue
            outside = measure_ground(shape.difference(zones[name]))
            if outside <= float(limit.value):
                yield Checked()
                continue
            figures = {"outside": (f"{outside:.2f}", "m²"), "limit": (str(limit.value), "m²")}
            yield Hit(
                theme.subject(feature), places=[theme.place(feature, field)], evidence=figures, values={"zone": name}
            )
