"""The same geometry in two features of a layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import read_geometry
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.package import Feature


@rule(
    code="DBQ605",
    title="两个要素几何相同",
    title_en="Two features have the same geometry",
    severity=Severity.ERROR,
    family=Family.GEOMETRY,
    needs=("layers",),
    message="{subject}与第{first}行“{other}”的几何完全相同。",
    message_en="{subject} has the geometry of row {first}, {other}.",
    remedy="核对是否重复录入，删去一个。",
    remedy_en="See whether it was entered twice, and remove one.",
)
def geometry_twice(case: PackageCase) -> Iterator[Said]:
    """No two features of a layer cover exactly the same ground, whatever corner their rings begin with."""
    for theme in case.known:
        first: dict[bytes, Feature] = {}
        for feature in theme.features():
            geometry = read_geometry(feature)
            if geometry is None or geometry.is_empty:
                continue
            key = hashlib.sha256(shapely.to_wkb(shapely.normalize(geometry))).digest()
            other = first.setdefault(key, feature)
            if other is feature:
                yield Checked()
                continue
            values = {"first": other.number, "other": theme.label(other)}
            yield Hit(theme.subject(feature), places=[theme.place(feature), theme.place(other)], values=values)
