"""A mineral measured in tonnes here and in cubic metres there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.flows import dimension, flows_by_mineral
from kuanggui.checks.audit.quotients import printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral

SHOWN = 4
ORE = {None, "ore"}


@rule(
    code="AUD607",
    title="同一矿种的产量计量单位不统一",
    title_en="The output of a mineral is measured in two ways",
    severity=Severity.WARNING,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}的产量、规模有的按体积计（{volumes}），有的按重量计（{masses}），请核对单位。",
    message_en="Output and capacity of {subject_en} are in cubic metres here ({volumes}) and in tonnes there ({masses}).",
    remedy="核对该矿种的计量单位，统一各处。",
    remedy_en="Check in what unit the mineral is measured and use it everywhere.",
)
def measured_otherwise(case: AuditCase) -> Iterator[Said]:
    """What is mined of a mineral is given in tonnes throughout, or in cubic metres throughout, contained metal left aside."""
    for code, facts in flows_by_mineral(case).items():
        ores = [f for f in facts if f.quantity.basis is None or f.quantity.basis.value in ORE]
        masses = [f for f in ores if dimension(f) == "mass"]
        volumes = [f for f in ores if dimension(f) == "volume"]
        if not (masses and volumes):
            yield Checked()
            continue
        few, many = sorted((masses, volumes), key=len)
        name = mineral(code)
        values = {"volumes": _words(volumes), "masses": _words(masses), "subject_en": name.code}
        yield Hit(name.name, [*few, *many], values=values)


def _words(facts: Sequence[Fact]) -> str:
    words = list(dict.fromkeys(printed(fact.quantity) for fact in facts))
    return "、".join(words[:SHOWN]) + ("等" if len(words) > SHOWN else "")
