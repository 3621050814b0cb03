"""Annex numbers that the text never cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Reference, ReferenceKind


@rule(
    code="AUD805",
    title="附表号未被引用",
    title_en="Annex numbers never cited",
    severity=Severity.INFO,
    family=Family.REFERENCES,
    needs=("references",),
    message="正文引用到{subject}，但没有引用{missing}。",
    message_en="The text cites annexes up to {subject} but never {missing}.",
    remedy="核对附表是否齐全；需要时在正文中补引。",
    remedy_en="See that the annexes are complete, and cite them where they belong.",
)
def annex_never_cited(case: AuditCase) -> Iterator[Said]:
    """The annex tables cited run from 1 to the highest number without a gap."""
    cited: dict[int, Reference] = {}
    for reference in case.reading.references:
        if reference.kind is ReferenceKind.ANNEX and re.fullmatch(r"\d+", reference.number or ""):
            cited.setdefault(int(reference.number or 0), reference)
    if not cited:
        return
    missing = [number for number in range(1, max(cited)) if number not in cited]
    if missing:
        words = "、".join(f"附表{number}" for number in missing)
        yield Hit(f"附表{max(cited)}", [cited[max(cited)]], values={"missing": words})
    else:
        yield Checked([*cited.values()])
