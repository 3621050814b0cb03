"""Records are shown in words that planners read, each with where it is printed."""

from dataclasses import fields
from decimal import Decimal
from enum import Enum
from io import StringIO
from types import UnionType
from typing import Any, get_args, get_origin

import pytest
from rich.console import Console

from kuanggui.cli.names import FIELDS, PARTS, VALUES
from kuanggui.cli.records import HIDDEN, address, record_table, said
from kuanggui.model.place import Place
from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.plan.zone import Zone, ZoneKind
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.regulation import parse_unit

PLACE = Place("plan.txt", "ab", 7, 1, 5, "11.00", table="专栏12", row=2, column="面积")
RECORDS = {name: get_args(kind)[0] for name, kind in field_types(Plan).items() if get_origin(kind) is tuple}


def figure(text: str, value: str, unit: str, relation: Relation = Relation.EQUAL) -> Figure:
    return Figure(Quantity(text, Decimal(value), Decimal(value), relation, parse_unit(unit)), PLACE)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (Word("煤", PLACE), "煤"),
        (Word("左云县", PLACE, inferred="表头缺失"), "左云县*"),
        (figure("≤9000", "9000", "万吨/年", Relation.AT_MOST), "≤9000 万吨/年"),
        (figure("500万吨左右", "500", "万吨", Relation.ABOUT), "500万吨左右"),
        (figure("95", "95", "%"), "95 %"),
        (Years(2021, 2021, PLACE), "2021"),
        (Years(2021, 2025, PLACE), "2021–2025"),
        (ZoneKind.RESTORATION_ZONE, "治理区"),
        ((Word("煤", PLACE), Word("铁", PLACE)), "煤、铁"),
        (("large", "average"), "大型、平均"),
        (PLACE, "专栏12 第2行"),
        ("字" * 60, "字" * 47 + "…"),
    ],
)
def test_a_value_is_said_in_words(value: object, words: str) -> None:
    assert said(value) == words


def test_an_address_is_table_and_row_or_page_or_line() -> None:
    assert address(Place("p", "a", 7, 0, 1, "x")) == "第7行"
    assert address(Place("p", "a", 7, 0, 1, "x", page=3)) == "第3页"
    assert address(None) == ""


def test_columns_that_say_nothing_are_left_out() -> None:
    console = Console(width=100, record=True, file=StringIO())
    console.print(record_table("规划分区", [Zone("z1", PLACE, Word("甲区", PLACE), number=Word("1", PLACE))]))
    text = console.export_text()
    assert "规划分区（1）" in text
    assert ("序号" in text, "面积" in text, "出处" in text) == (True, False, True)


def enumerations(annotation: Any) -> set[type[Enum]]:
    parts = get_args(annotation) if isinstance(annotation, UnionType) or get_origin(annotation) else (annotation,)
    return {part for part in parts if isinstance(part, type) and issubclass(part, Enum)}


@pytest.mark.parametrize("part", RECORDS)
def test_every_part_field_and_value_has_a_name_for_the_user(part: str) -> None:
    record = RECORDS[part]
    assert part in PARTS
    assert {field.name for field in fields(record)} - HIDDEN <= set(FIELDS)
    kinds = {kind for annotation in field_types(record).values() for kind in enumerations(annotation)}
    assert {member.value for kind in kinds for member in kind} <= set(VALUES)
