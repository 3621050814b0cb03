"""Additions in a box that the note about additions leaves out, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.additions import Addition, NotedAddition, boxes_with_additions, noted_additions
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.arithmetic import addition as sum_of
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place


@rule(
    code="AUD702",
    title="备注漏列表中的新增数",
    title_en="A note leaves out additions of its box",
    severity=Severity.WARNING,
    family=Family.NOTES,
    needs=("boxes",),
    message="{subject}：表中有新增（{box}），备注逐项列出新增时没有列它。",
    message_en="{subject}: the box adds some ({box}), the note that lists the additions does not name it.",
    remedy="在备注中补列，或核对表中的新增数。",
    remedy_en="Add it to the note, or look at the figure in the box.",
)
def addition_not_noted(case: AuditCase) -> Iterator[Said]:
    """A note that lists the additions of two or more rows lists those of all rows with a figure behind the sign."""
    for grid, additions in boxes_with_additions(case):
        noted = noted_additions(case, grid)
        rows = [a for a in additions if not a.is_total]
        if sum(any(n.is_about(a) for a in rows) for n in noted) < 2:
            continue
        left_out = [a for a in rows if a.added and not any(n.is_about(a) for n in noted)]
        yield from (Checked([a.entry]) for a in rows if a not in left_out)
        if left_out:
            yield _hit(case, grid, left_out, noted)


def _hit(case: AuditCase, grid: Grid, left_out: Sequence[Addition], noted: Sequence[NotedAddition]) -> Hit:
    places: list[Place] = [a.entry.place for a in left_out]
    listed = sum(n.fact.quantity.low for n in noted)
    return Hit(
        f"{grid.name}“{'、'.join(a.label for a in left_out)}”",
        figures=[a.entry for a in left_out],
        places=[*places, *(case.reading.document.place(note) for note in grid.box.notes[:1])],
        evidence={
            "box": "、".join(f"{a.label}{a.entry.text}" for a in left_out),
            "listed": listed,
            "arithmetic": sum_of([a.added for a in left_out], sum((a.added for a in left_out), listed * 0)),
        },
    )
