"""The replay record: what an answer rests on, by digest, and how to ask the same again."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import import_module
from importlib.metadata import version
from inspect import getsource
from typing import Any

from kuanggui.app.regulation import provision_record
from kuanggui.app.remembered import remembered
from kuanggui.app.screening.as_json import _override
from kuanggui.app.screening.ranges import geojson_of
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.running import screening_rules
from kuanggui.findings.screening import ScreeningAnswer
from kuanggui.regulation.parameter import Provision

Json = dict[str, Any]
ENGINES = ("kuanggui", "numpy", "shapely", "numba", "pyproj")
FORMAT = 1


def replay_record(screener: Screener, request: Request, answer: ScreeningAnswer, stock: Stock) -> Json:
    """Inputs, layers, parameters, rules and engines of an answer, and a digest of what it says."""
    plan = screener.plan
    return {
        "format": FORMAT,
        "database": stock.address,
        "layer_folder": str(stock.layers.resolve()),
        "as_of": answer.as_of.isoformat(),
        "input": {"document": request.place.document, "sha256": request.place.sha256, "line": request.place.line},
        "geometry": geojson_of(request.range.polygons),
        "overrides": [_override(override) for override in request.overrides],
        "plan": {"id": plan.id, "sha256": plan.source.sha256} if plan else None,
        "layers": {
            source.name: {"kind": theme.kind, "sha256": source.sha256, "as_of": source.as_of}
            for theme in answer.themes
            for source in theme.sources
        },
        "parameters": {p.code: _provision_digest(p) for p in answer.provisions},
        "rules": rule_digests(),
        "engines": dict(_engines()),
        "result": result_digest(answer),
    }


@cache
def _engines() -> dict[str, str]:
    return {name: version(name) for name in ENGINES}


@cache
def rule_digests() -> dict[str, str]:
    """A digest of the source of every rule."""
    return {rule.code: _digest(getsource(import_module(rule.module))) for rule in screening_rules()}


def result_digest(answer: ScreeningAnswer) -> str:
    """A digest of verdict, findings, open rules and areas to the square centimetre."""
    return _digest(
        {
            "verdict": answer.ruling.value,
            "findings": sorted([f.id, f.severity.value, f.message] for f in answer.findings),
            "open": sorted([o.code, o.reason] for o in answer.open_rules),
            "overridden": sorted(item.override.target for item in answer.overridden),
            "themes": {theme.kind: [theme.status, round(theme.total_m2, 4)] for theme in answer.themes},
        }
    )


def _digest(content: Any) -> str:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@remembered  # all answers of a run rest on the same provisions
def _provision_digest(provision: Provision) -> str:
    return _digest(provision_record(provision))
