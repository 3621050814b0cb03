"""One cell that breaks several relations of its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.table_checks import Suspect, table_checks
from kuanggui.checks.audit.table_hits import unit_of, where, where_en
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Standing
from kuanggui.findings.evidence import Weighed
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD203",
    title="一个单元格使行、列关系都不成立",
    title_en="One cell breaks several relations of its table",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，应为{recomputed}：改后{times}处关系同时成立（{formulas}）。",
    message_en="{subject}: {stated} printed, {recomputed} expected: with it {times} relations hold at once ({formulas}).",
    remedy="将该单元格改为{recomputed}，或说明口径。",
    remedy_en="Change the cell to {recomputed}, or say what it counts.",
)
def cell_breaks_totals(case: AuditCase) -> Iterator[Said]:
    """Where one cell is in two or more relations that do not hold, and one value in it would mend them all, it is the cell to blame."""
    checks = table_checks(case)
    yield from (_hit(suspect) for suspect in checks.suspects)
    blamed = {suspect.entry.place for suspect in checks.suspects}
    times = Counter(entry.place for verdict in checks.verdicts for entry in verdict.equation.cells)
    for place, count in times.items():
        if count > 1 and place not in blamed:
            yield Checked([Standing(place)])


def _hit(suspect: Suspect) -> Hit:
    equations = [verdict.equation for verdict in suspect.verdicts]
    unit = unit_of(suspect.entry)
    formulas = {f"arithmetic_{n}": equation.formula for n, equation in enumerate(equations, start=1)}
    evidence: dict[str, Weighed] = {
        "stated": (suspect.entry.quantity or suspect.entry.text, unit),
        "recomputed": (suspect.value, unit),
    }
    others = [entry for equation in equations for entry in equation.cells if entry.place != suspect.entry.place]
    return Hit(
        subject=f"{suspect.grid.name}{where(suspect.grid, suspect.entry)}",
        figures=list(dict.fromkeys([suspect.entry, *others])),
        evidence=evidence | formulas,
        values={"times": len(equations), "formulas": "；".join(formulas.values())},
        severity=suspect.severity,
        subject_en=f"{suspect.grid.name} {where_en(suspect.grid, suspect.entry)}",
    )
