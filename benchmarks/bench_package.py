"""The check of a package, from two thousand blocks up: time, memory, and whether both grow in proportion.

`python benchmarks/bench_package.py [COUNT...] [--write]`: writes packages of the invented city with as many blocks, annex tables included,
checks each with `kuanggui db check` in a process of its own, and with `--write` puts the table into benchmarks/package.md.
"""

from __future__ import annotations

import math
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import shapely

from kuanggui.model.package import Feature, LayerContent, PackageContent, Value
from kuanggui.regulation.standards import Edition, read_edition
from kuanggui.reports.package import fill, write_package
from kuanggui.spatial.crs import GEOGRAPHIC

HERE = Path(__file__).resolve().parent
EDITION = HERE.parent / "examples" / "province_edition.yaml"
COUNTS = (2_000, 10_000, 20_000, 40_000)
NAMES = {"level": "C", "kind": "1", "adcode": "990100", "name": "示例市", "scale": "D", "year": "2020"}
REGIONS = {
    "990102": ("东山区", (112.6666666667, 38.0, 113.0, 38.3333333333)),
    "990121": ("北川县", (112.0, 38.3333333333, 113.0, 38.6666666667)),
    "990122": ("南岭县", (112.0, 38.0, 112.6666666667, 38.3333333333)),
}
SPOILT = 200  # one block in so many is drawn over its neighbour


def squares(count: int) -> Iterator[tuple[str, float, float, float]]:
    """Squares beside each other, none across a border: code of the county, west, south, side."""
    chance = random.Random(7)
    side = math.sqrt(2 / 3 / count) * 0.8
    number = 0
    for code, (_, (west, south, east, north)) in REGIONS.items():
        columns, rows = int((east - west) / side), int((north - south) / side)
        for place in range(columns * rows):
            row, column = divmod(place, columns)
            number += 1
            if number > count:
                return
            shift = side * 0.5 if chance.randrange(SPOILT) == 0 and column + 1 < columns else 0.0
            yield code, west + column * side + shift, south + row * side, side * 0.8


def block(number: int, code: str, west: float, south: float, side: float) -> tuple[dict[str, Value], bytes]:
    values: dict[str, Value] = {
        "QKBH": f"CQ{number:06}", "QKMC": f"{number}号铁矿", "KZMC": "铁矿", "KZDM": "22001",
        "TFSX": "2023", "XZQDM": code, "GHQ": "2021-2025",
    }  # fmt: skip
    return values, shapely.to_wkb(shapely.box(west, south, west + side, south + side))


def write(folder: Path, count: int, edition: Edition) -> Path:
    """A package of mining and exploration blocks, half of each, in the three counties."""
    drawn = [block(number, *square) for number, square in enumerate(squares(count), 1)]
    regions = [
        ({"XZQDM": code, "XZQMC": name}, shapely.to_wkb(shapely.box(*box))) for code, (name, box) in REGIONS.items()
    ]
    mining, exploration = drawn[: count // 2], drawn[count // 2 :]
    layers = [layer(edition, "XZQ", regions), layer(edition, "KAICQK", mining), layer(edition, "KANCHQK", exploration)]
    metadata = {"title": "示例市", "edition": edition.title, "adcode": "990100"}
    return write_package(folder, PackageContent(NAMES, "EPSG:4490", tuple(layers), metadata=metadata), edition)


def layer(edition: Edition, key: str, given: list[tuple[dict[str, Value], bytes]]) -> LayerContent:
    entry = edition.layer(key)
    assert entry is not None
    known = [({name: v for name, v in values.items() if entry.field(name)}, wkb) for values, wkb in given]
    features = tuple(Feature(number, values, wkb) for number, (values, wkb) in enumerate(known, 1))
    return LayerContent(key, fill(features, entry, None, GEOGRAPHIC))


def checked(package: Path) -> tuple[float, float, float, int]:
    """Seconds of processor and wall, the most memory in MB, and findings of one run."""
    command = [sys.executable, "-c", "from kuanggui.cli.main import run; run()", "db", "check", str(package)]
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen([*command, "--edition", str(EDITION), "--format", "jsonl"], stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        assert process.returncode == 0, process.returncode
        said.seek(0)
        return used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / 1024, sum(1 for _ in said)


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or list(COUNTS)
    edition, rows = read_edition(str(EDITION)), list[str]()
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            package = write(Path(folder), count, edition)
            spent, seconds, memory, found = checked(package)
        each = f"{spent / count * 1e6:.0f} µs"
        rows.append(f"| {count:,} | {spent:.1f} s | {each} | {seconds:.1f} s | {memory:.0f} MB | {found:,} |")
        print(rows[-1], flush=True)
    if "--write" in sys.argv:
        (HERE / "package.md").write_text(report(rows), encoding="utf-8")


def report(rows: list[str]) -> str:
    return (
        f"""# The check of a package

Blocks of the invented city, half of mining and half of exploration, with their annex tables; one in {SPOILT} is drawn over its neighbour.
The whole command `kuanggui db check`, start included; `python benchmarks/bench_package.py --write`.
Measured {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores;
one run each. Wall time is that of a machine with other work beside it. Layers beyond 50,000 features are read anew by each
rule instead of kept; annex tables of more than 300,000 cells are not compared, and a finding says so.

| blocks | processor | a block | wall | memory | findings |
|---|---|---|---|---|---|
"""
        + "\n".join(rows)
        + "\n"
    )


if __name__ == "__main__":
    main()
