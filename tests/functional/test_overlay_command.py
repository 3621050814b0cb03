"""`kuanggui layer` and `kuanggui overlay` from files to a table of pairs."""

import csv
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from typer.testing import CliRunner, Result

from kuanggui.app.topology import inspect_file
from kuanggui.cli.main import app
from kuanggui.errors import InputError
from kuanggui.spatial.topology.fault import Fault, Limits

WEST, SOUTH = 38_500_000, 4_400_000


def _write(path: Path, boxes: list[tuple[float, float, float, float]]) -> Path:
    shapes = [shapely.box(WEST + x0, SOUTH + y0, WEST + x1, SOUTH + y1) for x0, y0, x1, y1 in boxes]
    wkb = shapely.to_wkb(np.array(shapes))
    pyogrio.raw.write(
        path, wkb, [np.arange(len(shapes))], ["id"], driver="GPKG", crs="EPSG:4526", geometry_type="Polygon"
    )
    return path


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    return _write(tmp_path / "blocks.gpkg", [(0, 0, 1000, 1000), (5000, 5000, 6000, 6000)])


@pytest.fixture
def farmland(tmp_path: Path) -> Path:
    return _write(
        tmp_path / "farmland.gpkg",
        [(500, 500, 1500, 1500), (1000, 0, 2000, 500), (999.99, 600, 1100, 700), (100, 100, 200, 200)],
    )


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_pairs_are_written_with_area_share_and_slivers_apart(blocks: Path, farmland: Path, tmp_path: Path) -> None:
    result = _run("overlay", blocks, farmland, "--out", tmp_path / "pairs.csv", "--tolerance", "5")
    assert result.exit_code == 0
    assert "farmland：重叠 2 对" in result.output
    assert "细碎面 1 对" in result.output
    rows = list(csv.DictReader((tmp_path / "pairs.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["block"], row["feature"], row["sliver"]) for row in rows] == [
        ("0", "0", "false"),
        ("0", "2", "true"),
        ("0", "3", "false"),
    ]
    assert float(rows[0]["area_m2"]) == pytest.approx(250_000, rel=1e-4)
    assert float(rows[0]["share"]) == pytest.approx(0.25, rel=1e-6)


def test_a_layer_added_once_gives_the_same_pairs_as_its_file(blocks: Path, farmland: Path, tmp_path: Path) -> None:
    db = tmp_path / "plan.db"
    added = _run(
        "layer",
        "add",
        farmland,
        "--db",
        db,
        "--kind",
        "permanent_basic_farmland",
        "--as-of",
        "2024-12-31",
        "--owner",
        "某局",
    )
    assert added.exit_code == 0
    assert "4 个要素" in _run("layer", "list", "--db", db).output
    _run("overlay", blocks, farmland, "--out", tmp_path / "file.parquet")
    _run("overlay", blocks, tmp_path / "plan.layers" / "farmland", "--out", tmp_path / "snapshot.parquet")
    one, other = (
        np.sort(pq.read_table(tmp_path / name)["area_m2"].to_numpy()) for name in ("file.parquet", "snapshot.parquet")
    )
    assert one == pytest.approx(other, abs=1e-6)


def test_check_tells_a_damaged_layer_with_exit_code_one(farmland: Path, tmp_path: Path) -> None:
    db = tmp_path / "plan.db"
    _run("layer", "add", farmland, "--db", db, "--kind", "x", "--as-of", "2024-12-31", "--owner", "某局")
    assert _run("layer", "check", "--db", db).exit_code == 0
    table = tmp_path / "plan.layers" / "farmland" / "layer.parquet"
    table.write_bytes(table.read_bytes() + b"x")
    result = _run("layer", "check", "--db", db)
    assert result.exit_code == 1
    assert "不一致" in result.output


def test_bad_date_and_bad_output_format_are_refused(blocks: Path, farmland: Path, tmp_path: Path) -> None:
    dated = _run(
        "layer", "add", farmland, "--db", tmp_path / "a.db", "--kind", "x", "--as-of", "去年", "--owner", "某局"
    )
    assert isinstance(dated.exception, InputError)
    written = _run("overlay", blocks, farmland, "--out", tmp_path / "pairs.xlsx")
    assert isinstance(written.exception, InputError)


def test_totals_count_overlapping_features_once_and_name_the_nearest(blocks: Path, tmp_path: Path) -> None:
    layer = _write(tmp_path / "zones.gpkg", [(0, 0, 600, 1000), (400, 0, 800, 1000), (5000, 4900, 5500, 4990)])
    result = _run("overlay", blocks, layer, "--out", tmp_path / "pairs.csv", "--near", "50")
    assert result.exit_code == 0
    assert "2 个要素互相重叠" in result.output
    totals = list(csv.DictReader((tmp_path / "pairs.totals.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["block"], row["features"], row["nearest"]) for row in totals] == [("0", "2", "0"), ("1", "0", "2")]
    assert float(totals[0]["share"]) == pytest.approx(0.8, abs=1e-6)
    assert [float(row["nearest_m"]) for row in totals] == pytest.approx([0, 10], abs=1e-3)
    near = list(csv.DictReader((tmp_path / "pairs.near.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["block"], row["feature"]) for row in near] == [("1", "2")]


def test_blocks_far_from_everything_have_no_nearest_feature(blocks: Path, tmp_path: Path) -> None:
    layer = _write(tmp_path / "zones.gpkg", [(9000, 9000, 9100, 9100)])
    _run("overlay", blocks, layer, "--out", tmp_path / "pairs.parquet", "--near", "50")
    totals = pq.read_table(tmp_path / "pairs.totals.parquet")
    assert totals["nearest"].to_pylist() == [None, None]
    assert totals["total_m2"].to_pylist() == [0, 0]


def test_geometry_covers_just_the_common_ground(blocks: Path, tmp_path: Path) -> None:
    star = shapely.Point(WEST + 900, SOUTH + 900).buffer(500, quad_segs=300)
    ring = star.difference(shapely.Point(WEST + 900, SOUTH + 900).buffer(100))
    layer = tmp_path / "ring.gpkg"
    pyogrio.raw.write(
        layer, shapely.to_wkb(np.array([ring])), [np.arange(1)], ["id"], driver="GPKG", crs="EPSG:4526",
        geometry_type="Polygon",
    )  # fmt: skip
    _run("overlay", blocks, layer, "--out", tmp_path / "pairs.parquet", "--geometry")
    (shape,) = shapely.from_wkb(pq.read_table(tmp_path / "pairs.parquet")["geometry"].to_pylist())
    expected = ring.intersection(shapely.box(WEST, SOUTH, WEST + 1000, SOUTH + 1000))
    assert shape.area == pytest.approx(expected.area, rel=1e-7)
    assert shapely.hausdorff_distance(shape, expected) < 0.002
    assert shape.is_valid
    refused = _run("overlay", blocks, layer, "--out", tmp_path / "pairs.csv", "--geometry")
    assert isinstance(refused.exception, InputError)


def test_check_lists_faults_of_shapes_with_their_places(tmp_path: Path) -> None:
    db = tmp_path / "plan.db"
    layer = _write(tmp_path / "zones.gpkg", [(0, 0, 10, 10), (9, 0, 20, 10), (20.004, 2, 30, 8), (50, 50, 90, 50.05)])
    _run("layer", "add", layer, "--db", db, "--kind", "x", "--as-of", "2024-12-31", "--owner", "某局")
    assert "重叠" not in _run("layer", "check", "--db", db).output
    result = _run("layer", "check", "--db", db, "--topology")
    assert result.exit_code == 0
    assert "zones：狭长面 1，重叠 1，近而不接 1" in result.output
    assert "与 1，东经" in result.output
    assert "近而不接" not in _run("layer", "check", "--db", db, "--topology", "--snap", "0.001").output


def test_check_lists_faults_between_two_layers(tmp_path: Path) -> None:
    db = tmp_path / "plan.db"
    rights = _write(tmp_path / "rights.gpkg", [(0, 0, 10, 10), (100, 0, 110, 10)])
    zones = _write(tmp_path / "zones.gpkg", [(9, 0, 20, 10), (110.004, 2, 130, 8), (200, 0, 210, 10)])
    for layer in (rights, zones):
        _run("layer", "add", layer, "--db", db, "--kind", "x", "--as-of", "2024-12-31", "--owner", "某局")
    result = _run("layer", "check", "--db", db, "--between", "rights", "zones")
    assert "rights 与 zones：重叠 1，近而不接 1" in result.output
    assert "重叠：要素 0 与 0，东经" in result.output
    assert "要素 1 与 1" in result.output
    refused = _run("layer", "check", "--db", db, "--between", "rights", "roads")
    assert "没有图层 roads" in str(refused.exception)


def test_file_is_inspected_before_it_becomes_a_layer(tmp_path: Path) -> None:
    layer = _write(tmp_path / "zones.gpkg", [(0, 0, 10, 10), (9, 0, 20, 10)])
    assert [(problem.fault, problem.other) for problem in inspect_file(layer, Limits())] == [(Fault.OVERLAP, 1)]
