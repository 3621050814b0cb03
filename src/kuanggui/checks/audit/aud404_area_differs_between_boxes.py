"""One named area, two figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.figures import agree, look_alike, significant
from kuanggui.checks.audit.zones import Twins, facts_of, twins_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

ENOUGH = 2  # areas on which two boxes agree, for a difference on another to be certain
TELLING = 3  # digits


@rule(
    code="AUD404",
    title="同一区域在两个专栏中的数据不一",
    title_en="A named area has different figures in two boxes",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("boxes", "facts"),
    message="“{subject}”的{attribute}：{one_table}为{one}，{other_table}“{other_name}”为{other}。",
    message_en="{attribute} of “{subject}”: {one_table} has {one}, {other_table} (“{other_name}”) {other}.",
    remedy="核对该区域的范围和数据，统一两个专栏。",
    remedy_en="Check extent and figures of the area and make the boxes one.",
)
def area_differs_between_boxes(case: AuditCase) -> Iterator[Said]:
    """An area that stands in two boxes (exploration and mining, say) has the same size and counts in both.

    Areas of one place and mineral but of different kinds may differ; that they do not is taken from the other areas of the two boxes,
    or from figures that differ by a slip of the pen.
    """
    found = [(twins, one, other) for twins in twins_of(case) for one, other in _shared(case, twins)]
    agreeing = Counter(_boxes(twins) for twins, one, other in found if agree(one.quantity, other.quantity))
    differing = Counter(_boxes(twins) for twins, _, _ in found) - agreeing
    for twins, one, other in found:
        if agree(one.quantity, other.quantity):
            yield Checked([one, other])
        elif (agreeing[_boxes(twins)] >= ENOUGH and agreeing[_boxes(twins)] > differing[_boxes(twins)]) or _is_slip(
            one, other
        ):
            yield _hit(twins, one, other, Severity.ERROR)
        elif twins.same_name:
            yield _hit(twins, one, other, Severity.WARNING)
        else:
            reason = "两处区域类型不同，其他区域也不一致"
            yield Skipped(reason, "the areas are of two kinds, and others differ too", [one, other])


def _shared(case: AuditCase, twins: Twins) -> Iterator[tuple[Fact, Fact]]:
    one, other = facts_of(case, twins.one), facts_of(case, twins.other)
    yield from ((one[key], other[key]) for key in one if key in other)


def _boxes(twins: Twins) -> tuple[str, str]:
    return twins.one.box, twins.other.box


def _is_slip(one: Fact, other: Fact) -> bool:
    digits = min(significant(one.quantity), significant(other.quantity))
    return digits >= TELLING and look_alike(one.quantity, other.quantity)


def _hit(twins: Twins, one: Fact, other: Fact, severity: Severity) -> Hit:
    return Hit(
        twins.other.name,
        [other, one],
        evidence={"stated": other.quantity, "other": one.quantity},
        values={
            "attribute": other.attribute_words or other.attribute,
            "one_table": other.place.table or "",
            "one": other.quantity.text,
            "other_table": one.place.table or "",
            "other_name": twins.one.name,
            "other": one.quantity.text,
        },
        severity=severity,
    )
