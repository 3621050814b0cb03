"""One numeral found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.number import NumberKind
from kuanggui.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at `start` to `end` of a text, with its quantity if it is one; `head_end` is where the words before it end."""

    kind: NumberKind
    start: int
    end: int
    text: str
    quantity: Quantity | None = None
    head_end: int = 0
