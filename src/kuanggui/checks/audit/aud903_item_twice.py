"""One thing listed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import Fill, RowRole
from kuanggui.model.place import Place

MARKER = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．]?|[\u2460-\u2473])\s*")
NAME_HEADER = re.compile(r"名称|企业|矿山$|单位名|项目$")
SHORTEST = 8


@rule(
    code="AUD903",
    title="清单中重复列项",
    title_en="One thing listed twice",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("boxes",),
    message="“{subject}”与“{other}”疑为同一对象，重复列入。",
    message_en="“{subject}” and “{other}” are probably one and the same, listed twice.",
    remedy="核对清单，删去重复的一项并改正总数。",
    remedy_en="Check the list, take one out and mend the total.",
)
def item_twice(case: AuditCase) -> Iterator[Said]:
    """No name in a list or in a column of names is another one of it, or another one with words behind it."""
    for box in case.reading.boxes:
        items = [
            (_bare(item.text), case.reading.document.place(item, table=box.label or box.title)) for item in box.items
        ]
        yield from _twice(items)
        for index, column in enumerate(box.columns):
            if NAME_HEADER.search(column.name):
                rows = [
                    (r, row)
                    for r, row in enumerate(box.rows)
                    if row.role is RowRole.DATA and row.cells[index].fill is Fill.NONE
                ]
                yield from _twice([(_bare(row.cells[index].value), case.cell_place(box, r, index)) for r, row in rows])


def _bare(text: str) -> str:
    return MARKER.sub("", text).rstrip("。；;，,、 ")


def _twice(named: Sequence[tuple[str, Place]]) -> Iterator[Said]:
    for i, (one, place) in enumerate(named):
        for other, place_other in named[i + 1 :]:
            short, long = sorted((one, other), key=len)
            if len(short) >= SHORTEST and (long == short or long.startswith(short)):
                yield Hit(other, values={"other": one}, places=[place_other, place])
    if named:
        yield Checked()
