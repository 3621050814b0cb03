"""The page on the plan model names every part, record, field, kind and reason."""

import re
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest

from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import GapReason
from kuanggui.model.plan.zone import ZoneKind

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "plan-model.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if line.startswith("| `")
    for cells in [re.findall(r"`(\w+)`", line)]
}
PARTS = {name: get_args(kind)[0] for name, kind in field_types(Plan).items() if get_args(kind) and "tuple" in str(kind)}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_named_with_its_record_and_every_field(part: str) -> None:
    record: Any = PARTS[part]
    assert ROWS[part][0] == record.__name__
    own = {field.name for field in fields(record)} - {"id", "place"}
    assert part == "gaps" or own <= set(ROWS[part])


def test_the_head_is_named() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("`Plan`"))
    assert set(re.findall(r"`(\w+)`", line)) >= {field.name for field in fields(Plan)} - set(PARTS)


@pytest.mark.parametrize("member", [*ZoneKind, *GapReason])
def test_kinds_and_reasons_are_named(member: Enum) -> None:
    assert member.value in ROWS
