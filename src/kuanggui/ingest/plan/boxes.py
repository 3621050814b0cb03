"""All boxes of a reading as records of the plan model; a box that gives none is kept with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kuanggui.ingest.plan.fitting import Fit, fit_box
from kuanggui.ingest.plan.items import read_items
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.record_classes import record_classes
from kuanggui.ingest.plan.rows import Made
from kuanggui.ingest.plan.scopes import read_rows
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.box import Box
from kuanggui.model.plan.outline import UnmappedBox
from kuanggui.model.plan.value import Gap, GapReason


@dataclass(slots=True)
class Gathered:
    """Records by part of the plan, with gaps and the boxes that gave nothing."""

    parts: dict[str, list[Any]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    unmapped: list[UnmappedBox] = field(default_factory=list)

    def add(self, made: Made) -> None:
        """Take over what a row or a list gave."""
        self.parts.setdefault(record_classes()[made.key][0], []).extend(made.records)
        self.gaps.extend(made.gaps)


def read_boxes(source: PlanSource, mapping: Mapping) -> Gathered:
    """The records of all boxes, in reading order."""
    gathered = Gathered()
    for box in source.reading.boxes:
        fit = fit_box(box, source, mapping)
        if isinstance(fit, str):
            gathered.unmapped.append(UnmappedBox(box.id, source.box_place(box), box.title, fit))
            continue
        for made in _read(source, mapping, box, fit):
            gathered.add(made)
    return gathered


def _read(source: PlanSource, mapping: Mapping, box: Box, fit: Fit) -> Iterator[Made]:
    if fit.is_list:
        yield read_items(source, mapping, box, fit.mapping)
        return
    yield Made(fit.mapping.key, (), tuple(_lacking_columns(source, box, fit)))
    yield from read_rows(source, mapping, box, fit)


def _lacking_columns(source: PlanSource, box: Box, fit: Fit) -> Iterator[Gap]:
    """Fields that other tables of this kind have a column for, and this one has not."""
    entry = fit.mapping
    elsewhere = {*fit.columns, *entry.from_name, *entry.fixed, *entry.outer, *entry.may_be_blank}
    for name in entry.fields:
        if name not in elsewhere:
            yield Gap(box.id, name, GapReason.NO_COLUMN, box.title, source.box_place(box))
