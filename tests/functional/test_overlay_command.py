"""`kuanggui layer` and `kuanggui overlay` from files to a table of pairs."""

import csv
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from typer.testing import CliRunner, Result

from kuanggui.cli.main import app
from kuanggui.errors import InputError

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
