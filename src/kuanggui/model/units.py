"""Units as the catalogue of units describes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    """What a tonnage counts (DESIGN §2): ore, contained metal, contained mineral, or rare-earth oxides."""

    ORE = "ore"
    METAL = "metal"
    MINERAL = "mineral"
    REO = "reo"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word: `factor` turns it into the base unit of its `dimension`; `per` is `year` or `day` for rates."""

    name: str
    dimension: str
    factor: Decimal
    per: str | None = None
    basis: Basis | None = None
