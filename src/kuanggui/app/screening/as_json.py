"""Answers as plain data for JSON and GeoJSON."""

from __future__ import annotations

from typing import Any

from kuanggui.app.regulation import provision_record
from kuanggui.app.remembered import remembered
from kuanggui.findings.as_json import finding_json, outcome_json
from kuanggui.findings.consulting import themes_to_ask_about
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import OpenRule, Overridden, Override, ScreeningAnswer, ThemeAnswer
from kuanggui.model.plain import flat
from kuanggui.regulation.parameter import Provision

Json = dict[str, Any]


def answer_json(answer: ScreeningAnswer) -> Json:
    """Everything an answer says."""
    return {
        "name": answer.name,
        "as_of": answer.as_of.isoformat(),
        "verdict": answer.ruling.value,
        "verdict_label": answer.ruling.label,
        "area_m2": round(answer.area_m2, 2),
        "area_km2": round(answer.area_m2 / 1e6, 4),
        "plane_area_m2": round(answer.plane_area_m2, 2),
        "plan": answer.plan,
        "application": answer.application,
        "doubts": list(answer.doubts),
        "findings": [finding_json(finding) for finding in answer.findings],
        "open": [_open(rule) for rule in answer.open_rules],
        "overridden": [_overridden(item) for item in answer.overridden],
        "unused_overrides": [_override(override) for override in answer.unused_overrides],
        "themes": [_theme(theme) for theme in answer.themes],
        "rules": [outcome_json(outcome) for outcome in answer.outcomes],
        "provisions": [_provision(provision) for provision in answer.provisions],
        "consultations": consultations(answer),
    }


def consultations(answer: ScreeningAnswer) -> list[Json]:
    """Which authorities have to be asked about which themes."""
    asked: dict[str, list[str]] = {}
    for theme in themes_to_ask_about(answer):
        asked.setdefault(theme.authority, []).append(theme.title)
    return [{"authority": authority, "themes": themes} for authority, themes in asked.items()]


def answers_geojson(answers: list[ScreeningAnswer]) -> Json:
    """The blocks as features that carry their verdicts."""
    return {"type": "FeatureCollection", "features": [_feature(answer) for answer in answers]}


def _feature(answer: ScreeningAnswer) -> Json:
    errors = [finding.message for finding in answer.findings if finding.severity.value == "error"]
    conditions = [finding.message for finding in answer.findings if finding.severity.value == "warning"]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in ring] for ring in answer.corners]}
        if _is_simple(answer)
        else {"type": "MultiPolygon", "coordinates": [[[list(c) for c in ring]] for ring in answer.corners]},
        "properties": {
            "name": answer.name,
            "as_of": answer.as_of.isoformat(),
            "verdict": answer.ruling.value,
            "verdict_label": answer.ruling.label,
            "area_km2": round(answer.area_m2 / 1e6, 4),
            "errors": errors,
            "conditions": conditions,
            "open": [rule.code for rule in answer.open_rules],
        }
        | {f"{theme.kind}_m2": round(theme.total_m2, 2) for theme in answer.themes if theme.status == "hit"},
    }


def _is_simple(answer: ScreeningAnswer) -> bool:
    """Whether the rings are one shell with holes: the first contains all others."""
    west, south, east, north = _box(answer.corners[0])
    return all(west <= w and south <= s and e <= east and n <= north for w, s, e, n in map(_box, answer.corners[1:]))


def _box(ring: tuple[tuple[float, float], ...]) -> tuple[float, float, float, float]:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@remembered  # all answers of a run rest on the same provisions
def _provision(provision: Provision) -> Json:
    return {"code": provision.code, "title": provision.title, **provision_record(provision)}


def _theme(theme: ThemeAnswer) -> Json:
    plain = flat(theme)
    plain["sources"] = [flat(source) for source in theme.sources]
    for key in ("features", "near", "slivers"):
        plain[key] = [
            {name: _rounded(value) for name, value in flat(hit).items() if value is not None} for hit in plain[key]
        ]
    plain["total_m2"], plain["share"] = round(theme.total_m2, 2), round(theme.share, 6)
    return plain


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value


def _open(rule: OpenRule) -> Json:
    return flat(rule) | {"at_most": rule.at_most.value}


def _overridden(item: Overridden) -> Json:
    return {
        "override": _override(item.override),
        "finding": finding_json(item.finding) if item.finding else None,
        "open": _open(item.open_rule) if item.open_rule else None,
    }


def _override(override: Override) -> Json:
    return flat(override) | {"date": override.date.isoformat()}


def label_of(verdict: str) -> str:
    """The Chinese words of a verdict."""
    return Ruling(verdict).label
