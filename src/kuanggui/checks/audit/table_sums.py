"""Sums in tables: a total cell against the cells it is the total of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kuanggui.checks.audit.equations import (
    Equation,
    Fit,
    Kind,
    around,
    fit_of,
    half_place,
    in_unit_of,
    same_measure,
    usual_places,
)
from kuanggui.checks.audit.grid import Entry, Holding
from kuanggui.checks.audit.table_words import table_words
from kuanggui.findings.arithmetic import addition
from kuanggui.model.quantity import Interval


def sum_equation(kind: Kind, total: Entry, parts: Sequence[Entry]) -> Equation | None:
    """The equation that a total is the sum of parts; None where that cannot be told."""
    figures = [part for part in parts if part.is_figure]
    if not total.is_figure or not figures or any(not (p.is_figure or p.is_empty) for p in parts):
        return None
    if not same_measure([total, *figures]) or not _is_added(total):
        return None
    computed = sum((in_unit_of(part, total)(part.value) for part in figures), Decimal(0))
    fit = min(_fit(total, figures, computed), _component_fit(total, figures))
    slack = _slack(total, figures, usual_places([total, *figures]))
    return Equation(
        kind=kind,
        result=total,
        terms=tuple(parts),
        computed=computed,
        fit=fit,
        formula=addition([p.quantity for p in figures if p.quantity], computed, None if fit else total.quantity),
        mends=_mends(total, figures, computed - total.value, slack),
    )


def _is_added(entry: Entry) -> bool:
    """Whether figures of this dimension may be added: counts, masses and areas, but no depths or rates."""
    unit = entry.quantity.unit if entry.quantity else None
    return unit is None or unit.dimension not in table_words().not_added_dimensions


def _fit(total: Entry, parts: Sequence[Entry], computed: Decimal) -> Fit:
    finer = any(part.decimals > total.decimals for part in parts)
    exact = half_place(total) if finer else Decimal(0)
    usual = usual_places([total, *parts])
    return fit_of(computed - total.value, exact, _slack(total, parts, usual), _slack(total, parts, 0))


def _slack(total: Entry, parts: Sequence[Entry], least: int) -> Decimal:
    own = half_place(total, least)
    return own + sum((in_unit_of(part, total)(half_place(part, least)) for part in parts), Decimal(0))


def _component_fit(total: Entry, parts: Sequence[Entry]) -> Fit:
    """Printed sums (40+5) add up part by part: what stands in front of the sign, and what stands behind it."""
    length = len(total.components)
    if length == 1 or any(len(part.components) not in {1, length} for part in parts):
        return Fit.EXACT
    for place, stated in enumerate(total.components):
        parts_here = [p.components[place] if place < len(p.components) else Decimal(0) for p in parts]
        if sum(parts_here, Decimal(0)) != stated:
            return Fit.BROKEN
    return Fit.EXACT


def _mends(
    total: Entry, parts: Sequence[Entry], difference: Decimal, slack: Decimal
) -> dict[tuple[int, int], Interval]:
    mends = {(total.row, total.column): around(total.value + difference, slack)}
    for part in parts:
        if part.quantity and total.quantity and part.quantity.unit == total.quantity.unit:
            mends[part.row, part.column] = around(part.value - difference, slack)
    return mends


def natural_parts_are_complete(parts: Sequence[Entry]) -> bool:
    """Whether no cell among the parts was left empty, so that nothing can be missing."""
    return all(part.holding is not Holding.BLANK or part.is_count for part in parts)
