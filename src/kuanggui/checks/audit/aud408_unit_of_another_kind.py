"""One figure, two kinds of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, printed, where, where_en
from kuanggui.checks.audit.counterparts import Pair, pairs_of
from kuanggui.checks.audit.figures import significant
from kuanggui.checks.audit.keys import keys_of
from kuanggui.checks.audit.unit_twins import AMOUNTS, unit_twins_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

TELLING = 4  # digits from which on one figure in two units is no chance, whatever else is in doubt


@rule(
    code="AUD408",
    title="同一数据的计量单位不同",
    title_en="One figure in units of two kinds",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}：{others}与{where}的{words}数值相同，单位却分属重量和体积。",
    message_en="{subject}: {others_en} and {where_en} ({words}) have the same digits but units of weight and of volume.",
    remedy="核对该矿种的计量单位，统一各处。",
    remedy_en="Check in what unit the mineral is measured and use it everywhere.",
)
def unit_of_another_kind(case: AuditCase) -> Iterator[Said]:
    """A figure that stands for one thing in several places is not in tonnes here and in cubic metres there."""
    gathered: dict[str, list[Pair]] = defaultdict(list)
    for pair in unit_twins_of(case):
        if not pair.likeness.doubts or significant(pair.one.quantity) >= TELLING:
            gathered[pair.other.id].append(pair)
    for pair in pairs_of(case):
        if pair.agrees and keys_of(case)[pair.one.id].sort.split("/")[0] in AMOUNTS:
            yield Checked(pair.facts)
    for pairs in gathered.values():
        other = pairs[0].other
        ones = [pair.one for pair in pairs]
        yield Hit(
            name_of(other),
            [*ones, other],
            evidence={"stated": ones[0].quantity, "other": other.quantity},
            values={
                "others": "、".join(f"{where(one)}的{printed(one)}" for one in ones),
                "others_en": ", ".join(f"{where_en(one)} ({one.quantity.text})" for one in ones),
                "where": where(other),
                "where_en": where_en(other),
                "words": printed(other),
            },
        )
