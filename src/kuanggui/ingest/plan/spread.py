"""What a column stands for when a row is spread over regions, years, minerals or size classes."""

from __future__ import annotations

from typing import Any

from kuanggui.ingest.plan.cells import is_enumeration, value_kind
from kuanggui.ingest.plan.fitting import YEAR_WORD, Fit, last_word
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.ingest.plan.wildcards import plain
from kuanggui.model.box import Box, Fill
from kuanggui.model.place import Place
from kuanggui.model.plain import field_types
from kuanggui.model.plan.value import Word, Years


def spread_value(source: PlanSource, mapping: Mapping, box: Box, column: int, fit: Fit) -> Any:
    """The value that the header of a column gives to the field spread into; None for a sum over all regions or minerals."""
    spread = fit.mapping.spread
    assert spread is not None
    place, word = header_place(source, box, column), last_word(box, column)
    if spread.over == "year":
        return years_of(box, column, fit, place)
    if mapping.totals.match(word):
        return None
    annotation = field_types(fit.mapping.record)[spread.into]
    if is_enumeration(annotation):
        return value_kind(annotation)[0](mapping.meaning(spread.over, word))
    if spread.over == "mineral":
        name = box.columns[column].name
        return Word(name, place, source.minerals(name), box.columns[column].inferred)
    codes = tuple(dict.fromkeys(code for _, _, code in source.regions(word)))
    return Word(word, place, codes, box.columns[column].inferred)


def years_of(box: Box, column: int, fit: Fit, place: Place) -> Years:
    """The year of a column, or all years of the columns beside it for a sum."""
    match = YEAR_WORD.fullmatch(plain(last_word(box, column)))
    if match:
        return Years(int(match["year"]), int(match["year"]), place)
    beside = (YEAR_WORD.fullmatch(plain(last_word(box, index))) for index in fit.spread)
    years = [int(match["year"]) for match in beside if match]
    return Years(min(years), max(years), place)


def header_place(source: PlanSource, box: Box, column: int) -> Place:
    """Where the lowest header word of a column stands; the caption for a column whose header is lost."""
    for row in reversed(box.header):
        index = column
        while index > 0 and row.cells[index].fill is Fill.RIGHT:
            index -= 1
        if row.cells[index].value:
            return source.box_place(box, row.cells[index].text)
    return source.box_place(box)
