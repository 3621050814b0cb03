"""Zones of nature reserves."""

from __future__ import annotations

from kuanggui.checks.data import words
from kuanggui.checks.screening.features import Feature


def is_core(feature: Feature) -> bool | None:
    """Whether the part of a reserve is its core zone; None when its attribute does not tell."""
    zone = feature.text("zone")
    if any(word in zone for word in words("reserve_zones")["core"]):
        return True
    return False if any(word in zone for word in words("reserve_zones")["general"]) else None
