"""What the labels beside and above a cell say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.subjects import is_total, residue, without_brackets
from kuanggui.model.box import Box, Fill, RowRole
from kuanggui.model.fact import Fact
from kuanggui.regulation import parse_unit

_SERIAL = re.compile(r"序号|编号|序|项次|代码|顺序号")
_FIGURE = re.compile(r"[≤≥<>＜＞〈〉约]?\s*-?\d[\d,.]*")


@once_per_case
def label_columns(case: AuditCase) -> Mapping[str, tuple[int, ...]]:
    """For each box the columns left of its first column of figures, those of serial numbers and units left out."""
    return {box.id: _label_columns(box) for box in case.reading.boxes}


def cell_words(case: AuditCase, fact: Fact) -> str:
    """The telling words of the labels of a cell's row (without those that stand for several rows) and of its column."""
    assert fact.box is not None
    assert fact.row is not None
    assert fact.column is not None
    box = case.boxes[fact.box]
    row = box.rows[fact.row]
    columns = [c for c in label_columns(case)[box.id] if c != fact.column and c < len(row.cells)]
    total = row.role is RowRole.TOTAL or any(is_total(row.cells[c].value) for c in columns)
    labels = [row.cells[c].value for c in columns if total or not _is_group(box, fact.row, c)]
    header = box.columns[fact.column].header if fact.column < len(box.columns) else ()
    texts = [*labels, *header[-1:], *([box.title] if total and not any(map(_names, labels)) else [])]
    parts = [residue(without_brackets(text), fact.attribute_words, case.reading.region) for text in texts]
    return "".join(dict.fromkeys(part for part in parts if part))


def _names(label: str) -> bool:
    """Whether a label of a row of totals says whose total it is."""
    return bool(label) and not is_total(label)


def _label_columns(box: Box) -> tuple[int, ...]:
    labels: list[int] = []
    for c in range(len(box.columns)):
        values = [row.cells[c].value for row in box.rows if c < len(row.cells) and row.cells[c].value]
        figures = sum(bool(_FIGURE.match(value)) for value in values)
        if _SERIAL.fullmatch(re.sub(r"\s", "", box.columns[c].name)):
            continue
        if values and figures * 2 > len(values):
            if labels:
                break
            continue
        if values and not all(parse_unit(value) for value in values):
            labels.append(c)
    return tuple(labels)


def _is_group(box: Box, row: int, column: int) -> bool:
    """Whether a label cell stands for several rows."""
    below = box.rows[row + 1].cells if row + 1 < len(box.rows) else ()
    covered = column < len(below) and below[column].fill is Fill.DOWN
    return covered or box.rows[row].cells[column].fill is Fill.DOWN
