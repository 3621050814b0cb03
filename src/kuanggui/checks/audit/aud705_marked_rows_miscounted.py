"""Notes that count the rows with a mark, against the rows that bear it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import RowRole
from kuanggui.model.fact import Fact

_MARK = re.compile(r"[“\"「『]([^”\"」』]{1,12})[”\"」』][^，。；,;]{0,6}$")


@rule(
    code="AUD705",
    title="备注所数的行与表中标注的行不符",
    title_en="A note counts other rows than those that bear the mark",
    severity=Severity.ERROR,
    family=Family.NOTES,
    needs=("boxes", "facts"),
    message="{subject}：备注称标“{mark}”的有{stated}，表中标“{mark}”的有{rows}行。",
    message_en="{subject}: the note counts {stated} rows marked {mark}, {rows} bear the mark.",
    remedy="核对表中的标注和备注的个数。",
    remedy_en="Go through the marks, and mend the note or the rows.",
)
def marked_rows_miscounted(case: AuditCase) -> Iterator[Said]:
    """Where a note says how many rows bear a quoted mark, as many rows have a cell that says just that."""
    for grid in grids(case):
        for fact in case.facts_in_box.get(grid.box.id, ()):
            mark = _mark(grid, fact)
            marked = [*_marked(grid, mark)] if mark else []
            if mark and marked:
                holds = fact.quantity.low == len(marked)
                yield Checked([fact, *marked]) if holds else _hit(grid, fact, mark, marked)


def _mark(grid: Grid, fact: Fact) -> str:
    """The quoted word right in front of a count in a note."""
    numbered = {f"{grid.box.id}#note{n}": note.text for n, note in enumerate(grid.box.notes, start=1)}
    note = numbered.get(fact.clause or "", "") if fact.quantity.is_count else ""
    match = _MARK.search(note[: fact.start])
    return match[1].strip() if match else ""


def _marked(grid: Grid, mark: str) -> Iterator[Entry]:
    for index, row in enumerate(grid.rows):
        if grid.role(index) is RowRole.DATA:
            yield from [entry for entry in row if entry.text == mark][:1]


def _hit(grid: Grid, fact: Fact, mark: str, marked: Sequence[Entry]) -> Hit:
    return Hit(
        f"{grid.name}备注",
        figures=[fact, *marked],
        evidence={"stated": fact.quantity, "rows": len(marked)},
        values={"mark": mark},
    )
