"""Indicators as a box of goals has them, and what the text says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.keys import keys_of
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.checks.data import words
from kuanggui.model.box import Box, BoxRow
from kuanggui.model.fact import Fact
from kuanggui.regulation import parse_unit

FEWEST = 3  # goals that make a box one of indicators


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a box of goals: its group and name, whether it binds (as printed), and the row."""

    box: Box
    row: int
    group: str
    name: str
    kind: str
    column: int


@once_per_case
def goal_boxes(case: AuditCase) -> Sequence[Box]:
    """Boxes that set goals for the target year of this plan, not for the one before."""
    return [
        box
        for box in case.reading.boxes
        if sum(_is_goal_of_period(case, fact) for fact in case.facts_in_box[box.id]) >= FEWEST
    ]


def _is_goal_of_period(case: AuditCase, fact: Fact) -> bool:
    key = keys_of(case).get(fact.id)
    last = horizon_of(case).last
    return (
        key is not None
        and key.goal
        and "previous" not in key.scope
        and key.moment is not None
        and key.moment.end == last
    )


@once_per_case
def indicators(case: AuditCase) -> Sequence[Indicator]:
    """The rows of all boxes that say of each indicator whether it binds."""
    return [found for box in case.reading.boxes for found in _indicators(box)]


def _indicators(box: Box) -> Iterator[Indicator]:
    kinds = set(words("goal_words")["kinds"].values())
    for index, row in enumerate(box.rows):
        column = next((c for c, cell in enumerate(row.cells) if _bare(cell.value) in kinds), None)
        labels = _labels(row)
        if column is not None and labels:
            group = labels[-2] if len(labels) > 1 else ""
            yield Indicator(box, index, group, labels[-1], _bare(row.cells[column].value), column)


def _labels(row: BoxRow) -> list[str]:
    """The texts in front of the first figure of a row."""
    labels: list[str] = []
    for cell in row.cells:
        if any(character.isdigit() for character in cell.value.split("（")[0]):
            break
        if cell.value:
            labels.append(cell.value)
    return [label for label in labels if len(_bare(label)) > 1 and not _is_unit(label)]


def _is_unit(label: str) -> bool:
    return parse_unit(label) is not None


def _bare(text: str) -> str:
    return "".join(text.split()).replace("\u3000", "")
