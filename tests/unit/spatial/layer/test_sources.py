"""Files of every format give the same polygons, or one clear line."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.layer.sources import GEOMETRY, open_source

SHAPES = np.array([shapely.box(113, 40, 113.1, 40.1), shapely.box(113.2, 40, 113.3, 40.1)])


def _write(path: Path, driver: str, crs: str | None = "EPSG:4490") -> Path:
    names = np.array(["甲", "乙"], dtype=object)
    pyogrio.raw.write(path, shapely.to_wkb(SHAPES), [names], ["name"], driver=driver, crs=crs, geometry_type="Polygon")
    return path


@pytest.mark.parametrize(
    ("name", "driver"),
    [("a.shp", "ESRI Shapefile"), ("a.gpkg", "GPKG"), ("a.geojson", "GeoJSON"), ("a.gdb", "OpenFileGDB")],
)
def test_common_formats_give_the_same_polygons(tmp_path: Path, name: str, driver: str) -> None:
    crs = "EPSG:4326" if driver == "GeoJSON" else "EPSG:4490"
    with open_source(_write(tmp_path / name, driver, crs), batch_size=1) as source:
        assert source.features == 2
        batches = list(source.batches)
    shapes = shapely.from_wkb(np.array([value for batch in batches for value in batch.column(GEOMETRY).to_pylist()]))
    assert shapely.area(shapely.symmetric_difference(shapes, SHAPES)).max() < 1e-9  # FileGDB keeps a grid of its own
    assert [value for batch in batches for value in batch.column("name").to_pylist()] == ["甲", "乙"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有这个文件"), open_source(tmp_path / "none.shp"):
        pass


@pytest.mark.parametrize("name", ["a.parquet", "a.shp", "a.gpkg"])
def test_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"not a layer at all")
    with pytest.raises(UnreadableFileError, match=name), open_source(path):
        pass


def test_table_without_geometry_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "plain.parquet")
    with pytest.raises(UnreadableFileError, match="GeoParquet"), open_source(tmp_path / "plain.parquet"):
        pass


def test_missing_and_foreign_reference_systems_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        bare = _write(tmp_path / "a.shp", "ESRI Shapefile", None)
    with pytest.raises(InputError, match="没有坐标系"), open_source(bare):
        pass
    with (
        pytest.raises(InputError, match="不是 CGCS2000"),
        open_source(_write(tmp_path / "b.gpkg", "GPKG", "EPSG:4214")),
    ):
        pass
