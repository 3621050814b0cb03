"""Documents at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.model.screening.fields import label


def ask_for(case: ScreeningCase, kinds: Sequence[str]) -> Iterator[Said]:
    """A finding for the documents that are not at hand, an open question for those nothing was said of."""
    said = {kind: case.application.document(kind) for kind in kinds}
    absent = [label(f"documents.{kind}") for kind, present in said.items() if present is False]
    unknown = [f"documents.{kind}" for kind, present in said.items() if present is None]
    if absent:
        yield hit(case, {}, values={"documents": "、".join(absent)})
    if unknown:
        names = "、".join(label(path) for path in unknown)
        yield open_question(case, f"未说明有无{names}；请补充 {'、'.join(unknown)}", "not said whether at hand")
    if not absent and not unknown:
        yield holds(case)
