"""The annex tables of the example plan agree with its text, its totals and its coordinates."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXT = (EXAMPLES / "示例市矿产资源总体规划.txt").read_text("utf-8")
WORKBOOK = load_workbook(EXAMPLES / "示例市规划附表.xlsx")
MINERAL, COUNTY, CORNERS, AREA = 4, 3, 5, 6
CORNER = re.compile(r"(\d+)°(\d+)′([\d.]+)″,(\d+)°(\d+)′([\d.]+)″")

Row = tuple[object, ...]


def _body(sheet: str) -> Iterator[Row]:
    yield from (row for row in _rows(WORKBOOK[sheet]) if str(row[0]).isdigit())


def _rows(sheet: Worksheet) -> Iterator[Row]:
    yield from sheet.iter_rows(values_only=True)


def _total(sheet: str) -> Row:
    (row,) = (row for row in _rows(WORKBOOK[sheet]) if row[0] == "合计")
    return row


def _figure(value: object) -> Decimal:
    return Decimal(str(value))


@pytest.mark.parametrize(("sheet", "section"), [("附表2", "设置勘查规划区块"), ("附表3", "设置开采规划区块")])
def test_blocks_by_mineral_are_those_of_the_text(sheet: str, section: str) -> None:
    (sentence,) = (line for line in TEXT.splitlines() if line.startswith(section))
    stated = re.findall(r"([^；：。，]+?)矿?(\d+)个，面积([\d.]+)平方公里", sentence)
    areas: dict[str, list[Decimal]] = defaultdict(list)
    for row in _body(sheet):
        areas[str(row[MINERAL])].append(_figure(row[AREA]))
    assert {name: (int(count), Decimal(area)) for name, count, area in stated} == {
        name: (len(parts), sum(parts)) for name, parts in areas.items()
    }


@pytest.mark.parametrize(("sheet", "section"), [("附表2", "设置勘查规划区块"), ("附表3", "设置开采规划区块")])
def test_blocks_by_county_are_those_of_the_text(sheet: str, section: str) -> None:
    (sentence,) = (line for line in TEXT.splitlines() if line.startswith(section))
    stated = dict(re.findall(r"(..[区县])(\d+)个", sentence))
    counties = [str(row[COUNTY]) for row in _body(sheet)]
    assert {name: int(count) for name, count in stated.items()} == {name: counties.count(name) for name in counties}


@pytest.mark.parametrize("sheet", ["附表2", "附表3"])
def test_block_area_is_that_of_its_corners(sheet: str) -> None:
    for row in _body(sheet):
        assert _ring_area(str(row[CORNERS])) == pytest.approx(float(str(row[AREA])), abs=0.001)


@pytest.mark.parametrize(("sheet", "columns"), [("附表2", [6]), ("附表3", [6]), ("附表4", [4, 5, 6])])
def test_total_row_is_the_sum_of_the_rows(sheet: str, columns: list[int]) -> None:
    for column in columns:
        assert sum(_figure(row[column]) for row in _body(sheet)) == _figure(_total(sheet)[column])


def test_projects_cost_what_public_and_private_money_pay() -> None:
    assert all(_figure(row[4]) == _figure(row[5]) + _figure(row[6]) for row in _body("附表4"))


def test_subtotals_of_the_deposits_are_the_sums_of_their_rows() -> None:
    parts: list[Row] = []
    for row in _rows(WORKBOOK["附表1"]):
        if row[0] == "小计":
            assert row[1] == f"{len(parts)}处"
            assert [_figure(row[7]), _figure(row[8])] == [sum(_figure(part[i]) for part in parts) for i in (7, 8)]
            parts = []
        elif str(row[0]).isdigit():
            parts.append(row)
    assert parts == []


def _ring_area(corners: str) -> float:
    """Area in km² on CGCS2000 of a ring whose sides run along meridians and parallels."""
    points = [(_degrees(*c[:3]), _degrees(*c[3:])) for c in CORNER.findall(corners)]
    sides = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum((east - west) * _zone(north) for (west, north), (east, _) in sides)) / 1e6


def _degrees(whole: str, minutes: str, seconds: str) -> float:
    return math.radians(int(whole) + int(minutes) / 60 + float(seconds) / 3600)


def _zone(latitude: float) -> float:
    """Area in m² from the equator to the parallel, for one radian of longitude."""
    axis, flattening = 6378137.0, 1 / 298.257222101
    square = flattening * (2 - flattening)
    e, sine = math.sqrt(square), math.sin(latitude)
    polar = axis * (1 - flattening)
    return polar**2 / 2 * (sine / (1 - square * sine**2) + math.log((1 + e * sine) / (1 - e * sine)) / (2 * e))
