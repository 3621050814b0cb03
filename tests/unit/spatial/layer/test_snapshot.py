"""A snapshot holds what the source holds, whatever the batches, and survives interruptions."""

import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError, KuangguiError, UnreadableFileError
from kuanggui.spatial.crs import accept_crs
from kuanggui.spatial.layer import snapshot
from kuanggui.spatial.layer.catalogue import find_folder, list_layers
from kuanggui.spatial.layer.opened import open_layer
from kuanggui.spatial.layer.snapshot import LayerLabel, check_snapshot, load_prepared, make_snapshot
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer

LABEL = LayerLabel("test", "permanent_basic_farmland", "2024-12-31", "某市自然资源局")
ZONE = "EPSG:4526"


def _grid(count: int) -> list[shapely.Geometry]:
    """Squares in a row-by-row raster, one of them with a thousand corners, one lying over its neighbours, one missing."""
    shapes: list[shapely.Geometry] = [
        shapely.box(
            38_500_000 + 100 * (k % 20),
            4_400_000 + 100 * (k // 20),
            38_500_100 + 100 * (k % 20),
            4_400_100 + 100 * (k // 20),
        )
        for k in range(count)
    ]
    shapes[7] = shapely.Point(38_503_000, 4_401_000).buffer(500, quad_segs=250)
    shapes[30] = shapes[30].buffer(10)
    return shapes


def _write(path: Path, shapes: list[shapely.Geometry]) -> Path:
    wkb = shapely.to_wkb(np.array(shapes))
    pyogrio.raw.write(path, wkb, [np.arange(len(shapes))], ["number"], driver="GPKG", crs=ZONE, geometry_type="Unknown")
    return path


BLOCKS = [
    shapely.box(38_500_350, 4_400_050, 38_501_020, 4_400_330),
    shapely.box(38_502_900, 4_400_900, 38_503_200, 4_401_200),
]


@pytest.mark.parametrize("batch_size", [7, 1000])
def test_overlay_with_a_snapshot_equals_overlay_with_the_file(tmp_path: Path, batch_size: int) -> None:
    shapes = _grid(300)
    record = make_snapshot(_write(tmp_path / "a.gpkg", shapes), tmp_path / "s", LABEL, batch_size=batch_size)
    blocks = prepare_blocks(from_shapely(BLOCKS, accept_crs(ZONE)))
    direct = overlay(blocks, prepare_layer(from_shapely(shapes, accept_crs(ZONE)))).in_order()
    found = overlay(blocks, load_prepared(tmp_path / "s"))
    rows = open_layer(tmp_path / "s").attributes(found.feature, ["number"])
    numbers = np.array([row["number"] for row in rows])
    order = np.lexsort((numbers, found.block))
    assert np.array_equal(numbers[order], direct.feature)
    assert found.area_m2[order] == pytest.approx(direct.area_m2, abs=1e-6)
    assert (record.features, record.empty) == (300, 0)
    assert record.rows > 300
    assert record.entangled == 9
    assert check_snapshot(tmp_path / "s") == record


def test_table_is_in_hilbert_order_and_read_by_window(tmp_path: Path) -> None:
    make_snapshot(_write(tmp_path / "a.gpkg", _grid(300)), tmp_path / "s", LABEL)
    layer = open_layer(tmp_path / "s")
    window = layer.find(38_500_010, 4_400_010, 38_500_190, 4_400_090)
    assert sorted(row["number"] for row in layer.attributes(window)) == [0, 1]
    numbers = np.array([row["number"] for row in layer.attributes(range(300))])
    assert sorted(numbers) == list(range(300))
    step = np.abs(np.diff(numbers % 20)) + np.abs(np.diff(numbers // 20))
    assert np.median(step) == 1


def test_interrupted_run_goes_on_with_the_batches_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _write(tmp_path / "a.gpkg", _grid(300))
    staged: list[int] = []
    stage = snapshot.stage_batch

    def stage_until_the_third(folder: Path, *args: object, **kwargs: object) -> None:
        staged.append(int(folder.name))
        if len(staged) == 3:
            raise KeyboardInterrupt
        stage(folder, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshot, "stage_batch", stage_until_the_third)
    with pytest.raises(KeyboardInterrupt):
        make_snapshot(source, tmp_path / "s", LABEL, batch_size=50)
    with pytest.raises(UnreadableFileError, match="layer add"):
        check_snapshot(tmp_path / "s")
    record = make_snapshot(source, tmp_path / "s", LABEL, batch_size=50)
    assert staged == [0, 1, 2, 2, 3, 4, 5]
    assert record.features == 300
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == ["kernel", "layer.json", "layer.parquet"]


def test_invalid_feature_is_refused_with_its_row_or_mended_with_both_areas(tmp_path: Path) -> None:
    bow = shapely.Polygon(
        [(38_500_000, 4_400_000), (38_500_100, 4_400_100), (38_500_100, 4_400_000), (38_500_000, 4_400_100)]
    )
    source = _write(tmp_path / "a.gpkg", [*_grid(40)[:5], bow])
    with pytest.raises(InputError, match=r"第 6 行的面无效.*--repair"):
        make_snapshot(source, tmp_path / "s", LABEL)
    (repair,) = make_snapshot(source, tmp_path / "s", LABEL, repair=True).repairs
    assert repair.row == 6
    assert repair.before_m2 == pytest.approx(0, abs=1)
    assert repair.after_m2 == pytest.approx(5000, rel=1e-3)


def test_points_among_polygons_are_refused_with_their_row(tmp_path: Path) -> None:
    source = _write(tmp_path / "a.gpkg", [*_grid(40)[:2], shapely.Point(38_500_000, 4_400_000)])
    with pytest.raises(InputError, match="第 3 行是 Point"):
        make_snapshot(source, tmp_path / "s", LABEL)


def test_layer_is_not_overwritten_and_damage_is_noticed(tmp_path: Path) -> None:
    source = _write(tmp_path / "a.gpkg", _grid(40))
    make_snapshot(source, tmp_path / "s", LABEL)
    with pytest.raises(InputError, match="已入库"):
        make_snapshot(source, tmp_path / "s", LABEL)
    table = tmp_path / "s" / "layer.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    with pytest.raises(UnreadableFileError, match="不一致"):
        check_snapshot(tmp_path / "s")
    (tmp_path / "s" / "kernel" / "x.npy").unlink()
    with pytest.raises(UnreadableFileError, match="缺 x"):
        load_prepared(tmp_path / "s")


def test_record_of_another_format_is_refused(tmp_path: Path) -> None:
    make_snapshot(_write(tmp_path / "a.gpkg", _grid(40)), tmp_path / "s", LABEL)
    record = tmp_path / "s" / "layer.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "format": 99}))
    with pytest.raises(UnreadableFileError, match="版本为 99"):
        check_snapshot(tmp_path / "s")


def test_catalogue_lists_finished_layers_and_refuses_names_that_lead_out(tmp_path: Path) -> None:
    make_snapshot(_write(tmp_path / "a.gpkg", _grid(40)), find_folder(tmp_path, "基本农田"), LABEL)
    (tmp_path / "half").mkdir()
    assert [folder.name for folder, _ in list_layers(tmp_path)] == ["基本农田"]
    for name in ("../out", "", "a/b", ".hidden"):
        with pytest.raises(KuangguiError, match="不可用"):
            find_folder(tmp_path, name)


def test_progress_rises_to_its_total_over_reading_and_writing(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    source = _write(tmp_path / "a.gpkg", _grid(300))
    make_snapshot(
        source, tmp_path / "s", LABEL, batch_size=50, progress=lambda done, total: steps.append((done, total))
    )
    assert [done for done, _ in steps] == [50, 100, 150, 200, 250, 300, 600]
    assert {total for _, total in steps} == {600}
