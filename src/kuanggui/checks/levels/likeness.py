"""In what a feature below differs from the one above that it carries out."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.model.feature import Feature, GeometryMark, Shape
from kuanggui.regulation.mineral_catalogue import mineral

Words = tuple[str, str]


def changed_words(above: Feature, below: Feature) -> Iterator[Words]:
    """Each difference in Chinese and English; ids, levels and sources are each plan's own."""
    if above.kind is not below.kind:
        yield f"种类为 {below.kind.value}，上级为 {above.kind.value}", f"{below.kind.value}, above {above.kind.value}"
    if set(above.minerals) != set(below.minerals):
        ours, theirs = minerals(below), minerals(above)
        yield f"矿种为{ours}，上级为{theirs}", f"mineral {ours}, above {theirs}"
    if above.stated_area_km2 != below.stated_area_km2 and None not in (above.stated_area_km2, below.stated_area_km2):
        ours, theirs = f"{below.stated_area_km2}", f"{above.stated_area_km2}"
        yield f"所载面积 {ours} 平方公里，上级 {theirs}", f"stated area {ours} km², above {theirs}"
    if set(above.adcodes) != set(below.adcodes):
        ours, theirs = "、".join(below.adcodes) or "无", "、".join(above.adcodes)
        yield f"行政区为 {ours}，上级为 {theirs}", f"divisions {ours}, above {theirs}"
    yield from _drawn(above.shape, below.shape)


def minerals(feature: Feature) -> str:
    """The minerals of a feature by name."""
    return "、".join(_mineral(each) for each in feature.minerals) or "无"


def _mineral(code: str) -> str:
    try:
        return mineral(code).name
    except KeyError:
        return code


def _drawn(above: Shape, below: Shape) -> Iterator[Words]:
    """Ranges that differ by more than drawing does; one that is only illustrative decides nothing."""
    official = above.mark is below.mark is GeometryMark.OFFICIAL
    if not official or above.wkb == below.wkb:
        return
    from kuanggui.checks.levels.ranges import apart  # noqa: PLC0415 - plans without geometry need no geometry library

    yield from apart(above, below)
