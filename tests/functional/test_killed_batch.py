"""Screening of every block, killed at any moment, goes on where it was and ends with the answers of one that was left alone.

KUANGGUI_KILLS sets how often it is killed: twice by default, fifty times before a release.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kuanggui.cli.main import app

PLAN = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"
KILLS = int(os.environ.get("KUANGGUI_KILLS", "2"))
ROWS, COLUMNS = 13, 40  # a chunk of blocks, and some of another
RUN = CliRunner()
START = [
    sys.executable,
    "-c",
    "from kuanggui.cli.main import run; run()",
    "screen",
    "--all-blocks",
    "--as-of",
    "2026-07-01",
]


@dataclass(frozen=True)
class Stocked:
    """A database with many blocks, its layers, and what a batch over them came to that nobody killed."""

    database: str
    layers: Path
    whole: Path

    def command(self, folder: Path) -> list[str]:
        """The command that screens into a folder."""
        return [*START, "--db", self.database, "--layer-folder", str(self.layers), "--out", str(folder)]


def _geojson(path: Path, boxes: dict[str, tuple[float, float, float]]) -> Path:
    """A file of squares, each a name with its west and south edge and its side in degrees."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "number": name, "mineral": "铁矿"},
            "geometry": {"type": "Polygon", "coordinates": [[[w, s], [w + d, s], [w + d, s + d], [w, s + d], [w, s]]]},
        }
        for name, (w, s, d) in boxes.items()
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def _run(*arguments: object) -> None:
    result = RUN.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, (result.output, result.exception)


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def stocked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stocked:
    folder = tmp_path_factory.mktemp("batch")
    sqlite = request.param == "sqlite"
    database = str(folder / "plans.db") if sqlite else request.getfixturevalue("postgres").new_database()
    blocks = {f"块{r}-{c}": (112 + c / 100, 38 + r / 100, 0.008) for r in range(ROWS) for c in range(COLUMNS)}
    given, made = folder / "blocks.geojson", Stocked(database, folder / "layers", folder / "whole")
    _run("import", PLAN, "--db", database)
    _run(
        "db", "load", _geojson(given, blocks), "--kind", "mining_block", "--status", "planned",
        "--geometry", "official", "--valid-from", "2021-01-01", "--db", database,
    )  # fmt: skip
    line = _geojson(folder / "line.geojson", {"红线": (112.1, 38.05, 0.2)})
    _run(
        "layer", "add", line, "--kind", "ecological_redline", "--as-of", "2025-12-31", "--owner", "示例局",
        "--db", database, "--layer-folder", made.layers,
    )  # fmt: skip
    done = subprocess.run(made.command(made.whole), capture_output=True, text=True, check=True)
    assert f"{ROWS * COLUMNS} 个区块（0 个沿用已有结果）" in done.stdout
    return made


def _answers(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "answers").glob("*.json")}


def _matrix(folder: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(folder / "matrix.xlsx").active.iter_rows(values_only=True))


def _kill(command: list[str], answers: Path, pause: float) -> None:
    """Start the batch, and kill it some time after it has written its first answer."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(answers.glob("*.json")):
            time.sleep(0.005)
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_batch_goes_on_and_ends_as_one_that_was_left_alone(
    stocked: Stocked, seed: int, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    _kill(stocked.command(folder), folder / "answers", random.Random(seed).uniform(0, 0.5))
    first = _answers(folder)
    assert 0 < len(first) <= ROWS * COLUMNS
    assert all(json.loads(answer)["rests_on"] for answer in first.values())
    done = subprocess.run(stocked.command(folder), capture_output=True, text=True, check=True)
    assert f"{ROWS * COLUMNS} 个区块（{len(first)} 个沿用已有结果）" in done.stdout
    assert _answers(folder) == _answers(stocked.whole)
    assert _matrix(folder) == _matrix(stocked.whole)
    assert [path.name for path in (folder / "answers").iterdir() if path.suffix != ".json"] == []


def test_half_an_answer_is_asked_again(stocked: Stocked, tmp_path: Path) -> None:
    folder = tmp_path / "half"
    shutil.copytree(stocked.whole, folder)
    broken, other = sorted((folder / "answers").glob("*.json"))[7:9]
    broken.write_bytes(broken.read_bytes()[:1000])
    other.unlink()
    other.with_suffix(".part").write_text("{", encoding="utf-8")
    done = subprocess.run(stocked.command(folder), capture_output=True, text=True, check=True)
    assert f"（{ROWS * COLUMNS - 2} 个沿用已有结果）" in done.stdout
    assert _answers(folder) == _answers(stocked.whole)
