"""Which counties a shape lies in, real and invented."""

import pytest
import shapely

from kuanggui.spatial.divisions.counties import counties_under, covers


def test_a_shape_over_a_border_lies_in_both_counties() -> None:
    assert counties_under(shapely.box(113.4, 39.9, 113.41, 39.91)) == ("140215",)
    assert {"990121", "990122"} <= set(counties_under(shapely.box(112.4, 38.33, 112.41, 38.34)))


def test_the_sea_is_no_county() -> None:
    assert counties_under(shapely.box(125, 20, 125.1, 20.1)) == ()


@pytest.mark.parametrize(
    ("region", "is_around"),
    [("140215", True), ("140200", True), ("140000", True), ("140100", False), ("140221", False), ("150000", False)],
)
def test_a_region_of_any_level_covers_its_counties(region: str, is_around: bool) -> None:
    assert covers(region, "140215") is is_around
