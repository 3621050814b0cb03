"""Blocks that lie on a block of the upper plan without being it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.package import Feature

Drawn = tuple[Theme, Feature, Any]
_BLOCKS = ("mining_block", "exploration_block")


@rule(
    code="DBQ1004",
    title="本级区块压占上级规划区块",
    title_en="A block lies on a block of the upper plan",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("layers", "upper"),
    message="{subject}与上级规划的{other}重叠 {found}，却不是同一区块。",
    message_en="{subject} overlaps {other} of the upper plan by {found} and is not that block.",
    remedy="避让上级区块，或原样落实该区块。",
    remedy_en="Keep clear of the upper block, or reproduce it.",
)
def overlaps_upper_block(case: PackageCase) -> Iterator[Said]:
    """Blocks of a kind do not overlap blocks of that kind in the upper plan that bear another number, beyond `overlap_m2`."""
    for kind in _BLOCKS:
        above = list(_drawn(case.upper, kind)) if case.upper else []
        tree = shapely.STRtree([shape for _, _, shape in above])
        for theme, feature, shape in _drawn(case, kind):
            near = [above[index] for index in sorted(tree.query(shape, predicate="intersects").tolist())]
            hits: list[Said] = list(_over(case, (theme, feature, shape), near))
            yield from hits or [Checked()]


def _drawn(case: PackageCase, kind: str) -> Iterator[Drawn]:
    for theme in case.of_kinds((kind,)):
        shapes = case.shapes(theme)
        yield from ((theme, f, s) for f, s in zip(shapes.features, shapes.degrees, strict=True))


def _over(case: PackageCase, own: Drawn, near: list[Drawn]) -> Iterator[Hit]:
    theme, feature, shape = own
    limit = float(case.tolerance("overlap_m2").value)
    for above, block, ground in near:
        found = measure_ground(shape.intersection(ground))
        if found <= limit or theme.text(feature, "number") == above.text(block, "number"):
            continue
        places = [theme.place(feature), above.place(block)]
        figures = {"found": (f"{found:.2f}", "m²")}
        yield Hit(theme.subject(feature), places=places, evidence=figures, values={"other": above.subject(block)})
