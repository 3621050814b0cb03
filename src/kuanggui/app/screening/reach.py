"""Which layers a range has to do with by the ground of their regions: told from outlines that anybody has, not from what is in a layer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import shapely

from kuanggui.checks.screening.theme_layer import ThemeSetting
from kuanggui.spatial.divisions.outlines import ground_of
from kuanggui.spatial.layer.record import LayerRecord

METRES_PER_DEGREE = 111_320
MARGIN_M = 500.0  # by which an outline of a division may be off


def concerning(
    records: Iterable[LayerRecord], settings: Mapping[str, ThemeSetting], shape: Any
) -> tuple[LayerRecord, ...]:
    """Those layers whose region has ground in a range (degrees) or as near as their theme is looked at; one not drawn has it all."""
    return tuple(record for record in records if _reaches(record, settings, shape))


def _reaches(record: LayerRecord, settings: Mapping[str, ThemeSetting], shape: Any) -> bool:
    ground = ground_of(record.region) if record.region else None
    if ground is None:
        return True
    setting = settings.get(record.kind)
    reach_m = MARGIN_M + (setting.near_m if setting else 0.0)
    _, south, _, north = shapely.bounds(shape).tolist()
    degrees = reach_m / (METRES_PER_DEGREE * math.cos(math.radians(min(89.0, max(abs(south), abs(north))))))
    return bool(shapely.dwithin(ground, shape, degrees))
