"""The ruled lines of a page, with the side lines that open tables leave out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Edge = dict[str, Any]  # a ruled line as pdfplumber gives it

_TOLERANCE = 3.0


def missing_sides(edges: list[Edge]) -> list[Edge]:
    """Side lines for tables that are open to the left and right, as official layouts like them.

    A row is open where two neighbouring rules of the same length have an upright line between them and none at their ends.
    """
    level = sorted((e for e in edges if e["orientation"] == "h"), key=lambda e: float(e["top"]))
    upright = [e for e in edges if e["orientation"] == "v"]
    sides: list[Edge] = []
    for group in _by_extent(_joined(level)):
        for above, below in pairwise(group):
            crossing = [float(e["x0"]) for e in upright if _spans(e, above, below)]
            if any(above["x0"] + _TOLERANCE < x < above["x1"] - _TOLERANCE for x in crossing):
                sides.extend(_side(x, above, below) for x in (above["x0"], above["x1"]) if not _near(x, crossing))
    return sides


def _joined(level: list[Edge]) -> list[Edge]:
    """Rules with the pieces that follow each other at one height made one."""
    joined: list[Edge] = []
    for edge in sorted(level, key=lambda e: (round(float(e["top"])), float(e["x0"]))):
        last = joined[-1] if joined else None
        if last and abs(last["top"] - edge["top"]) <= 1 and edge["x0"] <= last["x1"] + _TOLERANCE:
            last["x1"] = max(last["x1"], edge["x1"])
        else:
            joined.append({"x0": float(edge["x0"]), "x1": float(edge["x1"]), "top": float(edge["top"])})
    return joined


def _by_extent(rules: list[Edge]) -> list[list[Edge]]:
    """Rules that begin and end above each other, from top to bottom, doubled ones once."""
    groups: list[list[Edge]] = []
    for rule in sorted(rules, key=lambda e: float(e["top"])):
        for group in groups:
            if abs(group[0]["x0"] - rule["x0"]) <= _TOLERANCE and abs(group[0]["x1"] - rule["x1"]) <= _TOLERANCE:
                if rule["top"] - group[-1]["top"] > _TOLERANCE:
                    group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _spans(edge: Edge, above: Edge, below: Edge) -> bool:
    return bool(edge["top"] <= above["top"] + _TOLERANCE and edge["bottom"] >= below["top"] - _TOLERANCE)


def _near(x: float, others: list[float]) -> bool:
    return any(abs(x - other) <= _TOLERANCE for other in others)


def _side(x: float, above: Edge, below: Edge) -> Edge:
    top, bottom = above["top"], below["top"]
    return {
        "object_type": "line", "orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom,
        "width": 0.0, "height": bottom - top, "doctop": top,
    }  # fmt: skip
