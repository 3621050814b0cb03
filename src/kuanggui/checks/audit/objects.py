"""What a bare area, share or growth rate belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.model.fact import Fact

_LOOSE = {"exploration_block_count": "block_count"}


@once_per_case
def objects_of(case: AuditCase) -> Mapping[str, str]:
    """For facts of running text: the thing counted right before an area, the part and whole of a share, what grew."""
    found: dict[str, str] = {}
    for share in case.reading.shares:
        part = case.facts.get(share.part or "")
        whole = share.whole_words.replace("全市", "").replace("市", "")
        found[share.share] = f"{_name(part)}/{whole}" if part is not None else ""
    for change in case.reading.changes:
        if change.growth and change.after:
            found[change.growth] = f"{_name(case.facts[change.after])}/{'annual' if change.annual else ''}"
    for facts in case.facts_in_clause.values():
        before: Fact | None = None
        for fact in facts:
            if fact.attribute == "area" and before is not None and before.sentence == fact.sentence:
                found.setdefault(fact.id, _name(before))
            if fact.quantity.is_count:
                before = fact
    return found


def _name(fact: Fact) -> str:
    attribute = _LOOSE.get(fact.attribute, fact.attribute)
    return "+".join([attribute, *sorted(set(fact.qualifiers) & {"large_medium", "large", "medium", "small", "legacy"})])
