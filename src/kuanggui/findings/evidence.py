"""The figures a finding rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.model.quantity import Quantity

Figure = Quantity | Decimal | int | str
# A figure that carries its unit itself (a quantity), has none, or comes with a unit word.
Weighed = Figure | tuple[Figure, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure or word by name; `value` is plain text without exponents, `unit` a unit word or empty."""

    name: str
    value: str
    unit: str = ""


def weigh(figures: Mapping[str, Weighed]) -> tuple[Evidence, ...]:
    """Evidence from named figures, in their order."""
    return tuple([_evidence(name, figure) for name, figure in figures.items()]) if figures else ()


def _evidence(name: str, weighed: Weighed) -> Evidence:
    figure, unit = weighed if isinstance(weighed, tuple) else (weighed, "")
    if isinstance(figure, Quantity):
        unit = unit or (figure.unit.name if figure.unit else "")
    return Evidence(name, plain(figure), unit)


def plain(figure: Figure) -> str:
    """A figure in digits: no exponent, printed places kept, a range with a dash."""
    if isinstance(figure, Quantity):
        low = f"{figure.low:f}"
        return f"{low}-{figure.high:f}" if figure.is_range else low
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
