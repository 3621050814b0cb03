"""Fifty people at the site at once, on the loopback address: tiles, identify, live screening, and the public side.

    uv run python benchmarks/bench_web.py [--users 50] [--seconds 120] [--workers 1] [--stores sqlite postgis] [--write]

A person looks at a place (nine tiles at once), asks what lies there, reads on, and every fourth time screens a range; one in ten is
a stranger who reads the public register and its OGC interface. Between two steps he looks for half a second to a second and a half.
With --write the table goes into benchmarks/web.md. Client and server share the cores, so that the times are upper bounds.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import math
import os
import platform
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kuanggui.app.actor import sign
from kuanggui.app.example import PLAN, example_city, example_file
from kuanggui.app.illustration import illustrate
from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer
from kuanggui.app.opening import for_writing
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.stock import stock_at
from kuanggui.model.feature import Feature, FeatureKind, FeatureStatus, GeometryMark, Shape
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from servers.postgres import Cluster, find_programs

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2022, 3, 1)
WEST, SOUTH, EAST, NORTH = 112.0, 38.0, 113.0, 38.5
BLOCKS = 20_000
START = "from kuanggui.cli.start import start; start()"
PAUSE = (0.5, 1.5)
TABLE = ROOT / "benchmarks" / "web.md"
MARKER = "<!-- measured -->"
LAST_ANSWER = "Math.max(...performance.getEntriesByType('resource').map(entry => entry.responseEnd))"


def block(number: int, chance: random.Random) -> Feature:
    """A block of some hectares with a dozen corners, or a right."""
    lon, lat, reach = chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH), chance.uniform(0.001, 0.004)
    corners = [
        (lon + reach * chance.uniform(0.8, 1) * math.cos(turn), lat + reach * chance.uniform(0.8, 1) * math.sin(turn))
        for turn in (2 * math.pi * corner / 12 for corner in range(12))
    ]
    kind = FeatureKind.MINING_BLOCK if number % 2 else FeatureKind.MINING_RIGHT
    status = FeatureStatus.PLANNED if number % 2 else FeatureStatus.EXISTING
    shape = Shape(GeometryMark.ILLUSTRATIVE, shapely.to_wkb(shapely.Polygon(corners), byte_order=1))
    return Feature(f"b{number}", kind, f"区块{number}", f"B{number}", status, minerals=("iron",), shape=shape)


def fill(database: str, layers: Path) -> str:
    """The example city with a province's worth of blocks; gives the id of its plan."""
    plan = import_file(example_file(PLAN), database).plan.id
    illustrate(database, plan)
    chance = random.Random(1)
    with closing(for_writing(database)) as store, store.writing(sign("load", plan, "bench")) as work:
        work.features.add(plan, (block(number, chance) for number in range(BLOCKS)), DAY)
    publish_plan(database, plan, DAY, "bench")
    stock = stock_at(database, layers)
    if not layers.exists():
        for path in example_city()[1]:
            label = LayerLabel(path.stem, path.stem, "2025-12-31", "bench", True)
            add_layer(path, stock, label, repair=False, given=SourceOptions(), progress=lambda done, total: None)
    return plan


def sexagesimal(degrees: float) -> str:
    """Degrees, minutes and seconds, which can be read in one way only."""
    seconds = round(degrees * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02}′{seconds % 60:02}″"


