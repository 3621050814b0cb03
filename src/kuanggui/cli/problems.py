"""Faults of shapes as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kuanggui.spatial.topology.fault import NAMES, Fault, Problem

LISTED = 20
_UNITS = {
    Fault.UNCLOSED: " m",
    Fault.REPEATED_POINT: " m",
    Fault.SPIKE: " m",
    Fault.SLIVER: " m",
    Fault.NEAR_GAP: " m",
    Fault.ZERO_AREA: " m²",
    Fault.OVERLAP: " m²",
    Fault.GAP: " m²",
    Fault.SEVERAL_PARTS: " 个",
}


def tell_problems(name: str, problems: Sequence[Problem]) -> Iterator[str]:
    """One line with the number of each fault, then up to `LISTED` of each with its place."""
    counts = Counter(problem.fault for problem in problems)
    yield f"{name}：" + ("，".join(f"{NAMES[fault]} {counts[fault]}" for fault in Fault if counts[fault]) or "未见问题")
    told: Counter[Fault] = Counter()
    for problem in problems:
        told[problem.fault] += 1
        if told[problem.fault] <= LISTED:
            yield f"  {_describe(problem)}"
    for fault, count in told.items():
        if count > LISTED:
            yield f"  {NAMES[fault]}另有 {count - LISTED} 处未列"


def _describe(problem: Problem) -> str:
    features = f"要素 {problem.feature}" + ("" if problem.other is None else f" 与 {problem.other}")
    size = f"，{problem.size:.4g}{_UNITS[problem.fault]}" if problem.fault in _UNITS else ""
    return f"{NAMES[problem.fault]}：{features}，东经 {problem.lon:.7f}°、北纬 {problem.lat:.7f}°{size}"
