"""Every kind has a symbol, kinds of a theme can be told apart without colour vision, and each symbol says how sure it is."""

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from kuanggui.checks.screening.extract import settings_of
from kuanggui.model.feature import FeatureKind, FeatureStatus
from kuanggui.regulation.law import Law

TABLE = json.loads(
    (Path(__file__).resolve().parents[2] / "frontend/src/features/map/symbols.json").read_text(encoding="utf-8")
)
WHITE = (255, 255, 255)
# Machado, Oliveira and Fernandes 2009, full severity, on linear light.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST_CONTRAST = 3.0  # WCAG 2.1, 1.4.11: graphics
LEAST_DISTANCE = 12.0  # CIE76 in Lab; about 2 can just be seen side by side
LOOKS = TABLE["features"] + TABLE["layers"]


def _linear(colour: str) -> list[float]:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(linear: list[float], vision: str) -> list[float]:
    r, g, b = (max(0.0, min(1.0, sum(w * c for w, c in zip(row, linear, strict=True)))) for row in VISION[vision])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]


def _distance(one: str, other: str, vision: str) -> float:
    pairs = zip(_lab(_linear(one), vision), _lab(_linear(other), vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def _drawn_alike(one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether two symbols have the same hatching, dashes, sign for points and about the same width."""
    same = all(one.get(name) == other.get(name) for name in ("fill", "angle", "dash", "point"))
    return same and abs(float(str(one["width"])) - float(str(other["width"]))) < 1


def test_every_kind_of_feature_every_theme_and_every_status_has_a_symbol() -> None:
    assert [each["kind"] for each in TABLE["features"]] == list(
        dict.fromkeys(each["kind"] for each in TABLE["features"])
    )
    assert {each["kind"] for each in TABLE["features"]} == {kind.value for kind in FeatureKind}
    assert {each["kind"] for each in TABLE["layers"]} == set(settings_of(Law(date(2026, 1, 1))))
    assert {each["status"] for each in TABLE["statuses"]} == {status.value for status in FeatureStatus}


def test_each_symbol_says_whether_it_was_read_in_the_standard() -> None:
    assert {each["basis"] for each in LOOKS + TABLE["statuses"]} <= {"confirmed", "inferred"}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look["kind"])
def test_lines_stand_out_from_white(look: dict[str, str]) -> None:
    r, g, b = _linear(look["colour"])
    assert 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= LEAST_CONTRAST


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("part", ["features", "layers"])
def test_kinds_drawn_alike_differ_in_colour_for_everybody(part: str, vision: str) -> None:
    close = [
        (one["kind"], other["kind"], round(distance, 1))
        for one, other in combinations(TABLE[part], 2)
        if _drawn_alike(one, other) and (distance := _distance(one["colour"], other["colour"], vision)) < LEAST_DISTANCE
    ]
    assert close == []
