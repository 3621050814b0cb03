"""An opened layer gives attributes and geometry by feature, of polygons, lines and points, and reads no more than it must."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.layer import writing
from kuanggui.spatial.layer.opened import Layer, open_layer, open_layers
from kuanggui.spatial.layer.snapshot import LayerLabel, check_snapshot, make_snapshot
from kuanggui.spatial.layer.sources import SourceOptions

WEST, SOUTH = 500_000, 4_400_000
ZONE = "EPSG:4547"


def _write(path: Path, shapes: list[shapely.Geometry], crs: str | None = ZONE) -> Path:
    count = len(shapes)
    names = np.array([f"第{k}号" for k in range(count)], dtype=object)
    lowest = np.arange(count, dtype=np.float64) * 10
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes)), [names, lowest], ["名称", "采深下限"], driver="GPKG", crs=crs,
        geometry_type="Unknown",
    )  # fmt: skip
    return path


def _add(tmp_path: Path, shapes: list[shapely.Geometry], kind: str, batch_size: int = 1000) -> Layer:
    label = LayerLabel(kind, kind, "2024-12-31", "某局")
    make_snapshot(_write(tmp_path / f"{kind}.gpkg", shapes), tmp_path / kind, label, batch_size=batch_size)
    return open_layer(tmp_path / kind)


def _tiles(count: int) -> list[shapely.Geometry]:
    return [shapely.box(WEST + 100 * k, SOUTH, WEST + 100 * k + 100, SOUTH + 100) for k in range(count)]


LINES = [
    shapely.LineString([(WEST, SOUTH), (WEST + 3000, SOUTH + 4000)]),
    shapely.MultiLineString(
        [[(WEST, SOUTH), (WEST + 100, SOUTH)], [(WEST + 200, SOUTH), (WEST + 300, SOUTH)]]
    ),
    shapely.LineString([(WEST + 90_000, SOUTH), (WEST + 90_100, SOUTH)]),
]  # fmt: skip


def test_layer_says_what_it_is(tmp_path: Path) -> None:
    layer = _add(tmp_path, _tiles(3), "ecological_redline")
    assert (layer.kind, layer.as_of, layer.owner, layer.geometry, len(layer)) == (
        "ecological_redline", "2024-12-31", "某局", "polygon", 3,
    )  # fmt: skip
    assert layer.sha256 == check_snapshot(layer.folder).snapshot_sha256
    assert layer.fields == ("名称", "采深下限", "source_row")
    assert layer.crs.definition == ZONE
    assert [opened.name for opened in open_layers(tmp_path)] == ["ecological_redline"]


def test_attributes_and_geometry_belong_to_the_same_feature_in_the_order_asked_for(tmp_path: Path) -> None:
    shapes = _tiles(50)
    layer = _add(tmp_path, shapes, "mining_right", batch_size=7)
    asked = [31, 0, 49, 31]
    rows = layer.attributes(asked)
    for row, shape in zip(rows, layer.geometries(asked), strict=True):
        assert row["名称"] == f"第{row['source_row'] - 1}号"
        assert row["采深下限"] == 10 * (row["source_row"] - 1)
        assert shapely.equals(shape, shapes[row["source_row"] - 1])
    assert layer.attributes([], ["名称"]) == []
    assert len(layer.geometries([])) == 0


def test_unknown_fields_and_features_are_named(tmp_path: Path) -> None:
    layer = _add(tmp_path, _tiles(3), "zone")
    with pytest.raises(InputError, match=r"没有字段 面积.*名称"):
        layer.attributes([0], ["面积"])
    with pytest.raises(InputError, match="编号为 3 的要素"):
        layer.attributes([3])


def test_lines_are_kept_with_their_length_and_have_no_rows_for_the_kernel(tmp_path: Path) -> None:
    layer = _add(tmp_path, LINES, "railway", batch_size=2)
    assert (layer.geometry, len(layer), layer.record.area_m2) == ("line", 3, 0.0)
    assert layer.record.length_m == pytest.approx(5000 + 200 + 100, rel=1e-3)
    order = [row["source_row"] - 1 for row in layer.attributes(range(3))]
    assert [shapely.equals(shape, LINES[k]) for shape, k in zip(layer.geometries(range(3)), order, strict=True)] == [
        True
    ] * 3
    with pytest.raises(InputError, match="railway 是线图层"):
        _ = layer.prepared
    assert check_snapshot(layer.folder) == layer.record
    described = pq.read_schema(layer.folder / "layer.parquet").metadata[b"geo"]
    assert b'["LineString", "MultiLineString"]' in described


def test_points_are_kept(tmp_path: Path) -> None:
    points = [shapely.Point(WEST + 1000 * k, SOUTH) for k in range(5)]
    layer = _add(tmp_path, points, "heritage_site")
    assert (layer.geometry, layer.record.length_m) == ("point", 0.0)
    (found,) = layer.find(WEST + 1900, SOUTH - 1, WEST + 2100, SOUTH + 1)
    assert layer.attributes([found])[0]["名称"] == "第2号"


def test_features_around_a_window_of_degrees_are_found_within_the_margin(tmp_path: Path) -> None:
    layer = _add(tmp_path, LINES, "railway")
    west, east = (
        float(layer.crs.to_degrees(np.array([x]), np.array([SOUTH]))[0][0]) for x in (WEST + 91_000, WEST + 91_100)
    )
    south = float(layer.crs.to_degrees(np.array([WEST]), np.array([SOUTH]))[1][0])
    assert len(layer.find_around(west, south, east, south)) == 0
    (near,) = layer.find_around(west, south, east, south, margin_m=1000)
    assert layer.attributes([near])[0]["名称"] == "第2号"


def test_families_in_one_layer_are_refused_within_and_between_batches(tmp_path: Path) -> None:
    mixed = [*LINES, shapely.Point(WEST, SOUTH)]
    with pytest.raises(InputError, match=r"第 4 行是 Point，不是线"):
        _add(tmp_path, mixed, "x")
    (tmp_path / "b").mkdir()
    with pytest.raises(InputError, match=r"第 4 行起是点，前面是线"):
        _add(tmp_path / "b", mixed, "x", batch_size=3)


def test_missing_geometries_are_counted_and_never_found(tmp_path: Path) -> None:
    layer = _add(tmp_path, [LINES[0], shapely.LineString(), LINES[1]], "pipeline", batch_size=1)
    assert (layer.geometry, layer.record.empty, len(layer)) == ("line", 1, 3)
    assert len(layer.find(-1e9, -1e9, 1e9, 1e9)) == 2


def test_a_window_touches_only_the_row_groups_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROW_GROUP", 16)
    layer = _add(tmp_path, _tiles(160), "permanent_basic_farmland")
    path = layer.folder / "layer.parquet"
    metadata = pq.read_metadata(path)
    assert metadata.num_row_groups == 10
    window = (WEST + 110, SOUTH + 10, WEST + 290, SOUTH + 90)
    kept = set(layer._table.find_groups(window).tolist())
    assert len(kept) < 4
    content = bytearray(path.read_bytes())
    for group in set(range(10)) - kept:  # a reader that touched one of these would fail or give nonsense
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            start = chunk.dictionary_page_offset or chunk.data_page_offset
            content[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    path.write_bytes(content)
    damaged = open_layer(layer.folder)
    found = damaged.find(*window)
    assert sorted(row["名称"] for row in damaged.attributes(found)) == ["第1号", "第2号"]
    assert shapely.get_num_coordinates(damaged.geometries(found)).tolist() == [5, 5]


def test_missing_table_is_named(tmp_path: Path) -> None:
    layer = _add(tmp_path, _tiles(3), "zone")
    (layer.folder / "layer.parquet").unlink()
    with pytest.raises(UnreadableFileError, match=r"layer\.parquet：图层文件缺失"):
        _ = open_layer(layer.folder).fields


def test_reference_system_can_be_given_where_the_file_has_none(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        bare = _write(tmp_path / "bare.gpkg", LINES, crs=None)
    label = LayerLabel("rail", "railway", "2024-12-31", "某局")
    with pytest.raises(InputError, match="没有坐标系"):
        make_snapshot(bare, tmp_path / "rail", label)
    assert make_snapshot(bare, tmp_path / "rail", label, given=SourceOptions(crs=ZONE)).crs == ZONE
    with pytest.raises(InputError, match="与给定的 EPSG:4490 不同"):
        make_snapshot(
            _write(tmp_path / "own.gpkg", LINES), tmp_path / "own", label, given=SourceOptions(crs="EPSG:4490")
        )
