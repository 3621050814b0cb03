"""One named area, two locations."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.zones import Twins, akin, facts_of, minerals_of, regions_of, twins_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.place import Place


@rule(
    code="AUD405",
    title="同一区域在两个专栏中的位置或矿种不一",
    title_en="A named area lies or yields differently in two boxes",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("boxes",),
    message="“{subject}”两处面积相同，{what}却不同：{one_table}为“{one}”，{other_table}为“{other}”。",
    message_en="“{subject}” has one area in both boxes but not one {what_en}: {one_table} “{one}”, {other_table} “{other}”.",
    remedy="核对该区域跨哪些县（区）、含哪些矿种，统一两个专栏。",
    remedy_en="Check in which counties the area lies and what it yields, and make the boxes one.",
)
def area_in_other_counties(case: AuditCase) -> Iterator[Said]:
    """An area that two boxes give the same size lies in the same counties in both and has the same or related minerals."""
    for twins in twins_of(case):
        areas = _areas(case, twins)
        if not areas:
            continue
        regions = regions_of(case, twins.one), regions_of(case, twins.other)
        minerals = minerals_of(case, twins.one), minerals_of(case, twins.other)
        if regions[0] and regions[1]:
            same = regions[0][0] == regions[1][0]
            yield Checked(areas) if same else _hit(twins, "行政区", "county", regions[0][1], regions[1][1])
        if minerals[0] and minerals[1] and not akin(minerals[0][0], minerals[1][0]):
            yield _hit(twins, "矿种", "mineral", minerals[0][1], minerals[1][1])


def _areas(case: AuditCase, twins: Twins) -> list[Fact]:
    """The area in both boxes when it is the same figure, otherwise nothing."""
    one, other = facts_of(case, twins.one), facts_of(case, twins.other)
    same = [key for key in one if key in other and key[1] == "area" and agree(one[key].quantity, other[key].quantity)]
    return [one[same[0]], other[same[0]]] if same else []


def _hit(twins: Twins, what: str, what_en: str, one: Place, other: Place) -> Hit:
    return Hit(
        twins.other.name,
        evidence={"stated": other.quote, "other": one.quote},
        places=[other, one],
        values={
            "what": what,
            "what_en": what_en,
            "one_table": other.table or "",
            "one": other.quote,
            "other_table": one.table or "",
            "other": one.quote,
        },
    )
