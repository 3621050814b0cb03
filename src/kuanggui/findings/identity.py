"""Ids of findings that survive edits elsewhere in the document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kuanggui.findings.finding import Finding
from kuanggui.model.place import Place

_BLANKS = re.compile(r"\s+")
DIGITS = 10


def identify(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their ids, named here where they have no name yet; repeats are counted in order."""
    seen: dict[str, int] = {}
    named = []
    for finding in findings:
        name = _first_name(finding) or name_finding(finding.rule, finding.subject, finding.places)
        seen[name] = count = seen.get(name, 0) + 1
        known = name if count == 1 else f"{name}-{count}"
        named.append(finding if finding.id == known else replace(finding, id=known))
    return tuple(named)


def _first_name(finding: Finding) -> str:
    """The id of a finding without the count of repeats; empty if it has none yet."""
    return finding.id[: len(finding.rule) + 1 + DIGITS]


def name_finding(rule: str, subject: str, places: Sequence[Place]) -> str:
    """The id of a finding that is no repeat: rule code and a hash of subject, quoted words, table and column."""
    return f"{rule}-{_hash(subject, places)}"


def _hash(subject: str, places: Sequence[Place]) -> str:
    words = [_normal(subject)]
    for place in places:
        words += [
            _normal(place.quote),
            (place.table and _normal(place.table)) or "",
            (place.column and _normal(place.column)) or "",
        ]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:DIGITS]


@lru_cache(maxsize=16384)  # findings of one run speak of the same subjects, tables and features
def _normal(words: str) -> str:
    return _BLANKS.sub("", words)
