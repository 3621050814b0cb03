"""More mined than the mines may or can produce."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of
from kuanggui.checks.audit.flows import bases_agree, dimension
from kuanggui.checks.audit.operands import may_concern
from kuanggui.checks.audit.quotients import amount, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

NOT_ALL = {"difference", "new", "planned", "under_construction", "stopped", "minimum", "average", "each"}


@rule(
    code="AUD611",
    title="产量大于生产能力",
    title_en="The output exceeds the capacity",
    severity=Severity.WARNING,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，大于生产能力{capacity}。",
    message_en="{subject} {stated} is more than the capacity {capacity}.",
    remedy="核对产量和生产能力；确属超能力生产的，予以说明。",
    remedy_en="Check both figures; if more was really mined than the mines are licensed for, say so.",
)
def output_exceeds_capacity(case: AuditCase) -> Iterator[Said]:
    """The output of a mineral is not above the capacity of its mines that the same paragraph gives."""
    former = {change.before for change in case.reading.changes}
    for facts in case.facts_in_clause.values():
        for fact in facts:
            if fact.attribute != "output" or NOT_ALL & {*fact.qualifiers} or not fact.minerals:
                continue
            capacities = [f for f in facts if f.id not in former and _is_capacity_of(f, fact)]
            if not capacities:
                continue
            largest = max(capacities, key=lambda f: amount(f).middle)
            if amount(fact).range.low <= amount(largest).range.high:
                yield Checked()
            else:
                evidence = {"stated": printed(fact.quantity), "capacity": printed(largest.quantity)}
                yield Hit(name_of(fact), [fact, largest], evidence=evidence)


def _is_capacity_of(fact: Fact, output: Fact) -> bool:
    if fact.attribute != "capacity" or NOT_ALL & {*fact.qualifiers} or set(fact.minerals) != set(output.minerals):
        return False
    return (
        dimension(fact) == dimension(output)
        and bases_agree(fact.quantity.basis, output.quantity.basis)
        and may_concern(fact, output)
    )
