"""Numbers for gap and corner resources, by region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def limits_for(region: str | None, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The numbers of the region, those of the nation where it has none."""
    found: Mapping[str, Any] = next(
        (row for row in value["regions"] if (region or "").startswith(row["region"])), value["nation"]
    )
    return found
