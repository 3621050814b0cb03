"""What a map shows, measures and reads."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import shapely

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.illustration import illustrate, invent_shape
from kuanggui.app.import_ import import_file
from kuanggui.app.map_view import divisions_geojson, features_geojson, measure, read_corners
from kuanggui.errors import InputError
from kuanggui.model.feature import Feature, FeatureKind, FeatureQuery, GeometryMark
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.divisions.outlines import outline_of
from kuanggui.spatial.polygons import from_wkb

CITY = "140200"


def _zone(adcodes: tuple[str, ...], area: str | None = "12.40", name: str = "甲") -> Feature:
    stated = Decimal(area) if area else None
    return Feature(f"zone/{name}", FeatureKind.KEY_MINING_AREA, name, adcodes=adcodes, stated_area_km2=stated)


def test_the_counties_of_a_city_are_valid_and_carry_their_owner() -> None:
    counties = divisions_geojson(CITY)["features"]
    assert len(counties) == 10
    assert all(county["properties"]["owner"] and county["id"].startswith("1402") for county in counties)
    shapes = [outline.shape for county in counties if (outline := outline_of(county["id"]))]
    assert all(shape.is_valid for shape in shapes)
    union = shapely.union_all(shapes)
    assert union.area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-3)


def test_a_province_has_cities_and_an_invented_city_invented_counties() -> None:
    assert len(divisions_geojson("140000")["features"]) == 11
    assert {county["properties"]["exists"] for county in divisions_geojson("990100")["features"]} == {False}
    assert divisions_geojson("999900")["features"] == []


@pytest.mark.parametrize("area", ["0.05", "12.40", "180"])
def test_an_invented_shape_lies_in_its_county_with_the_stated_area(area: str) -> None:
    shape = invent_shape(_zone(("140221",), area))
    assert shape is not None
    assert shape.mark is GeometryMark.ILLUSTRATIVE
    county = outline_of("140221")
    assert county is not None
    assert county.shape.contains(shapely.from_wkb(shape.wkb))
    assert measure_ellipsoidal_areas(from_wkb([shape.wkb], GEOGRAPHIC))[0] / 1e6 == pytest.approx(float(area), rel=1e-4)
    assert invent_shape(_zone(("140221",), area)) == shape


@pytest.mark.parametrize("zone", [_zone(()), _zone(("140221",), None), _zone(("140221",), "90000"), _zone(("000001",))])
def test_what_cannot_be_drawn_in_truth_is_not_drawn(zone: Feature) -> None:
    assert invent_shape(zone) is None


def test_illustrated_features_are_marked_and_kept_as_they_are_the_second_time(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    plan = import_file(example_file(PLAN), database).plan.id
    first, second = illustrate(database, plan), illustrate(database, plan)
    assert (first.drawn > 5, second.drawn) == (True, 0)
    assert first.left_out == second.left_out
    features = features_geojson(database, FeatureQuery(plan, date(2022, 1, 1)))["features"]
    marks = [feature["properties"]["geometry"] for feature in features if feature["geometry"]]
    assert marks == ["illustrative"] * first.drawn
    assert features_geojson(database, FeatureQuery(plan, date(2000, 1, 1)))["features"] == []


def test_a_ring_has_the_official_area_and_a_line_only_a_length() -> None:
    ring = measure([(112.0, 38.0), (112.1, 38.0), (112.1, 38.1), (112.0, 38.1)], closed=True)
    assert ring.area_m2 == pytest.approx(97_450_000, rel=1e-3)
    line = measure([(112.0, 38.0), (112.0, 39.0)], closed=False)
    assert (line.area_m2, line.length_m) == (None, pytest.approx(111_000, rel=1e-3))


@pytest.mark.parametrize(
    ("points", "closed"),
    [([(112.0, 38.0)], False), ([(112.0, 38.0), (112.1, 38.0)], True), ([(0, 0), (1, 1), (1, 0), (0, 1)], True)],
)
def test_what_cannot_be_measured_is_refused(points: list[tuple[float, float]], closed: bool) -> None:
    with pytest.raises(InputError):
        measure(points, closed=closed)


def test_pasted_corners_are_read_and_say_as_what() -> None:
    read = read_corners(
        "1,4207000.00,37588000.00\n2,4207000.00,37589000.00\n3,4206000.00,37589000.00\n4,4206000.00,37588000.00"
    )
    (one,) = read.ranges
    assert float(one.area_km2) == pytest.approx(1, rel=1e-2)
    assert "2000" in read.crs
    assert [corner.label for corner in one.corners[0]] == ["1", "2", "3", "4"]


def test_a_pair_of_coordinates_is_a_place_and_one_that_can_be_read_in_two_ways_is_two() -> None:
    read = read_corners("112°30′15.2″E 39°55′10″N")
    assert (read.ranges, [(round(p.lon, 5), round(p.lat, 5)) for p in read.points]) == ([], [(112.50422, 39.91944)])
    doubtful = read_corners("112.3015,39.5510")
    assert [point.reading for point in doubtful.points] == ["decimal", "packed"]
    assert doubtful.doubts


def test_degrees_and_minutes_without_seconds_are_parted_by_a_blank() -> None:
    read = read_corners("113°24′ 39°54′\n113°25′ 39°54′\n113°25′ 39°55′")
    first = read.ranges[0].corners[0][0]
    assert (round(first.lon, 4), round(first.lat, 4)) == (113.4, 39.9)
