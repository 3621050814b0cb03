"""Converting figures between units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from kuanggui.errors import IncompatibleUnitsError
from kuanggui.model.units import Unit
from kuanggui.regulation.unit_catalogue import RATIO, UnitWord, decimal_of, normalise, unit_catalogue

if TYPE_CHECKING:
    from pint import UnitRegistry


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """`value` of `source` in `target`, exact before the last rounding to the Decimal context's precision.

    Raises IncompatibleUnitsError when the units differ in dimension, rate or basis.
    """
    if not source.is_comparable_to(target):
        raise IncompatibleUnitsError(f"{source.name} 不能换算为 {target.name}：量纲、时间或计量基础不同；请核对单位")
    given, sought = _pint_unit(source), _pint_unit(target)
    quantity = _registry().Quantity(Fraction(value) * given[0], given[1])
    return decimal_of(quantity.to(sought[1]).magnitude / sought[0])


def _pint_unit(unit: Unit) -> tuple[Fraction, str]:
    """How many of which unit of the registry `unit` is."""
    counted, _, divisor = normalise(unit.name).partition("/")
    above, below = _known(counted, unit), None
    if divisor and unit.per is None:
        below = _known(divisor, unit)
    if below is None:
        return above.scale, above.entry.pint
    return above.scale / below.scale, f"{above.entry.pint} / {below.entry.pint}"


def _known(word: str, unit: Unit) -> UnitWord:
    found = unit_catalogue().words.get(word)
    if found is None:
        raise IncompatibleUnitsError(f"{unit.name} 不在单位目录中，无法换算；请在 units.yaml 中补充")
    return found


@cache
def _registry() -> UnitRegistry[Any]:
    """A pint registry of our units alone, calculating in fractions so that 15 亩 is exactly 1 公顷."""
    from pint import UnitRegistry  # noqa: PLC0415 - takes longer to import than most documents to read

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Fraction)
    for dimension in sorted({entry.dimension for entry in unit_catalogue().entries} - {RATIO}):
        registry.define(f"base_{dimension} = [{dimension}]")
    for entry in unit_catalogue().entries:
        base = "" if entry.dimension == RATIO else f" * base_{entry.dimension}"
        registry.define(f"{entry.pint} = {entry.factor.numerator} / {entry.factor.denominator}{base}")
    return registry
