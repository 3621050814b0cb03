"""Doubts that other figures of the same two places show to be of no weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.counterparts import Pair, pairs_of
from kuanggui.checks.audit.figures import significant
from kuanggui.checks.audit.keys import container
from kuanggui.checks.audit.likeness import Doubt
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.model.fact import Fact

ENOUGH = 3  # weight of agreeing pairs that clears a doubt
TELLING = 2  # digits from which on a figure does not agree by chance

Pattern = tuple[str, str, frozenset[Doubt]]


def is_corroborated(case: AuditCase, pair: Pair) -> bool:
    """Whether other figures of the same two places agree under the same doubts, or another figure of the same row does."""
    if any(
        mate.agrees and pair.likeness.doubts <= mate.likeness.doubts and _is_telling(mate)
        for mate in _mates(case, pair)
    ):
        return True
    agreeing, differing = _support(case).get(_pattern(pair), (0, 0))
    if agreeing < ENOUGH or agreeing <= differing - _weight(pair):
        return False
    return not (Doubt.LISTING in pair.likeness.doubts and _row_has_all(case, pair))


@once_per_case
def _support(case: AuditCase) -> Mapping[Pattern, tuple[int, int]]:
    """Weight of the agreeing and of the differing pairs for two places and a set of doubts."""
    counts: dict[Pattern, list[int]] = defaultdict(lambda: [0, 0])
    for pair in pairs_of(case):
        counts[_pattern(pair)][0 if pair.agrees else 1] += _weight(pair)
    return {pattern: (agreeing, differing) for pattern, (agreeing, differing) in counts.items()}


def _row_has_all(case: AuditCase, pair: Pair) -> bool:
    """Whether the row holds figures of all deposits, since another of its figures is that of all in the same paragraph."""
    return any(mate.agrees and Doubt.LISTING not in mate.likeness.doubts for mate in _mates(case, pair))


def _mates(case: AuditCase, pair: Pair) -> Sequence[Pair]:
    """The other pairs of the same paragraph and box row."""
    return [mate for mate in _rows(case).get(_row(pair), ()) if mate is not pair]


@once_per_case
def _rows(case: AuditCase) -> Mapping[tuple[str, str, int], Sequence[Pair]]:
    rows: dict[tuple[str, str, int], list[Pair]] = defaultdict(list)
    for pair in pairs_of(case):
        rows[_row(pair)].append(pair)
    return rows


def _row(pair: Pair) -> tuple[str, str, int]:
    return container(pair.one), container(pair.other), -1 if pair.other.row is None else pair.other.row


def _is_telling(pair: Pair) -> bool:
    """Whether it would be a strange chance if the two agreed and meant different things."""
    return not pair.one.quantity.is_count or pair.one.quantity.high >= 10


def _weight(pair: Pair) -> int:
    return 2 if min(significant(pair.one.quantity), significant(pair.other.quantity)) > TELLING else 1


def _pattern(pair: Pair) -> Pattern:
    return _area(pair.one), _area(pair.other), pair.likeness.doubts


def _area(fact: Fact) -> str:
    """The box and column of a cell, the chapter and attribute of a figure in running text."""
    if fact.box is not None:
        return f"{fact.box}/{fact.column}"
    return f"{fact.section.split('.')[0]}/{fact.attribute}"
