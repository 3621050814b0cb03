"""What people write in the fields of a case."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kuanggui.errors import InputError
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.screening.application import Application

CASE = {"name": "东岭", "purpose": "开采", "action": "新立", "minerals": ["水泥用灰岩"]}


def read(**more: Any) -> Application:
    return read_application(CASE | {name.replace("__", "."): value for name, value in more.items()}, "案件")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        (150, "150", "万吨/年"),
        ("1,200", "1200", "万吨/年"),
        ("150万吨/年", "150", "万吨/年"),
        ("150 万吨", "150", "万吨/年"),
        ("30万m3/a", "30", "万立方米/年"),
        ("0.012亿吨/年", "120", "万吨/年"),
        ("8000吨/年", "0.8", "万吨/年"),
    ],
)
def test_a_scale_counts_in_the_unit_it_was_written_with(written: object, value: str, unit: str) -> None:
    design = read(design__scale=written).design
    assert (design.scale, design.unit) == (Decimal(value), unit)


def test_reserves_keep_the_unit_they_were_written_with() -> None:
    reserves = read(reserves__value="0.6亿吨").reserves
    assert (reserves.value, reserves.unit) == (Decimal("0.6"), "亿吨")


def test_two_different_units_of_one_amount_are_refused() -> None:
    with pytest.raises(InputError, match="请核对"):
        read(reserves__value="3亿吨", reserves__unit="万吨")


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("design__mining_recovery", "95%", "95"),
        ("design__service_life_years", "28 年", "28"),
        ("held__area_km2", "1.07 平方公里", "1.07"),
    ],
)
def test_a_number_may_bear_the_unit_of_its_field(field: str, written: str, value: str) -> None:
    part, _, name = field.partition("__")
    assert getattr(getattr(read(**{field: written}), part), name) == Decimal(value)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("design__scale", "60-90"),
        ("design__scale", -5),
        ("design__scale", "约150"),
        ("design__mining_recovery", 195),
        ("design__service_life_years", "28 个月"),
        ("wells__reinjection", "101%"),
    ],
)
def test_figures_that_cannot_be_are_refused(field: str, written: object) -> None:
    with pytest.raises(InputError, match="不可用"):
        read(**{field: written})


def test_heights_upside_down_are_refused() -> None:
    with pytest.raises(InputError, match="低于下限标高"):
        read(elevation={"top_m": 100, "bottom_m": 900})


def test_half_a_height_range_is_none() -> None:
    assert read(elevation={"top_m": 100}).elevation is None


@pytest.mark.parametrize(
    ("written", "code"), [(140200, "140200"), ("14", "14"), ("山西省", "140000"), ("大同市", "140200")]
)
def test_a_region_is_known_by_code_and_by_name(written: object, code: str) -> None:
    assert read(region=written).region == code


@pytest.mark.parametrize(("written", "said"), [("乌有市", "没有“乌有市”"), ("城区", "可指"), ("1402x", "没有")])
def test_a_region_that_is_not_certain_is_refused(written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(region=written)
