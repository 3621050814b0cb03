"""Files of every format give the same polygons, or one clear line."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.layer.sources import GEOMETRY, SourceOptions, open_source
from sample_files.ranges import write_layer, zip_files

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


def test_several_layers_need_a_name(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        path = write_layer(tmp_path / "a.gpkg", "GPKG", list(SHAPES), "EPSG:4490", layer=name)
    with pytest.raises(InputError, match=r"文件有 2 个图层（甲、乙）；请用 --layer"), open_source(path):
        pass
    with open_source(path, given=SourceOptions(layer="乙")) as source:
        assert source.features == 2


def test_zipped_shapefile_in_gbk_without_cpg_keeps_its_words(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.shp", "ESRI Shapefile", list(SHAPES), "EPSG:4490", encoding="GBK")
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[29] = 0
    table.write_bytes(content)
    packed = zip_files(tmp_path / "a.zip", *(path.with_suffix(end) for end in (".shp", ".shx", ".dbf", ".prj")))
    with open_source(packed) as source:
        (batch,) = source.batches
    assert batch.column("名称").to_pylist() == ["第1号", "第2号"]


def test_encoding_that_does_not_fit_is_told(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.shp", "ESRI Shapefile", list(SHAPES), "EPSG:4490", encoding="GBK")
    path.with_suffix(".cpg").unlink()
    with (
        pytest.raises(InputError, match="请用 --encoding"),
        open_source(path, given=SourceOptions(encoding="klingon")) as source,
    ):
        list(source.batches)


def test_columns_of_the_source_that_have_our_names_are_kept_apart(tmp_path: Path) -> None:
    described = {
        "encoding": "WKB",
        "geometry_types": [],
        "crs": "EPSG:4490",
        "covering": {"bbox": {"xmin": ["box", "xmin"]}},
    }
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": described}}
    table = pa.table(
        {
            "geom": shapely.to_wkb(SHAPES), "geometry": ["x", "y"], "bbox": [1, 2], "box": [{"xmin": 1.0}] * 2,
            "kind": pa.array(["甲", "乙"]).dictionary_encode(),
        }
    )  # fmt: skip
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), tmp_path / "a.parquet")
    with open_source(tmp_path / "a.parquet") as source:
        (batch,) = source.batches
    assert batch.schema.names == ["geometry", "geometry_", "bbox_", "kind"]
    assert batch.column("kind").to_pylist() == ["甲", "乙"]
