"""A net figure that is not the gross figure less what is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import total_hit
from kuanggui.checks.audit.sums import Term, balance, comparable
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

TAKEN_OFF = re.compile(r"扣除|减去|剔除|扣减|核减")
NET = re.compile(r"实际|净|剩余|余下|实有|尚余|仍有|还有")


@rule(
    code="AUD106",
    title="扣减后的数与算得不符",
    title_en="A net figure is not the gross figure less what is taken off",
    severity=Severity.ERROR,
    family=Family.PARTS,
    needs=("facts",),
    message="{subject}{stated}，按扣减计算为{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} stated, {recomputed} by subtraction, a difference of {difference} ({arithmetic}).",
    remedy="核对总数、扣减数和余数。",
    remedy_en="Go through the gross figure, what is taken off, and the rest.",
)
def net_differs(case: AuditCase) -> Iterator[Said]:
    """总面积A，扣除重叠的B，实际C: A less B is C, when the three follow each other in one unit and sentence."""
    for clause in case.reading.clauses:
        for gross, deductions, net in _chains(case.facts_in_clause[clause.id]):
            terms = [Term(gross), *(Term(fact, -1) for fact in deductions)]
            found = balance(terms, net.quantity)
            if found.holds:
                yield Checked([net, gross, *deductions])
            else:
                yield total_hit(net, terms, found)


def _chains(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact], Fact]]:
    """Gross figure, what is taken off, and net figure, in the order they are printed."""
    for position, net in enumerate(facts):
        if not NET.search(net.subject):
            continue
        before = [f for f in facts[:position] if f.sentence == net.sentence and comparable([f, net])]
        deductions: list[Fact] = []
        while before and TAKEN_OFF.search(before[-1].subject):
            deductions.insert(0, before.pop())
        if before and deductions:
            yield before[-1], deductions, net
