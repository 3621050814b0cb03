"""Which numbers of a reading the rules checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kuanggui.checks.run import Run
from kuanggui.findings.coverage import Coverage, Unchecked
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.place import Place

NO_COUNTERPART = "no_counterpart"
NOT_EVALUATED = "not_evaluated"

# One line of a source: page and line.
_Line = tuple[int, int]


def cover(numbers: Sequence[NumberToken], runs: Sequence[Run]) -> Coverage:
    """The coverage of the numbers by the runs: a number is checked when a place that a rule checked overlaps it."""
    by_line: dict[_Line, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        by_line[_line(number.place)].append(index)
    touched = {run.outcome.rule.code: set(_touched(run.checked, numbers, by_line)) for run in runs}
    checked = set[int]().union(*touched.values())
    doubts = {
        index: skipped.reason
        for run in runs
        for place, skipped in run.skipped
        for index in _touched([place], numbers, by_line)
    }
    return Coverage(
        numbers=len(numbers),
        checked=len(checked),
        by_rule=tuple((code, len(indexes)) for code, indexes in touched.items() if indexes),
        unchecked=tuple(_unchecked(n, doubts.get(i, "")) for i, n in enumerate(numbers) if i not in checked),
    )


def _unchecked(number: NumberToken, doubt: str) -> Unchecked:
    if doubt:
        return Unchecked(number.place, NOT_EVALUATED, doubt)
    reason = NO_COUNTERPART if number.kind is NumberKind.QUANTITY else number.kind.value
    return Unchecked(number.place, reason)


def _touched(places: Iterable[Place], numbers: Sequence[NumberToken], by_line: dict[_Line, list[int]]) -> Iterator[int]:
    for place in places:
        for index in by_line.get(_line(place), ()):
            number = numbers[index].place
            if number.start < place.end and place.start < number.end:
                yield index


def _line(place: Place) -> _Line:
    return (place.page or 0, place.line)
