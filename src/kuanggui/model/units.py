"""Units as the catalogue of units describes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    """What a tonnage counts: ore, contained metal, mineral or compound, rare-earth oxides, or quarried blocks."""

    ORE = "ore"
    METAL = "metal"
    MINERAL = "mineral"
    REO = "reo"
    COMPOUND = "compound"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word: `factor` turns it into the base unit of its `dimension`; `per` is `year`, `day` … for rates.

    The factor of 亩 is 2000/3 m² to 28 digits; `kuanggui.regulation.convert` calculates with the exact fraction.
    """

    name: str
    dimension: str
    factor: Decimal
    per: str | None = None
    basis: Basis | None = None

    def is_comparable_to(self, other: Unit) -> bool:
        """Whether figures in the two units may stand in one sum or comparison once converted; a missing basis fits any basis."""
        same_basis = self.basis is None or other.basis is None or self.basis == other.basis
        return same_basis and (self.dimension, self.per) == (other.dimension, other.per)
