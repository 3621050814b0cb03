"""Tables that pages have cut: repeated header rows, and a table that goes on in the next one."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.ingest.boxes.parts import Parts
from kuanggui.ingest.boxes.rows import GridRow


def drop_repeated_headers(parts: Parts) -> int:
    """Take header rows that come again out of the body; returns how many times the header was repeated."""
    header = [row.values for row in parts.header]
    if not header or not any(header[0]):
        return 0
    kept: list[GridRow] = []
    index = repeated = 0
    while index < len(parts.body):
        if [row.values for row in parts.body[index : index + len(header)]] == header:
            repeated += 1
            index += len(header)
        else:
            kept.append(parts.body[index])
            index += 1
    parts.body = kept
    return repeated


def continues(before: Parts, parts: Parts, adjacent: bool) -> bool:
    """Whether a table is the rest of the one before it: announced as such, or right behind it with the same header and no caption."""
    if parts.caption is not None:
        same = before.caption is not None and parts.caption.number == before.caption.number
        return parts.caption.continued and same and _same_width(before.body, parts.header or parts.body)
    same_header = bool(parts.header) and _values(parts.header) == _values(before.header)
    return adjacent and same_header and bool(before.header)


def join(before: Parts, parts: Parts) -> None:
    """Add the rest of a table to its beginning."""
    same_header = _values(parts.header) == _values(before.header)
    before.body += parts.body if same_header else [*parts.header, *parts.body]
    before.notes += parts.notes
    before.last_line = parts.last_line


def _values(rows: Sequence[GridRow]) -> list[tuple[str, ...]]:
    return [row.values for row in rows]


def _same_width(body: Sequence[GridRow], other: Sequence[GridRow]) -> bool:
    return max((len(row.cells) for row in body), default=0) == max((len(row.cells) for row in other), default=0)
