"""More than the sub-mineral is changed under the exemption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import ChangeKind, Feature
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import mineral


@rule(
    code="ADJ004",
    title="超出只变更亚矿种的范围",
    title_en="More than the sub-mineral is changed",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_exempt",),
    needs=("type:sub_mineral",),
    message="{subject}：不只是在非金属矿产内变更亚矿种。",
    message_en="{subject}: more is changed than the kind of a non-metallic mineral.",
    remedy="按其他调整类型申报。",
    remedy_en="Adjust on another ground.",
)
def more_than_sub_mineral(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """A block goes without an adjustment when its mineral alone changes, from one kind of a non-metallic mineral to another."""
    classes = law["cn.planning.adjustment_exempt"].words
    for change, place in case.changes():
        old = [case.before[each] for each, _ in change.before]
        fits = change.kind is ChangeKind.CHANGE and all(
            _only_kind(one, other, classes) for one, other in zip(old, change.after, strict=True)
        )
        yield Checked() if fits else Hit(place.quote, places=[place])
    for target in case.adjustment.targets:
        yield Hit(target.key.item, places=[target.new.place])


def _only_kind(old: Feature, new: Feature, classes: tuple[str, ...]) -> bool:
    if replace(new, minerals=old.minerals) != old or len(old.minerals) != len(new.minerals) or not old.kind.is_block:
        return False
    pairs = zip(old.minerals, new.minerals, strict=True)
    return all(one == other or _kin(one, other, classes) for one, other in pairs)


def _kin(one: str, other: str, classes: tuple[str, ...]) -> bool:
    """Whether both are kinds of one mineral, or one of the other, in a class that is exempt."""
    first, second = mineral(one), mineral(other)
    families = [{each.code, *each.broader} for each in (first, second)]
    return first.class_ in classes and second.class_ in classes and bool(families[0] & families[1])
