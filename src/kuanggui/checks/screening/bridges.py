"""Dredging at bridges: the distance upstream differs from that downstream, so that it has to be known which way the river flows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kuanggui.checks.data import words
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.features import Feature, Near
from kuanggui.checks.screening.saying import hit, holds, metres, open_question

SIDES = {True: "上游", False: "下游", None: "上下游"}
# The distance downstream, None where the bridge does not tell its size, and then what to supply, in Chinese and English.
Downstream = Callable[[Feature], float | None]


def say_dredging(
    case: ScreeningCase, layer: str, upstream_m: float, downstream_m: float, of: Downstream, unknown: tuple[str, str]
) -> Iterator[Said]:
    """Every bridge within whose distance the case lies, the open questions, or else that there is none.

    `downstream_m` is the largest distance downstream, `of` that of one bridge.
    """
    said = False
    for near in close(case, layer, max(upstream_m, downstream_m)):
        for answer in _say(case, near, upstream_m, of, unknown):
            said = True
            yield answer
    if not said:
        yield holds(case)


def _say(
    case: ScreeningCase, near: Near, upstream_m: float, of: Downstream, unknown: tuple[str, str]
) -> Iterator[Said]:
    limit = of(near.feature)
    if near.distance_m <= min(upstream_m, limit or upstream_m):
        yield _hit(case, near, upstream_m, None)
        return
    upstream = lies_upstream(case, near.feature)
    if upstream is True:
        if near.distance_m <= upstream_m:
            yield _hit(case, near, upstream_m, upstream)
    elif limit is None:
        yield open_question(case, f"{near.feature.name}{unknown[0]}", unknown[1])
    elif near.distance_m <= limit:
        yield _hit(case, near, limit, upstream) if upstream is False else _which_side(case, near, limit)


def _hit(case: ScreeningCase, near: Near, limit: float, upstream: bool | None) -> Said:
    evidence = {"distance": metres(near.distance_m), "limit": (int(limit), "m")}
    return hit(case, evidence, [near.feature], values={"side": SIDES[upstream]})


def _which_side(case: ScreeningCase, near: Near, limit: float) -> Said:
    name = near.feature.name
    where = f"距{name} {near.distance_m:.1f} m，在下游则属 {limit:g} m 禁采范围，上下游不明"
    reason = f"{where}；请在图层补字段“流向”，或补充 site.bridge_side"
    return open_question(case, reason, f"not known whether the range lies upstream or downstream of {name}")


def lies_upstream(case: ScreeningCase, bridge: Feature) -> bool | None:
    """Whether the case lies upstream of a bridge: as it says itself, or by the flow that the layer gives; None where neither tells."""
    said = case.application.site.bridge_side
    if said is not None:
        return said == "upstream"
    flow, bearing = flow_towards(bridge.text("flow")), case.ground.bearing(bridge)
    if flow is None or bearing is None:
        return None
    away = abs((bearing - flow + 180) % 360 - 180)  # 0 where the river flows straight to the case
    return None if abs(away - 90) <= words("flow_words")["undecided_within"] else away > 90


def flow_towards(text: str) -> float | None:
    """The direction a river flows towards, in degrees clockwise from north: from a number, or the last direction named."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) % 360
    towards = words("flow_words")["towards"]
    named = re.findall("|".join(sorted(towards, key=len, reverse=True)), text)
    return float(towards[named[-1]]) if named else None
