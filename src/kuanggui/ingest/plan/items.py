"""One record for each line of a box that is a list."""

from __future__ import annotations

import re
from typing import Any

from kuanggui.ingest.plan.cells import is_enumeration, value_kind
from kuanggui.ingest.plan.mapping import BoxMapping, Mapping
from kuanggui.ingest.plan.names import read_in_name
from kuanggui.ingest.plan.rows import Made
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.box import Box
from kuanggui.model.located import LocatedText
from kuanggui.model.plain import field_types
from kuanggui.model.plan.value import Word

MARKER = re.compile(
    r"\s*(?:(?P<plain>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[、．)）]|\.(?!\d))"
    r"|[（(]\s*(?P<enclosed>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|(?P<circled>[①-⑳㉑-㉟]))\s*"
)
ENDS = "。；;，,、. \u3000"


def read_items(source: PlanSource, mapping: Mapping, box: Box, entry: BoxMapping) -> Made:
    """The records of all lines."""
    lines = [item for item in box.items if item.text.strip(ENDS)]
    return Made(entry.key, tuple(_record(source, mapping, box, entry, n, item) for n, item in enumerate(lines, 1)))


def _record(source: PlanSource, mapping: Mapping, box: Box, entry: BoxMapping, n: int, item: LocatedText) -> Any:
    number, name = _parts(source, box, item)
    types = field_types(entry.record)
    values: dict[str, Any] = {"name": name} | ({"number": number} if number and "number" in types else {})
    for field, text in entry.fixed.items():
        values[field] = value_kind(types[field])[0](text) if is_enumeration(types[field]) else text
    for field in entry.from_name:
        found = read_in_name(source, mapping, name, field, types[field])
        values |= {} if found is None else {field: found}
    return entry.record(id=f"{entry.key}/{box.id}/{n}", place=name.place, **values)


def _parts(source: PlanSource, box: Box, item: LocatedText) -> tuple[Word | None, Word]:
    """The list number and the words behind it, without the sign that ends them."""
    marker = MARKER.match(item.text)
    start = marker.end() if marker else 0
    end = len(item.text.rstrip(ENDS))
    name = Word(item.text[start:end], source.box_place(box, item, start, end))
    if marker is None or marker.lastgroup is None:
        return None, name
    return Word(marker[marker.lastgroup], source.box_place(box, item, *marker.span(marker.lastgroup))), name
