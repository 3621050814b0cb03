"""Gaps between rights: where they are, how large, and whether they may go by agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kuanggui.checks.screening.gap_resources import Gap, find_gaps
from kuanggui.regulation.law import Law
from kuanggui.spatial.polygons import from_shapely
from sample_cases.screening import CRS, layer_of, shape_of

LAW = Law(date(2026, 7, 1))


def gaps(*rights: dict[str, Any], region: str | None = None) -> list[Gap]:
    layer = layer_of("mining_right", list(rights))
    return find_gaps(layer.features(), from_shapely([shape_of(right) for right in rights], CRS), LAW, region)


def right(west: float, east: float, holder: str = "甲公司", **more: Any) -> dict[str, Any]:
    return {"box": [west, 0, east, 1000], "name": f"矿{west:.0f}", "holder": holder} | more


def test_a_strip_between_two_rights_of_one_holder_may_go_by_agreement() -> None:
    (gap,) = gaps(right(0, 1000), right(1120, 2000))
    assert gap.area_m2 == pytest.approx(120_000, rel=1e-4)
    assert gap.nearest_m == pytest.approx(120, abs=0.01)
    assert gap.rights == ("矿0", "矿1120")
    assert gap.agreement


def test_between_two_holders_it_goes_competitively() -> None:
    (gap,) = gaps(right(0, 1000), right(1120, 2000, holder="乙公司"))
    assert not gap.agreement
    assert "竞争性出让" in gap.ruling
    assert gap.holders == ("甲公司", "乙公司")


def test_wider_than_the_distance_is_no_gap_and_the_province_may_set_another() -> None:
    assert gaps(right(0, 1000), right(1320, 2000)) == []
    (gap,) = gaps(right(0, 1000), right(1320, 2000), region="990100")
    assert gap.nearest_m == pytest.approx(320, abs=0.01)


def test_rights_that_touch_leave_no_gap() -> None:
    assert gaps(right(0, 1000), right(1000, 2000)) == []


def test_a_notch_of_one_right_is_no_gap() -> None:
    notched = {
        "polygon": [[0, 0], [1000, 0], [1000, 400], [800, 400], [800, 500], [1000, 500], [1000, 1000], [0, 1000]]
    }
    assert gaps(notched | {"holder": "甲公司"}, right(3000, 4000)) == []


def test_heights_are_those_all_rights_share() -> None:
    heights = {"elevation_top": 1400, "elevation_bottom": 1000}
    (gap,) = gaps(right(0, 1000, **heights), right(1100, 2000, elevation_top=1300, elevation_bottom=900))
    assert [str(value) for value in gap.heights or ()] == ["1000", "1300"]
    (other,) = gaps(right(0, 1000, **heights), right(1100, 2000))
    assert other.heights is None


def test_an_unknown_holder_is_said() -> None:
    (gap,) = gaps(right(0, 1000), right(1100, 2000, holder=""))
    assert not gap.agreement
    assert "不详" in gap.ruling


def test_larger_than_a_basic_block_goes_competitively() -> None:
    long = {"box": [0, 0, 1000, 14_000], "holder": "甲公司"}, {"box": [1250, 0, 2000, 14_000], "holder": "甲公司"}
    (gap,) = gaps(*long)
    assert gap.basic_blocks > 1
    assert "基本区块" in gap.ruling
    assert not gap.agreement
