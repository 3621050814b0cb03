"""Two drafts compared by their findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the findings of an older draft: `solved` are gone, `remaining` and `new` stand in the newer one."""

    against: str
    solved: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]


def compare(against: str, older: Sequence[Finding], newer: Sequence[Finding]) -> Comparison:
    """Match the findings of two drafts by id."""
    old_ids = {finding.id for finding in older}
    new_ids = {finding.id for finding in newer}
    return Comparison(
        against=against,
        solved=tuple(f for f in older if f.id not in new_ids),
        remaining=tuple(f for f in newer if f.id in old_ids),
        new=tuple(f for f in newer if f.id not in old_ids),
    )
