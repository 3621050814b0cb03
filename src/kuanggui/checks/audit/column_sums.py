"""Sums of columns that have no total row, over the whole table and over groups of rows, and what texts nearby state as such sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import Fit, fit_of, half_place, in_unit_of, same_measure
from kuanggui.checks.audit.grid import Entry, Grid, Holding
from kuanggui.checks.audit.table_words import bare, table_words
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.model.box import Fill, RowRole
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

# Scopes that say nothing about which things are meant.
_NEUTRAL = frozenset({"existing"})


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of a column over all rows, or over those of a group (`group` is their category, empty for all)."""

    grid: Grid
    column: int
    group: str
    entries: tuple[Entry, ...]

    @property
    def total(self) -> Decimal:
        """The sum in the unit of the first figure."""
        return sum((in_unit_of(e, self.entries[0])(e.value) for e in self.entries), Decimal(0))

    def fit(self, fact: Fact) -> Fit:
        """How well a stated figure agrees with the sum."""
        quantity = fact.quantity
        stated = Entry(-1, -1, quantity.text, Holding.FIGURE, fact.place, quantity)
        computed = sum((in_unit_of(e, stated)(e.value) for e in self.entries), Decimal(0))
        slack = half_place(stated) + sum((in_unit_of(e, stated)(half_place(e)) for e in self.entries), Decimal(0))
        return fit_of(computed - stated.value, half_place(stated), slack, slack)


def column_sums(grid: Grid) -> Iterator[ColumnSum]:
    """The sums of the columns that may be added up and have no total row."""
    rows = [r for r in range(len(grid.rows)) if grid.role(r) is RowRole.DATA and grid.is_plain(r)]
    if len(rows) < 2 or any(total_rank(grid, r) for r in range(len(grid.rows))):
        return
    for column in grid.figure_columns:
        if table_words().is_added(grid.header(column)) and not table_words().total_rank(grid.header(column)):
            for group, members in _groups(grid, rows):
                entries = [grid.rows[r][column] for r in members]
                figures = tuple(e for e in entries if e.is_figure)
                if len(figures) > 1 and same_measure(figures) and all(e.is_figure or e.is_empty for e in entries):
                    yield ColumnSum(grid, column, group, figures)


def stated_sums(case: AuditCase, one: ColumnSum) -> tuple[Fact, ...]:
    """Facts of the texts around a box that state what the sum would be: same attribute and scope, the whole area, no single mineral."""
    box = one.grid.box
    cells = [f for e in one.entries for f in case.facts_in_cell.get((box.id, e.row, e.column), ())]
    attributes = {f.attribute for f in cells if f.attribute}
    scopes = {frozenset(f.qualifiers) - _NEUTRAL for f in cells}
    groups = {group for group, _ in _groups(one.grid, range(len(one.grid.rows))) if group}
    return tuple(
        fact
        for fact in _facts_around(case, one.grid)
        if fact.attribute in attributes
        and frozenset(fact.qualifiers) - _NEUTRAL in scopes
        and _is_whole(case, fact)
        and _named_group(fact, groups) == one.group
        and _comparable(fact, one.entries[0])
    )


def _groups(grid: Grid, rows: Sequence[int]) -> list[tuple[str, list[int]]]:
    """All rows under an empty name, then the rows of each category in the first column if that is merged downwards."""
    everything = [("", list(rows))]
    first = [grid.box.rows[r].cells[0] for r in rows]
    if 0 in grid.figure_columns or not any(cell.fill is Fill.DOWN for cell in first):
        return everything
    names = dict.fromkeys(bare(cell.value) for cell in first if cell.value)
    return everything + [(name, [r for r in rows if bare(grid.rows[r][0].text) == name]) for name in names]


def _facts_around(case: AuditCase, grid: Grid) -> Iterator[Fact]:
    citing = {r.clause for r in case.reading.references if grid.box.id in r.targets}
    citing |= {r.clause for r in case.reading.references if grid.box.label and r.label == grid.box.label}
    nearby = {clause.id for clause in case.clauses_in_section.get(grid.box.section, ())}
    for clause in case.clauses:
        if clause in citing or clause in nearby:
            yield from case.facts_in_clause.get(clause, ())


def _is_whole(case: AuditCase, fact: Fact) -> bool:
    exact = fact.quantity.relation is Relation.EQUAL and not fact.quantity.is_range and not fact.quantity.addends
    return exact and not fact.minerals and not fact.box and set(fact.regions) <= {case.reading.region}


def _named_group(fact: Fact, groups: set[str]) -> str:
    """The group that a fact names, the longest name first (非金属矿产 before 金属矿产)."""
    said = bare(fact.subject)
    return next((group for group in sorted(groups, key=len, reverse=True) if group in said), "")


def _comparable(fact: Fact, entry: Entry) -> bool:
    own, other = fact.quantity.unit, entry.quantity.unit if entry.quantity else None
    return own is not None and other is not None and (own.dimension, own.per) == (other.dimension, other.per)
