"""Relations between cells: what a cell should be by the others, how well it is, and what would mend each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum

from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.findings.judgement import Severity
from kuanggui.model.quantity import HALF, Interval

# A learned relation needs this share of its positions, and a relation by its words half of them.
LEARNED = Decimal("0.75")
LEARNED_ROWS = 4
WORDED = Decimal("0.5")
# Others that hold to the last printed place before one that is off by rounding alone is worth a word.
EXACT_SHARE = Decimal("0.8")


class Fit(IntEnum):
    """How well the figures of an equation agree."""

    BROKEN = 0
    LOOSE = 1  # only if figures printed with fewer places than their neighbours are taken as rounded
    ROUNDED = 2  # within rounding
    EXACT = 3  # to the last printed place


class Kind(StrEnum):
    """What an equation says."""

    TOTAL_ROW = "total_row"
    TOTAL_COLUMN = "total_column"
    AVERAGE = "average"
    RUNNING = "running"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    PRODUCT = "product"
    GROWTH = "growth"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Equation:
    """One relation at one place: `result` should be `computed` from `terms`; `slack` is what rounding allows.

    `mends` gives, for the cells where that is known, the values that would make the equation hold, by (row, column).
    """

    kind: Kind
    result: Entry
    terms: tuple[Entry, ...]
    computed: Decimal
    fit: Fit
    formula: str
    mends: Mapping[tuple[int, int], Interval]

    @property
    def cells(self) -> tuple[Entry, ...]:
        """Every cell of the equation that is not empty, the result first."""
        return tuple(e for e in (self.result, *self.terms) if not e.is_empty)


@dataclass(frozen=True, slots=True)
class Relation:
    """The same equation along a table.

    `words` names the header or label that states it, empty where it is only learned; `plain` if these leave no other reading.
    """

    grid: Grid
    kind: Kind
    equations: tuple[Equation, ...]
    words: str = ""
    doubtful: bool = False
    plain: bool = False

    @property
    def held(self) -> int:
        """Positions where it holds."""
        return sum(e.fit is not Fit.BROKEN for e in self.equations)

    @property
    def share(self) -> Decimal:
        """The share of positions where it holds."""
        return Decimal(self.held) / len(self.equations) if self.equations else Decimal(0)

    def severity(self, equation: Equation) -> Severity | None:
        """How grave a position is, None where the equation holds."""
        if equation.fit is Fit.EXACT:
            return None
        if equation.fit is Fit.BROKEN:
            return Severity.ERROR if self.words and not self.doubtful else Severity.WARNING
        others = [e for e in self.equations if e is not equation]
        better = sum(e.fit > equation.fit for e in others)
        if len(others) < LEARNED_ROWS - 1 or better < EXACT_SHARE * len(others):
            return None
        return Severity.WARNING if equation.fit is Fit.LOOSE else Severity.INFO


def fit_of(difference: Decimal, exact: Decimal, rounded: Decimal, loose: Decimal) -> Fit:
    """The fit of a difference by the slack of each grade."""
    size = abs(difference)
    grades = ((exact, Fit.EXACT), (rounded, Fit.ROUNDED), (loose, Fit.LOOSE))
    return next((fit for slack, fit in grades if size <= slack), Fit.BROKEN)


def half_place(entry: Entry, least: int = 0) -> Decimal:
    """Half of the last printed place; none for a count. `least` is the number of places a figure has at any rate."""
    if entry.is_empty or entry.is_count:
        return Decimal(0)
    return HALF.scaleb(-max(entry.decimals, least))


def usual_places(entries: Iterable[Entry]) -> int:
    """How many places figures of this kind have: the most frequent number, zeros left out."""
    counts = Counter(e.decimals for e in entries if e.value)
    return max(counts, key=lambda places: (counts[places], places), default=0)


def around(value: Decimal, slack: Decimal) -> Interval:
    """The values within slack of a value."""
    return Interval(value - slack, value + slack)


def same_measure(entries: Sequence[Entry]) -> bool:
    """Whether figures can be added: one dimension, one rate, one basis; a figure without unit takes that of the others."""
    units = {(e.quantity.unit.dimension, e.quantity.unit.per) for e in entries if e.quantity and e.quantity.unit}
    return len(units) <= 1 and len({e.basis for e in entries if e.basis is not None}) <= 1


def in_unit_of(entry: Entry, result: Entry) -> Callable[[Decimal], Decimal]:
    """How a figure of one cell reads in the unit of another."""
    own = entry.quantity.unit if entry.quantity else None
    other = result.quantity.unit if result.quantity else None
    if own is None or other is None or own == other or own.dimension != other.dimension:
        return lambda value: value
    return lambda value: value * own.factor / other.factor
