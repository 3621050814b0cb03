"""Figures of the server for Prometheus; each worker keeps its own in a file, and whoever is asked sums them up."""

from __future__ import annotations

import asyncio
import json
import os
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "metrics"
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
PAUSE = 0.25  # seconds between two writes of the file
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The figures of one worker in a folder that all workers share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)
        self._counts: Counter[str] = Counter()
        self._seconds = 0.0
        self._waits = False
        for path in self._folder.glob("*.json"):
            if not _is_alive(path.stem):
                path.unlink(missing_ok=True)

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._counts[f'requests_total{{method="{method}",route="{route}",status="{status}"}}'] += 1
        self._counts[f"bucket {bisect_left(BOUNDS, seconds)}"] += 1
        self._seconds += seconds

    def write_soon(self) -> None:
        """Write the figures in a moment; many answers cost one write. Called from the loop of the server."""
        if not self._waits:
            self._waits = True
            asyncio.get_running_loop().call_later(PAUSE, self.write)

    def write(self) -> None:
        """Write the figures where the other workers see them."""
        self._waits = False
        path = self._folder / f"{os.getpid()}.json"
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps({"counts": self._counts, "seconds": self._seconds}), encoding="utf-8")
        beside.replace(path)

    def text(self, gauges: Mapping[str, float]) -> str:
        """The figures of all workers that are alive, with some that are taken as they stand now, as Prometheus reads them."""
        self.write()
        counts, seconds = Counter[str](), 0.0
        for path in sorted(self._folder.glob("*.json")):
            if _is_alive(path.stem):
                kept = json.loads(path.read_text(encoding="utf-8"))
                counts.update(kept["counts"])
                seconds += kept["seconds"]
        return "\n".join([*_requests(counts), *_durations(counts, seconds), *_gauges(gauges), ""])


class Meter:
    """Counts every answer under the pattern of its route, which there are few of."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - begun
            self._metrics.note(_known(scope["method"]), _route(scope), status, seconds)
            self._metrics.write_soon()


def _known(method: str) -> str:
    return method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "OTHER"


def _route(scope: Scope) -> str:
    """The pattern of the route, so that no id and no made-up path becomes a label.

    A route knows the end of its pattern; what stands before it is put together from the path and its parameters.
    """
    end = str(getattr(scope.get("route"), "path", ""))
    given = {name: str(value) for name, value in scope.get("path_params", {}).items()}
    if not end or "{path:path}" in end:
        return "other"
    before = scope["path"].removesuffix(end.replace(":path}", "}").format(**given))
    names = {value: f"{{{name}}}" for name, value in given.items()}
    return "/".join(names.get(part, part) for part in before.split("/")) + end


def _requests(counts: Counter[str]) -> Iterator[str]:
    yield "# HELP kuanggui_requests_total Answers by method, route and status."
    yield "# TYPE kuanggui_requests_total counter"
    for name in sorted(name for name in counts if name.startswith("requests_total")):
        yield f"kuanggui_{name} {counts[name]}"


def _durations(counts: Counter[str], seconds: float) -> Iterator[str]:
    yield "# HELP kuanggui_request_seconds Seconds from a request to the end of its answer."
    yield "# TYPE kuanggui_request_seconds histogram"
    total = 0
    for number, bound in enumerate([*BOUNDS, "+Inf"]):
        total += counts[f"bucket {number}"]
        yield f'kuanggui_request_seconds_bucket{{le="{bound}"}} {total}'
    yield f"kuanggui_request_seconds_sum {seconds:.6f}"
    yield f"kuanggui_request_seconds_count {total}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name in dict.fromkeys(key.partition("{")[0] for key in gauges):
        yield f"# TYPE kuanggui_{name} gauge"
        yield from (f"kuanggui_{key} {value:g}" for key, value in gauges.items() if key.partition("{")[0] == name)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
