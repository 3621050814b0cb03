"""Time and memory of reading, auditing and importing a plan, and how they grow with its length.

    uv run python benchmarks/bench_reading.py [PLAN] [--runs 5]

Whole processes, one warm-up and then `--runs` counted runs, medians. PLAN defaults to the real plan beside the project, else to the
example. The longer documents are the plan repeated. Prints a table and writes it to benchmarks/reading.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "plans" / "datong-2021-2025.txt"
EXAMPLE = ROOT / "examples" / "示例市矿产资源总体规划.txt"
LENGTHS = (1, 10)


@dataclass(frozen=True, slots=True)
class Figures:
    """Median seconds (wall, processor) and the largest resident memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], runs: int) -> Figures:
    """Run a command once to warm up and `runs` times for the record."""
    once(command)
    figures = [once(command) for _ in range(runs)]
    return Figures(
        statistics.median(f.wall for f in figures),
        statistics.median(f.cpu for f in figures),
        max(f.memory for f in figures),
    )


def once(command: Sequence[str]) -> Figures:
    """One run in a child of a fresh process, so that its memory is its own."""
    script = (
        "import resource, subprocess, sys, time\n"
        "begun = time.perf_counter()\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, capture_output=True, text=True, env=environment
    )
    wall, cpu, memory = map(float, done.stdout.split())
    return Figures(wall, cpu, memory)


def rows(plan: Path, runs: int, folder: Path) -> list[tuple[str, int, int, Figures]]:
    """Every command on the plan and on the plan repeated."""
    found = []
    kuanggui = str(Path(sys.executable).with_name("kuanggui"))
    for times in LENGTHS:
        document = folder / f"plan-{times}.txt"
        document.write_text("\n\n".join([plan.read_text(encoding="utf-8")] * times), encoding="utf-8")
        size = document.stat().st_size // 1024
        for name in ("tables", "audit", "import"):
            command = [kuanggui, name, str(document)]
            if name == "import":
                command = ["sh", "-c", 'rm -f "$3".db*; exec "$0" "$1" "$2" --db "$3".db', *command, str(document)]
            else:
                command += ["--format", "json"]
            found.append((name, times, size, measure(command, runs)))
    return found


def table(plan: Path, found: Sequence[tuple[str, int, int, Figures]]) -> str:
    """The figures in Markdown, with what is needed to read them."""
    day = datetime.now(UTC).date().isoformat()
    lines = [
        "# Reading, auditing and importing a plan",
        "",
        f"{plan.name}, {day}, {platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, "
        f"{platform.machine()}. Whole processes with start-up, medians; memory is the largest of the runs.",
        "Made by `uv run python benchmarks/bench_reading.py`.",
        "",
        "| command | plan × | size, kB | wall, s | processor, s | memory, MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, times, size, figures in found:
        lines.append(
            f"| `kuanggui {name}` | {times} | {size} | {figures.wall:.2f} | {figures.cpu:.2f} | {figures.memory:.0f} |"
        )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", type=Path, nargs="?", default=REAL if REAL.is_file() else EXAMPLE)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        text = table(given.plan, rows(given.plan, given.runs, Path(folder)))
    (ROOT / "benchmarks" / "reading.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
