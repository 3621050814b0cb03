"""Narrow gaps between neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ704",
    title="相邻要素之间有窄缝",
    title_en="There is a narrow gap between neighbours",
    severity=Severity.WARNING,
    family=Family.TOPOLOGY,
    needs=("layers",),
    message="{subject}与“{other}”之间有宽 {found} 的窄缝（容差 {limit}）。",
    message_en="There is a gap of {found} between {subject} and {other} (tolerance {limit}).",
    remedy="两者应相接的，使边界重合；否则拉开距离。",
    remedy_en="Make them share their border if they should touch.",
)
def gap_between(case: PackageCase) -> Iterator[Said]:
    """Features of a planning layer touch or are further apart than `gap_m`; what lies between is a slip of drawing.

    Borders that stand off each other by less than `repeated_m` count as touching.
    """
    limit, touching = case.tolerance("gap_m"), float(case.tolerance("repeated_m").value)
    for theme in case.known:
        if theme.data.geometry != "polygon" or not theme.code("number"):
            continue
        shapes = case.shapes(theme)
        near = set()
        for one, other in shapes.within(float(limit.value)):
            found = float(shapely.distance(shapes.plane[one], shapes.plane[other]))
            if found <= touching:
                continue
            near |= {one, other}
            first, second = shapes.features[other], shapes.features[one]
            yield Hit(
                theme.subject(first),
                places=[theme.place(first), theme.place(second)],
                evidence={"found": (f"{found:.2f}", "m"), "limit": (str(limit.value), "m")},
                values={"other": theme.label(second)},
                severity=graded(limit.mark),
            )
        yield from (Checked() for index in range(len(shapes.features)) if index not in near)
