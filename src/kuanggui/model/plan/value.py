"""Values of the plan model. None goes without its place; what a document leaves open is None in the record and a Gap in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Word:
    """Printed words. `keys` are the mineral ids or administrative codes they stand for; `inferred` says why they are not as printed."""

    text: str
    place: Place
    keys: tuple[str, ...] = ()
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed quantity. `inferred` says why its meaning is not as printed (a lost header cell, say)."""

    quantity: Quantity
    place: Place
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """The years a value holds for, both ends included; equal for a single year."""

    start: int
    end: int
    place: Place


class GapReason(StrEnum):
    """Why a field is empty."""

    NOT_STATED = "not_stated"  # the document does not say it
    NO_COLUMN = "no_column"  # the table it comes from has no column for it
    EMPTY_CELL = "empty_cell"  # the column is there, the cell is blank
    NO_FIGURE = "no_figure"  # words stand where a figure is expected (停采)
    NOT_UNDERSTOOD = "not_understood"  # something is printed that no rule reads
    UNKNOWN_WORD = "unknown_word"  # the printed word is in no vocabulary


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that stays empty: `item` is the id of the record (empty for the plan itself), `words` what is printed there."""

    item: str
    field: str
    reason: GapReason
    words: str = ""
    place: Place | None = None
