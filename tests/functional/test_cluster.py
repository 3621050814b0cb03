"""The overlay on a Dask cluster gives the results of one process to the last bit, also when a worker is killed midway.

The cluster runs in a process of its own, because it talks through sockets, which tests may not open.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kuanggui.app import cluster
from kuanggui.cli.main import app
from kuanggui.errors import MissingToolError

PROGRAM = """
import os, signal, sys
from pathlib import Path
import numpy as np, pyogrio, shapely

from kuanggui.app.cluster import measure_on_cluster, merge, open_client, share_out, submit_runs
from kuanggui.app.overlay_inputs import open_overlay_layer
from kuanggui.spatial.crs import accept_crs
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_blocks


def same(one, other):
    assert len(one.overlaps) > 500 and len(one.nearby) > 100
    for mine, theirs in [
        (one.overlaps.block, other.overlaps.block), (one.overlaps.feature, other.overlaps.feature),
        (one.overlaps.area_m2, other.overlaps.area_m2), (one.totals_m2, other.totals_m2),
        (one.nearby.block, other.nearby.block), (one.nearby.feature, other.nearby.feature),
        (one.nearby.distance_m, other.nearby.distance_m),
    ]:
        assert np.array_equal(mine, theirs)


def main(folder):
    random = np.random.default_rng(3)
    centres = random.uniform(0, 2000, (400, 2)) + (38_500_000, 4_400_000)
    shapes = shapely.buffer(shapely.points(centres), random.uniform(20, 60, 400))
    pyogrio.raw.write(folder / "layer.gpkg", shapely.to_wkb(shapes), [np.arange(400)], ["id"], driver="GPKG",
                      crs="EPSG:4526", geometry_type="Polygon")
    places = shapely.points(random.permutation(centres)[:120])
    blocks = prepare_blocks(from_shapely(shapely.buffer(places, random.uniform(20, 200, 120)), accept_crs("EPSG:4526")))
    single = open_overlay_layer(folder / "layer.gpkg").warm.measure(blocks, 100, threads=1)
    with open_client("local") as client:
        same(single, measure_on_cluster(client, blocks, folder / "layer.gpkg", 100))
        runs = share_out(blocks, 24)
        futures = submit_runs(client, blocks, runs, folder / "layer.gpkg", 100)
        futures[5].result()
        holders = [address for address, keys in client.has_what().items() if len(keys)]
        os.kill(client.run(os.getpid)[holders[0]], signal.SIGKILL)
        same(single, merge(len(blocks), runs, client.gather(futures)))
    print("same")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
"""


def test_cluster_agrees_with_one_process_and_outlives_a_killed_worker(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path)], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.stdout.strip().endswith("same"), done.stderr[-2000:]


def test_missing_dask_is_told_with_the_extra_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(cluster, "import_module", refuse)
    arguments = ["overlay", "a.gpkg", "b.gpkg", "--out", str(tmp_path / "pairs.csv"), "--cluster", "local"]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, MissingToolError)
    assert "kuanggui[cluster]" in str(result.exception)