@dataclass
class Counted:
    """Times in seconds and failures by kind of request."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)


@dataclass
class Person:
    """Somebody at the site, with a browser that keeps six connections."""

    client: httpx2.AsyncClient
    plan: str
    counted: Counted
    chance: random.Random

    async def ask(self, kind: str, method: str, path: str, **more: Any) -> None:
        begin = time.perf_counter()
        try:
            answer = await self.client.request(method, path, **more)
            wrong = "" if answer.status_code < 400 else f"{kind} {answer.status_code} {answer.text[:120]}"
        except httpx2.HTTPError as error:
            wrong = f"{kind} {type(error).__name__}"
        if wrong:
            self.counted.failed[kind] += 1
            self.counted.why[wrong] += 1
        self.counted.times[kind].append(time.perf_counter() - begin)

    async def look(self, zoom: int) -> None:
        """The nine tiles around a place in the city."""
        size = 2**zoom
        column = int((self.chance.uniform(WEST, EAST) + 180) / 360 * size)
        latitude = math.radians(self.chance.uniform(SOUTH, NORTH))
        row = int((1 - math.asinh(math.tan(latitude)) / math.pi) / 2 * size)
        tiles = [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        path = f"/api/map/plans/{self.plan}/tiles/3857/{zoom}"
        await asyncio.gather(*(self.ask("tile", "GET", f"{path}/{x}/{y}") for x, y in tiles))

    async def identify(self) -> None:
        params = {"lon": self.chance.uniform(WEST, EAST), "lat": self.chance.uniform(SOUTH, NORTH), "reach_m": 50}
        await self.ask("identify", "GET", f"/api/map/plans/{self.plan}/identify", params=params)

    async def screen(self) -> None:
        lon, lat = self.chance.uniform(112.05, 112.95), self.chance.uniform(38.05, 38.4)
        shape = [(lon, lat), (lon + 0.01, lat), (lon + 0.01, lat + 0.01), (lon, lat + 0.01)]
        order = {
            "name": "试验",
            "corners": "\n".join(f"{n},{sexagesimal(y)},{sexagesimal(x)}" for n, (x, y) in enumerate(shape, 1)),
            "purpose": "mining",
            "action": "new",
            "minerals": ["铁矿"],
            "plan": self.plan,
        }
        await self.ask("screening", "POST", "/api/screenings", json=order)

    async def read_public(self) -> None:
        await self.ask("public words", "GET", f"/api/public/plans/{self.plan}")
        window = f"{self.chance.uniform(WEST, EAST):.3f},38.1,{EAST},38.15"
        await self.ask(
            "OGC items", "GET", "/api/public/ogc/collections/rights/items", params={"bbox": window, "limit": 100}
        )

    async def live(self, until: float, *, stranger: bool) -> None:
        step = self.chance.randrange(4)
        await asyncio.sleep(self.chance.uniform(0, 2))
        while time.perf_counter() < until:
            if stranger:
                await self.read_public()
            else:
                await self.look(self.chance.choice((11, 12, 13, 14)))
                await self.identify()
                if step % 4 == 0:
                    await self.screen()
            step += 1
            await asyncio.sleep(self.chance.uniform(*PAUSE))


async def crowd(address: str, plan: str, users: int, seconds: float) -> Counted:
    """The times of some users over some seconds."""
    counted, until = Counted(), time.perf_counter() + seconds
    async with ExitStackAsync() as stack:
        people = []
        for number in range(users):
            limits = httpx2.Limits(max_connections=6)
            client = await stack.enter(httpx2.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False))
            people.append(Person(client, plan, counted, random.Random(number)))
        await asyncio.gather(*(person.live(until, stranger=n % 10 == 9) for n, person in enumerate(people)))
    return counted


class ExitStackAsync:
    """The clients, closed together."""

    def __init__(self) -> None:
        self._open: list[httpx2.AsyncClient] = []

    async def __aenter__(self) -> ExitStackAsync:
        return self

    async def enter(self, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
        self._open.append(await client.__aenter__())
        return client

    async def __aexit__(self, *error: object) -> None:
        for client in self._open:
            await client.aclose()


@contextmanager
def serving(database: str, folder: Path, workers: int) -> Iterator[str]:
    """The address of a server of a database, in a process of its own."""
    command = [sys.executable, "-c", START, "serve", "--db", database, "--port", "0"]
    if workers > 1:
        command += ["--workers", str(workers)]
    environment = {
        "KUANGGUI_FILES": str(folder / "files"),
        "KUANGGUI_LAYERS": str(folder / "layers"),
        "PYTHONUNBUFFERED": "1",
    }
    with (
        (folder / "server.log").open("ab") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, env=os.environ | environment, text=True
        ) as process,
    ):
        assert process.stdout is not None
        try:
            address = next(line.split("网页 Page: ")[1].split()[0] for line in process.stdout if "网页 Page: " in line)
            for _ in range(200):
                try:
                    httpx2.get(f"{address}api/health", trust_env=False).raise_for_status()
                    break
                except httpx2.HTTPError:
                    time.sleep(0.2)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def first_view(address: str, plan: str) -> list[float]:
    """Seconds until the last answer is there that the map needs first, each time in a browser that has nothing in its cache."""
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as playwright:
        for _ in range(3):
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
            page.goto(f"{address}map?plan={plan}")
            page.locator("canvas").first.wait_for(timeout=60_000)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(1000)
            taken.append(float(page.evaluate(LAST_ANSWER)) / 1000)
            browser.close()
    return taken


def script_kilobytes(address: str) -> float:
    """The JavaScript of the first page, packed as it goes over the line."""
    home = httpx2.get(address, trust_env=False).text
    names = set(re.findall(r'(?:src|href)="(/assets/[^"]+\.js)"', home))
    return (
        sum(len(gzip.compress(httpx2.get(f"{address.rstrip('/')}{name}", trust_env=False).content)) for name in names)
        / 1000
    )


def lines(store: str, workers: int, counted: Counted, seconds: float) -> Iterator[str]:
    """The rows of the table for one store."""
    for kind, times in counted.times.items():
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
        rate = len(times) / seconds
        yield (
            f"| {store}, {workers} worker{'s' if workers > 1 else ''} | {kind} | {len(times)} | {rate:.1f}/s | {cuts[49] * 1000:.0f} ms "
            f"| {cuts[94] * 1000:.0f} ms | {max(times) * 1000:.0f} ms | {counted.failed[kind]} |"
        )


def measure(store: str, database: str, folder: Path, given: argparse.Namespace) -> list[str]:
    plan = fill(database, folder / "layers")
    workers = given.workers if store == "postgis" else 1
    with serving(database, folder, workers) as address:
        first = first_view(address, plan) if given.browser else []
        asyncio.run(crowd(address, plan, 2, 5))  # what is compiled or read once is not measured
        counted = asyncio.run(crowd(address, plan, given.users, given.seconds))
        rows = list(lines(store, workers, counted, given.seconds))
        if first:
            shown = ", ".join(f"{seconds:.2f} s" for seconds in first)
            script = f"{script_kilobytes(address):.0f} kB gzip"
            rows.append(
                f"| {store} | first view of the map, empty cache: {shown}; first script: {script} | | | | | | |"
            )
    for reason, count in counted.why.most_common(5):
        print(f"  {count} × {reason}")
    print("\n".join(rows), flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--stores", nargs="+", default=["sqlite", "postgis"], choices=["sqlite", "postgis"])
    parser.add_argument("--no-browser", dest="browser", action="store_false")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = []
    for store in given.stores:
        with tempfile.TemporaryDirectory(prefix="kuanggui-web-") as name, ExitStack() as stack:
            folder = Path(name)
            database = str(folder / "plans.db")
            if store == "postgis":
                programs = find_programs()
                if programs is None:
                    print("PostGIS is not installed: left out", file=sys.stderr)
                    continue
                cluster = Cluster(programs, {"max_connections": "60"})
                cluster.start()
                stack.callback(cluster.stop)
                database = cluster.new_database()
            print(f"{store}:", flush=True)
            rows += measure(store, database, folder, given)
    if given.write:
        write(rows, given)


def write(rows: list[str], given: argparse.Namespace) -> None:
    head = TABLE.read_text(encoding="utf-8").partition(MARKER)[0]
    said = (
        f"{MARKER}\n\n{given.users} users for {given.seconds:.0f} s, {BLOCKS:,} blocks and rights. Measured {date.today()} on "
        f"{platform.machine()}, load {os.getloadavg()[0]:.0f} at the end, "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, client and server on the same ones.\n\n"
        "| server | request | answered | rate | p50 | p95 | longest | errors |\n|---|---|---|---|---|---|---|---|\n"
    )
    TABLE.write_text(head + said + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
