"""Ids of findings that survive edits elsewhere in the document."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kuanggui.findings.finding import Finding
from kuanggui.model.place import Place

_BLANKS = re.compile(r"\s+")
DIGITS = 10


def identify(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their ids: rule code and a hash of subject, quoted words, table and column; repeats are counted in order."""
    seen: Counter[str] = Counter()
    named = []
    for finding in findings:
        name = f"{finding.rule}-{_hash(finding.subject, finding.places)}"
        seen[name] += 1
        named.append(replace(finding, id=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(named)


def _hash(subject: str, places: Sequence[Place]) -> str:
    words = [_normal(subject)]
    for place in places:
        words += [_normal(place.quote), _normal(place.table or ""), _normal(place.column or "")]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:DIGITS]


@lru_cache(maxsize=16384)  # findings of one run speak of the same subjects, tables and features
def _normal(words: str) -> str:
    return _BLANKS.sub("", words)
