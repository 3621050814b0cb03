"""Every numeral of a document and what kind of thing it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity


class NumberKind(StrEnum):
    """What a numeral says. All but QUANTITY and NOT_UNDERSTOOD are figures that no arithmetic is done with."""

    QUANTITY = "quantity"
    YEAR = "year"
    PERIOD = "period"
    DATE = "date"
    ORDINAL = "ordinal"  # list, heading and serial numbers, 第七次
    DOCUMENT_NUMBER = "document_number"  # 〔2020〕43号
    MAP_SCALE = "map_scale"  # 1∶5万
    RATIO = "ratio"  # 5.14：37.01：57.85
    COORDINATE = "coordinate"  # 112°34′
    ROAD = "road"  # G208
    REFERENCE = "reference"  # 专栏5, 附表7
    NAME = "name"  # figures inside a name or slogan: “136”, 三 in 三率
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One numeral (or joined numerals such as a range): its kind, its quantity if it is one, and its place.

    `clause` or `box`/`row`/`column` (indexes from 0 in the box grid) say where it stands; `start`/`end` are offsets in that text.
    """

    kind: NumberKind
    text: str
    place: Place
    start: int
    end: int
    quantity: Quantity | None = None
    clause: str | None = None
    box: str | None = None
    row: int | None = None
    column: int | None = None
