"""Notes under a box that give other additions than its cells."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.additions import Addition, NotedAddition, boxes_with_additions, noted_additions
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD701",
    title="备注的新增数与表中“+”后的数不符",
    title_en="A note gives another addition than the cell",
    severity=Severity.ERROR,
    family=Family.NOTES,
    needs=("boxes",),
    message="{subject}：备注为新增{note}，表中为{box}，“+”后是{expected}。",
    message_en="{subject}: the note adds {note}, the cell says {box}, {expected} behind the sign.",
    remedy="核对新增数，改正备注或表中的数。",
    remedy_en="Find out how many are added, and mend the note or the cell.",
)
def note_differs_from_addition(case: AuditCase) -> Iterator[Said]:
    """What the notes under a box say is added for a mineral is the figure behind the sign in cells such as 40+5."""
    for grid, additions in boxes_with_additions(case):
        for noted in noted_additions(case, grid):
            for addition in additions:
                if not addition.is_total and noted.is_about(addition):
                    holds = noted.fact.quantity.low == addition.added
                    yield Checked([noted.fact, addition.entry]) if holds else _hit(noted, addition)


def _hit(noted: NotedAddition, addition: Addition) -> Hit:
    return Hit(
        f"{addition.grid.name}“{addition.label}”",
        figures=[noted.fact, addition.entry],
        evidence={"note": noted.fact.quantity, "box": addition.entry.text, "expected": addition.added},
    )
