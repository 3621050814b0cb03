"""What terminal and opinion say in the same words."""

from __future__ import annotations

from datetime import date

from kuanggui.findings.screening import Override, ScreeningAnswer

KNOWN_SINCE = 2001  # older days stand for "as long as the system looks back"


def in_force_since(answer: ScreeningAnswer) -> dict[tuple[str, str | None], date]:
    """The day from which each provision of an answer is in force, by document and article."""
    since = {(p.citation.document, p.citation.article): p.since for p in answer.provisions}
    return {cited: day for cited, day in since.items() if day.year >= KNOWN_SINCE}


def unused(override: Override) -> str:
    """That an override found nothing to stand beside: a slip in its target, or a finding that is gone."""
    return f"人工认定 {override.target}（{override.name}，{override.date}）没有对应的发现或不能判断的规则，未采用；请核对 finding"
