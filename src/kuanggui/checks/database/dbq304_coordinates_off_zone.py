"""Coordinates that cannot belong to their system: wrong zone, swapped axes, wrong units."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import accepted, read_geometry
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.errors import InputError
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.spatial.crs import check_extent


@rule(
    code="DBQ304",
    title="坐标与坐标系不符",
    title_en="Coordinates cannot belong to their reference system",
    severity=Severity.ERROR,
    family=Family.REFERENCE,
    needs=("layers",),
    message="{subject}：{why}。",
    message_en="{subject}: coordinates do not fit the reference system ({why}).",
    remedy="核对坐标系、分带、轴的先后与单位后重新导出。",
    remedy_en="Check system, zone, order of axes and units, and export again.",
)
def coordinates_off_zone(case: PackageCase) -> Iterator[Said]:
    """The coordinates of every feature lie in China when read in the layer's system; swapped axes are recognised as such."""
    for theme in case.known:
        crs = accepted(theme)
        if crs is None:
            continue
        for feature in theme.features():
            geometry = read_geometry(feature)
            points = shapely.get_coordinates(geometry) if geometry is not None else np.empty((0, 2))
            if not len(points) or not np.isfinite(points).all():
                continue
            try:
                check_extent(points[:, 0], points[:, 1], crs)
            except InputError as error:
                why = str(error).rstrip("。")
                yield Hit(theme.subject(feature), places=[theme.place(feature)], values={"why": why})
            else:
                yield Checked()
