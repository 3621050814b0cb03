"""The additions of a box together against the total that the text plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuanggui.checks.audit.additions import PLANNED, Addition, boxes_with_additions
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.arithmetic import addition as sum_of
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD703",
    title="表中新增数之和与正文的新增总数不符",
    title_en="The additions of a box differ from the total the text plans",
    severity=Severity.WARNING,
    family=Family.NOTES,
    needs=("boxes", "facts"),
    message="{subject}：表中“+”后的数之和为{sum}，正文为{stated}（{arithmetic}）。",
    message_en="{subject}: the figures behind the sign add up to {sum}, the text plans {stated} ({arithmetic}).",
    remedy="核对各项新增数和新增总数。",
    remedy_en="Go through the additions and the planned total.",
)
def additions_differ_from_total(case: AuditCase) -> Iterator[Said]:
    """The figures behind the sign in cells such as 40+5 add up to the number of new mines that the text plans for the whole area."""
    for grid, additions in boxes_with_additions(case):
        rows = [a for a in additions if not a.is_total]
        attributes = {f.attribute for a in rows for f in _facts(case, a)}
        for fact in _totals(case, attributes):
            total = sum((a.added for a in rows), Decimal(0))
            if fact.quantity.low == total:
                yield Checked([fact, *(a.entry for a in rows)])
            else:
                yield _hit(grid.name, fact, rows, total)


def _facts(case: AuditCase, addition: Addition) -> Sequence[Fact]:
    return case.facts_in_cell.get((addition.grid.box.id, addition.entry.row, addition.entry.column), ())


def _totals(case: AuditCase, attributes: set[str]) -> Iterator[Fact]:
    """Facts of the text about what is new in the whole area."""
    for attribute in sorted(attributes - {""}):
        for fact in case.facts_about[attribute]:
            whole = set(fact.regions) <= {case.reading.region} and not fact.minerals and fact.clause and not fact.box
            exact = not fact.quantity.is_range and not fact.quantity.addends
            if whole and exact and set(fact.qualifiers) and set(fact.qualifiers) <= PLANNED | {"target"}:
                yield fact


def _hit(name: str, fact: Fact, rows: Sequence[Addition], total: Decimal) -> Hit:
    return Hit(
        f"{name}与“{fact.subject}”",
        figures=[fact, *(a.entry for a in rows)],
        evidence={
            "stated": fact.quantity,
            "sum": total,
            "arithmetic": sum_of([a.added for a in rows], total, fact.quantity),
        },
    )
