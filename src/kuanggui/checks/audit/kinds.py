"""Kinds of a mineral that together are what a row of the mineral holds: 银矿8处 and 伴生银矿6处 are 14处 of silver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.keys import Key, container, keys_of
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Interval
from kuanggui.regulation import is_kind_of


def kinds_beside(case: AuditCase, one: Fact, cell: Fact) -> tuple[Fact, ...]:
    """A fact of running text with the others of its paragraph that count further kinds of the mineral of a cell.

    Kinds that have a row of their own in the box are left out. The fact alone when there are no such kinds.
    """
    keys = keys_of(case)
    beside = [
        fact
        for fact in case.facts_in_clause.get(container(one), ())
        if fact is one or (fact.id in keys and _is_further_kind(keys[fact.id], keys[one.id], keys[cell.id]))
    ]
    kept = [fact for fact in beside if fact is one or not has_own_row(case, fact, cell)]
    named = [code for fact in kept for code in keys[fact.id].minerals]
    return tuple(kept) if len(set(named)) == len(named) else (one,)


def has_own_row(case: AuditCase, fact: Fact, cell: Fact) -> bool:
    """Whether the box of a cell has another row for just the minerals of a fact."""
    keys = keys_of(case)
    key = keys[fact.id]
    return key.minerals != keys[cell.id].minerals and any(
        keys[other.id].minerals == key.minerals and keys[other.id].attribute == key.attribute
        for other in case.facts_in_box[cell.box or ""]
        if other.id in keys
    )


def are_all_kinds(case: AuditCase, kinds: Sequence[Fact], cell: Fact) -> bool:
    """Whether the paragraph tells kinds of the mineral apart and each is among the given or has a row of its own."""
    keys = keys_of(case)
    told = [
        fact
        for fact in case.facts_in_clause.get(container(kinds[0]), ())
        if fact.id in keys and _is_narrower(keys[fact.id], keys[cell.id])
    ]
    used = {code for fact in kinds for code in keys[fact.id].minerals}
    left = [f for f in told if not keys[f.id].minerals <= used and not has_own_row(case, f, cell)]
    return len({keys[fact.id].minerals for fact in told}) > 1 and not left


def is_only_match(case: AuditCase, fact: Fact, cell: Fact) -> bool:
    """Whether no other row of the box, and no other paragraph of the chapter, is about a mineral akin to the two."""
    keys = keys_of(case)
    key, attribute = keys[fact.id], keys[cell.id].attribute
    rows = {keys[f.id].minerals for f in case.facts_in_box[cell.box or ""] if f.id in keys and _akin(keys[f.id], key)}
    chapter = fact.section.split(".")[0]
    said = {
        keys[f.id].minerals
        for f in case.facts_about[fact.attribute]
        if f.box is None and f.id in keys and f.section.split(".")[0] == chapter and _akin(keys[f.id], keys[cell.id])
    }
    return key.attribute == attribute and len(rows) == 1 and len(said) == 1


def _akin(one: Key, other: Key) -> bool:
    return one.attribute == other.attribute and any(
        is_kind_of(a, b) or is_kind_of(b, a) for a in one.minerals for b in other.minerals
    )


def _is_narrower(key: Key, cell: Key) -> bool:
    narrower = all(any(is_kind_of(kind, whole) for whole in cell.minerals) for kind in key.minerals)
    return key.attribute == cell.attribute and key.minerals != cell.minerals and bool(key.minerals) and narrower


def _is_further_kind(key: Key, one: Key, cell: Key) -> bool:
    """Whether a key is like the one but for the mineral, and that is a kind of the cell's."""
    unlike = replace(key, minerals=one.minerals, scope=one.scope, guessed=one.guessed, moment=one.moment) != one
    if unlike or (key.scope ^ one.scope) - {"associated"}:
        return False
    return all(any(is_kind_of(kind, whole) for whole in cell.minerals) for kind in key.minerals)


def together(facts: Sequence[Fact]) -> Interval:
    """The values that the facts can add up to, in base units."""
    lows = [fact.quantity.base().low or Decimal(0) for fact in facts]
    highs = [fact.quantity.base().high or Decimal(0) for fact in facts]
    return Interval(sum(lows, Decimal(0)), sum(highs, Decimal(0)))
