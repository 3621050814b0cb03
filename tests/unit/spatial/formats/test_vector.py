"""What vector files tell beside their polygons: names, limits, features that are lost, systems that disagree."""

from pathlib import Path

import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.formats.datum import parse_shift
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.formats.vector import read_vector
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.spatial.polygons import to_shapely
from sample_files.ranges import PLANE, in_degrees, write_layer


def test_features_without_geometry_are_counted_in_a_doubt(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [PLANE, shapely.Polygon(), PLANE], "EPSG:4526")
    reading = read_vector(path)
    assert [parcel.name for parcel in reading.parcels] == ["第1号", "第3号"]
    (doubt,) = reading.doubts
    assert "有 1 个要素没有几何或几何损坏，未读（第 2 个等）" in doubt.text


def test_attributes_name_and_limits_are_kept(tmp_path: Path) -> None:
    (parcel,) = read_vector(write_layer(tmp_path / "a.gpkg", "GPKG", [PLANE], "EPSG:4526")).parcels
    assert parcel.attributes == {"名称": "第1号", "CSXX": "620.0"}
    assert (parcel.name, parcel.lowest_m, parcel.highest_m) == ("第1号", 620, None)
    assert parcel.rings[1].labels == ("5", "6", "7", "8")


def test_given_system_wins_over_that_of_the_file_with_a_doubt(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [PLANE], "EPSG:4527")
    reading = read_vector(path, given=SourceOptions(crs="EPSG:4526"))
    assert reading.polygons.crs.definition == "EPSG:4526"
    assert len(reading.doubts[0].readings) == 2


def test_older_datum_needs_parameters(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [PLANE], "EPSG:2362")
    with pytest.raises(InputError, match="--shift"):
        read_vector(path)
    reading = read_vector(path, Hint(shift=parse_shift("0,0,0")))
    assert reading.polygons.crs.definition == "EPSG:4526"
    assert reading.polygons.y[0] - shapely.get_coordinates(PLANE)[0, 1] == pytest.approx(-1.81, abs=0.01)


def test_wgs84_is_read_with_a_note(tmp_path: Path) -> None:
    reading = read_vector(write_layer(tmp_path / "a.geojson", "GeoJSON", [in_degrees()], "EPSG:4326"))
    assert ["WGS 84" in doubt.text for doubt in reading.doubts] == [True]


def test_swapped_axes_are_put_right_with_a_doubt(tmp_path: Path) -> None:
    swapped = shapely.transform(in_degrees(), lambda corners: corners[:, ::-1])
    reading = read_vector(write_layer(tmp_path / "a.gpkg", "GPKG", [swapped], "EPSG:4490"))
    assert "两个轴颠倒" in reading.doubts[0].text
    assert shapely.equals(to_shapely(reading.polygons)[0], in_degrees())


def test_heights_of_corners_are_left_out(tmp_path: Path) -> None:
    high = shapely.force_3d(PLANE, 850)
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [high], "EPSG:4526", "Polygon Z")
    assert shapely.equals(to_shapely(read_vector(path).polygons)[0], PLANE)
