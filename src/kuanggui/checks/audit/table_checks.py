"""All relations between the cells of the tables of a plan, and for those that break the cell that one of them is due to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.averages_and_shares import average_rows, shares
from kuanggui.checks.audit.calculated_columns import calculated_columns, calculated_rows
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.divided_columns import divided_columns
from kuanggui.checks.audit.equations import Equation, Fit, Kind, Relation
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.running_totals import running_totals
from kuanggui.checks.audit.total_columns import total_columns
from kuanggui.checks.audit.total_rows import total_rows
from kuanggui.findings.judgement import Severity
from kuanggui.model.quantity import Interval

# Every way of finding relations in a table; a new one is added here.
SEARCHES: tuple[Callable[[Grid], Iterator[Relation]], ...] = (
    total_columns,
    total_rows,
    running_totals,
    average_rows,
    shares,
    calculated_columns,
    calculated_rows,
    divided_columns,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One equation of a relation and how grave it is, None where it holds."""

    relation: Relation
    equation: Equation
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that breaks several relations at once, and the value that mends them all."""

    grid: Grid
    entry: Entry
    value: Decimal
    verdicts: tuple[Verdict, ...]

    @property
    def severity(self) -> Severity:
        """That of the gravest relation."""
        return min((v.severity for v in self.verdicts if v.severity), key=lambda s: s.rank)


@dataclass(frozen=True, slots=True)
class TableChecks:
    """Every equation, and the suspects; an equation that a suspect explains is not reported by itself."""

    verdicts: tuple[Verdict, ...]
    suspects: tuple[Suspect, ...]

    def of(self, *kinds: Kind) -> Iterator[Verdict]:
        """The equations of some kinds that no suspect explains."""
        explained = {id(v) for suspect in self.suspects for v in suspect.verdicts}
        return (v for v in self.verdicts if v.equation.kind in kinds and id(v) not in explained)


@once_per_case
def table_checks(case: AuditCase) -> TableChecks:
    """What holds in the tables of a plan and what does not."""
    verdicts: list[Verdict] = []
    suspects: list[Suspect] = []
    for grid in grids(case):
        here = _unexplained([verdict for relation in _relations(grid) for verdict in _verdicts(relation)])
        verdicts.extend(here)
        suspects.extend(_suspects(grid, [v for v in here if v.equation.fit is Fit.BROKEN]))
    return TableChecks(tuple(verdicts), tuple(suspects))


def _relations(grid: Grid) -> Iterator[Relation]:
    """What every search finds, what words state first; the same cells in another relation are left out."""
    seen: set[frozenset[tuple[int, int]]] = set()
    found = [relation for search in SEARCHES for relation in search(grid)]
    for relation in sorted(found, key=lambda r: not r.words):
        new = [e for e in relation.equations if _key(e) not in seen]
        seen.update(_key(e) for e in relation.equations)
        if len(new) * 2 > len(relation.equations):
            yield relation


def _key(equation: Equation) -> frozenset[tuple[int, int]]:
    return frozenset((e.row, e.column) for e in equation.cells)


def _verdicts(relation: Relation) -> Iterator[Verdict]:
    return (Verdict(relation, equation, relation.severity(equation)) for equation in relation.equations)


def _unexplained(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Without broken sums whose result is calculated otherwise: the average or rate in a total row, a total that runs on."""
    calculated = {
        _address(v.equation.result)
        for v in verdicts
        if v.equation.fit and v.equation.kind not in {Kind.TOTAL_ROW, Kind.TOTAL_COLUMN}
    }
    return [v for v in verdicts if v.equation.fit or _address(v.equation.result) not in calculated]


def _address(entry: Entry) -> tuple[int, int]:
    return (entry.row, entry.column)


def _suspects(grid: Grid, broken: Sequence[Verdict]) -> Iterator[Suspect]:
    """Cells that would mend two or more broken equations by one value, those that mend most first."""
    left = list(broken)
    while len(left) > 1:
        found = [s for cell in _cells(left) if (s := _suspect(grid, cell, left))]
        if not found:
            return
        best = max(found, key=lambda s: len(s.verdicts))
        if sum(len(s.verdicts) == len(best.verdicts) and _same(s, best) for s in found) == 1:
            yield best
        left = [v for v in left if not any(v is w for w in best.verdicts)]


def _same(one: Suspect, other: Suspect) -> bool:
    return {id(v) for v in one.verdicts} == {id(v) for v in other.verdicts}


def _cells(verdicts: Iterable[Verdict]) -> list[Entry]:
    shared: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for verdict in verdicts:
        for entry in verdict.equation.cells:
            shared[entry.row, entry.column].append(entry)
    return [entries[0] for entries in shared.values() if len(entries) > 1]


def _suspect(grid: Grid, cell: Entry, broken: Sequence[Verdict]) -> Suspect | None:
    key = (cell.row, cell.column)
    offers = [(v, v.equation.mends[key]) for v in broken if key in v.equation.mends]
    best: tuple[list[Verdict], Interval] | None = None
    for _, start in offers:
        agreeing = [(v, mend) for v, mend in offers if mend.meets(start)]
        common = _common([mend for _, mend in agreeing])
        if common and len(agreeing) > 1 and (best is None or len(agreeing) > len(best[0])):
            best = ([v for v, _ in agreeing], common)
    if best is None:
        return None
    value = _printed(best[1], cell)
    return None if value is None or value == cell.value else Suspect(grid, cell, value, tuple(best[0]))


def _common(intervals: Sequence[Interval]) -> Interval | None:
    low = max(i.low for i in intervals if i.low is not None)
    high = min(i.high for i in intervals if i.high is not None)
    return Interval(low, high) if low <= high else None


def _printed(interval: Interval, cell: Entry) -> Decimal | None:
    """The middle of the interval with the places that the cell has, if such a value can stand there."""
    assert interval.low is not None
    assert interval.high is not None
    middle = round((interval.low + interval.high) / 2, cell.decimals)
    if cell.is_count and (middle < 0 or not interval.low <= middle <= interval.high):
        return None
    return middle
