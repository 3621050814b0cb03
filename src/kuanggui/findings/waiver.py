"""Findings that somebody has answered for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kuanggui.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that is let stand: its id, and why, by whom and when."""

    finding: str
    reason: str
    name: str
    date: date


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding with its waiver."""

    finding: Finding
    waiver: Waiver


def waive(
    findings: Sequence[Finding], waivers: Iterable[Waiver]
) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[Waiver, ...]]:
    """The findings left, those waived, and the waivers that match nothing."""
    by_id = {waiver.finding: waiver for waiver in waivers}
    left = tuple(f for f in findings if f.id not in by_id)
    waived = tuple(Waived(f, by_id[f.id]) for f in findings if f.id in by_id)
    matched = {item.finding.id for item in waived}
    return left, waived, tuple(waiver for waiver in by_id.values() if waiver.finding not in matched)
