"""What changed between two states of the features of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kuanggui.model.feature import Feature
from kuanggui.regulation.mineral_catalogue import mineral

LABELS = {
    "kind": "种类",
    "name": "名称",
    "number": "编号",
    "status": "状态",
    "level": "级别",
    "adcodes": "行政区",
    "minerals": "矿种",
    "stated_area_km2": "所载面积",
    "implements": "落实",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what it is, its id, and how, in lines. `how` is added, removed or changed."""

    subject: str
    how: str
    lines: tuple[str, ...] = ()


Pair = tuple[Feature | None, Feature | None]


def compare_features(old: Iterable[Feature], new: Iterable[Feature]) -> Iterator[Difference]:
    """Differences in the order of ids."""
    return map(compare_pair, pair_features(old, new))


def pair_features(old: Iterable[Feature], new: Iterable[Feature]) -> Iterator[Pair]:
    """Features that differ, with what they were, in the order of ids; None on the side where there is none."""
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    for key in sorted(before.keys() | after.keys()):
        pair = before.get(key), after.get(key)
        if pair[0] != pair[1]:
            yield pair


def compare_pair(pair: Pair) -> Difference:
    """How the two sides of a pair differ."""
    old, new = pair
    if old is not None and new is not None:
        return Difference(_subject(new), "changed", tuple(compare_feature(old, new)))
    if new is not None:
        return Difference(_subject(new), "added", tuple(_facts(new)))
    assert old is not None
    return Difference(_subject(old), "removed")


def compare_feature(old: Feature, new: Feature) -> Iterator[str]:
    """What changed of one feature, a line for each."""
    from kuanggui.app.difference.geometry import compare_shapes  # noqa: PLC0415 - most features have not moved

    for name, label in LABELS.items():
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield f"{label} {said(one, name)} → {said(other, name)}"
    if old.shape != new.shape:
        yield from compare_shapes(old.shape, new.shape)
    yield from _attributes(dict(old.attributes), dict(new.attributes))
    if old.source != new.source:
        yield "来源文件改变"


def describe_change(before: tuple[Feature, ...], after: tuple[Feature, ...]) -> Iterator[str]:
    """A change in words: what gives way to what."""
    if len(before) == len(after) == 1 and before[0].id == after[0].id:
        how = "；".join(compare_feature(before[0], after[0])) or "不变"
        yield f"变更 {_subject(before[0])}：{how}"
    elif not before:
        yield from (f"新增 {_subject(each)}：{'；'.join(_facts(each))}" for each in after)
    elif not after:
        yield from (f"注销 {_subject(each)}" for each in before)
    else:
        one, other = "、".join(map(_subject, before)), "、".join(map(_subject, after))
        yield f"{'合并' if len(before) > len(after) else '拆分'} {one} → {other}"


def said(value: object, name: str = "") -> str:
    """A value for people."""
    if isinstance(value, tuple):
        return "、".join(_mineral(each) if name == "minerals" else str(each) for each in value) or "无"
    return "无" if value is None else str(value)


def _mineral(code: str) -> str:
    try:
        return mineral(code).name
    except KeyError:
        return code


def _subject(feature: Feature) -> str:
    return feature.name if feature.name == feature.id else f"{feature.id} {feature.name}"


def _facts(feature: Feature) -> Iterator[str]:
    yield f"矿种 {said(feature.minerals, 'minerals')}"
    if feature.stated_area_km2 is not None:
        yield f"所载面积 {feature.stated_area_km2} 平方公里"


def _attributes(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield f"{name} {old.get(name, '无')} → {new.get(name, '无')}"
