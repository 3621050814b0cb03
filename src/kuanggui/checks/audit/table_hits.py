"""The finding that a relation between cells does not hold, the same for every rule about tables."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import Kind
from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.table_checks import Verdict, table_checks
from kuanggui.checks.said import Checked, Hit, Said


def said_of(case: AuditCase, *kinds: Kind) -> Iterator[Said]:
    """What can be said of the equations of some kinds, the broken ones that one cell explains left out."""
    for verdict in table_checks(case).of(*kinds):
        yield _hit(verdict) if verdict.severity else Checked(verdict.equation.cells)


def _hit(verdict: Verdict) -> Hit:
    equation, grid = verdict.equation, verdict.relation.grid
    unit = unit_of(equation.result)
    return Hit(
        subject=f"{grid.name}{where(grid, equation.result)}",
        figures=equation.cells,
        evidence={
            "stated": (equation.result.quantity or equation.result.text, unit),
            "recomputed": (equation.computed, unit),
            "difference": (abs(equation.computed - equation.result.value), unit),
            "arithmetic": equation.formula,
        },
        values={"held": verdict.relation.held, "positions": len(verdict.relation.equations)},
        severity=verdict.severity,
        subject_en=f"{grid.name} {where_en(grid, equation.result)}",
    )


def where(grid: Grid, entry: Entry) -> str:
    """The cell in words: “铁”行“合计”列."""
    return f"“{grid.label(entry.row)}”行“{grid.header_at(entry.row, entry.column) or entry.column + 1}”列"


def where_en(grid: Grid, entry: Entry) -> str:
    """The cell in English words: row “铁”, column “合计”."""
    return f"row “{grid.label(entry.row)}”, column “{grid.header_at(entry.row, entry.column) or entry.column + 1}”"


def unit_of(entry: Entry) -> str:
    """The unit word of a cell, empty where it has none."""
    return entry.quantity.unit.name if entry.quantity and entry.quantity.unit else ""
