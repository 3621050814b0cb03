"""More resources occupied by mines than there are."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of
from kuanggui.checks.audit.likes import comparable
from kuanggui.checks.audit.quotients import amount, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

PART = {"difference", "new", "occupied", "unoccupied", "average"}
LISTING = {"listed", "unlisted"}


@rule(
    code="AUD609",
    title="占用资源量大于保有资源量",
    title_en="More resources are occupied than retained",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，大于保有资源量{whole}。",
    message_en="{subject} {stated} is more than the retained resources {whole}.",
    remedy="核对占用和保有资源量。",
    remedy_en="Check both the occupied and the retained resources.",
)
def occupied_exceed_retained(case: AuditCase) -> Iterator[Said]:
    """Mines occupy no more resources of a mineral than its paragraph says are retained.

    When only the resources of the reserves table are given, mines may occupy others as well: doubtful.
    """
    for facts in case.facts_in_clause.values():
        occupied = [f for f in facts if f.attribute == "occupied_resources"]
        for fact in occupied:
            found = [f for f in facts if _can_be_whole(f, fact)]
            wholes = [f for f in found if not LISTING & {*f.qualifiers}] or found
            if not wholes:
                continue
            whole = max(wholes, key=lambda f: amount(f).middle)
            if amount(fact).range.low <= amount(whole).range.high:
                yield Checked()
            else:
                evidence = {"stated": printed(fact.quantity), "whole": printed(whole.quantity)}
                severity = Severity.WARNING if LISTING & {*whole.qualifiers} else Severity.ERROR
                yield Hit(name_of(fact), [fact, whole], evidence=evidence, severity=severity)


def _can_be_whole(fact: Fact, part: Fact) -> bool:
    if fact.attribute != "retained_resources" or fact.minerals != part.minerals or PART & {*fact.qualifiers}:
        return False
    narrower = LISTING & {*fact.qualifiers} and not LISTING & {*part.qualifiers}
    return (
        not narrower
        and fact.start < part.start
        and comparable(fact, part)
        and fact.quantity.basis == part.quantity.basis
    )
