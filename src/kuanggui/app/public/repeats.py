"""Figures that the text says again after its tables: once the one has been changed, the other holds no more either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kuanggui.app.changed_figures import Changes, target_key
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import FIELDS

PARTS = {part.value: fields for part, fields in FIELDS.items()} | {"restoration_duties": ("value",)}
OUTPUT = {"annual_output_cap", "output"}  # a cap on output, as a box and as a sentence have it


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed figure is about and how much it is, whatever words and units it is printed in; `year` None fits any year."""

    field: str
    about: tuple[object, ...]
    year: int | None
    amount: tuple[str, Decimal, Decimal]

    def is_same_as(self, other: Meaning) -> bool:
        """Whether both say the same."""
        same = (self.field, self.about, self.amount) == (other.field, other.about, other.amount)
        return same and (self.year == other.year or None in {self.year, other.year})


def without_repeats(plan: Plan, changes: Changes) -> Plan:
    """The plan without figures that say again what another record prints and what was changed there.

    The text of a plan repeats its boxes; an adjustment changes the one record. A record that has no other figure is left out.
    """
    if not changes:
        return plan
    found: dict[str, Any] = {part: tuple(_kept(plan, part, fields, changes)) for part, fields in PARTS.items()}
    return replace(plan, **found)


def _kept(plan: Plan, part: str, fields: tuple[str, ...], changes: Changes) -> Iterator[Any]:
    records = getattr(plan, part)
    overtaken = [
        _meaning(record, field) for record in records for field in fields if target_key(record, part, field) in changes
    ]
    for record in records:
        present = [field for field in fields if getattr(record, field) is not None]
        again = [
            field
            for field in present
            if target_key(record, part, field) not in changes
            and any(_meaning(record, field).is_same_as(other) for other in overtaken)
        ]
        if not again:
            yield record
        elif len(again) < len(present):
            yield replace(record, **dict.fromkeys(again))


def _meaning(record: Any, field: str) -> Meaning:
    figure: Figure = getattr(record, field)
    year = next((found for name in ("year", "years", "target_year") if (found := getattr(record, name, None))), None)
    quantity = figure.quantity
    factor = quantity.unit.factor if quantity.unit else Decimal(1)
    dimension = quantity.unit.dimension if quantity.unit else ""
    amount = (dimension, quantity.low * factor, quantity.high * factor)
    return Meaning(field, _about(record), year.end if year else None, amount)


def _about(record: Any) -> tuple[object, ...]:
    """What was measured, of what and where; the name of an indicator is all of that."""
    measure = getattr(record, "measure", None)
    words = [getattr(record, name, None) for name in ("mineral", "region", "category", "group", "name")]
    named = [(word.keys or word.text) if word else None for word in words]
    return ("output" if measure in OUTPUT else measure, *named)
