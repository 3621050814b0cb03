"""What a fact is about: two facts with one key speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.labels import cell_words
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import Moment, is_goal, moment_of
from kuanggui.checks.audit.objects import objects_of
from kuanggui.checks.audit.subjects import class_of, kind_state_of, own_part, residue, without_brackets
from kuanggui.model.fact import Fact
from kuanggui.model.units import Basis
from kuanggui.regulation import is_within

# Attributes that are given for a year anyhow: 万吨 and 万吨/年 are then the same.
YEARLY = frozenset({"annual_output_cap", "output", "capacity", "product_output", "mine_average_capacity"})
# Attributes that say nothing without the thing they belong to.
GENERIC = frozenset({"area", "share", "growth_rate"})
# Attributes that without words of their own belong to what the heading names.
OF_A_PROJECT = frozenset({"investment"})
# Attributes of which more is better: a later goal is not below what was reached or meant earlier.
RISING = frozenset(
    {
        "mining_recovery",
        "beneficiation_recovery",
        "utilisation_rate",
        "three_rate_compliance",
        "large_medium_share",
        "restoration_rate",
        "green_mine_count",
        "mechanisation",
    }
)
# One thing under two attributes.
SAME_ATTRIBUTE = {"block_count": "exploration_block_count"}
WEAK_WORDS = frozenset({"矿", ""})
PASSED_ON = frozenset({"closed", "stopped", "planned", "existing", "new", "legacy", "difference"})
KINDS = "mineral_kind_count"
LONGEST_TAIL = 14
_PHRASE = re.compile(r"[，,。；;：:！？（）()]")


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is about.

    `sort` is the dimension, with `/day` and the like for rates; `minerals` are catalogue codes (`guessed` when taken from the context),
    `regions` adcodes below the area of the plan; `words` is what the phrase says beyond all this, `thing` what a bare area, share or
    growth belongs to.
    """

    attribute: str
    sort: str
    minerals: frozenset[str]
    guessed: bool
    regions: frozenset[str]
    moment: Moment | None
    basis: Basis | None
    scope: frozenset[str]
    words: str
    thing: str
    goal: bool


@once_per_case
def keys_of(case: AuditCase) -> Mapping[str, Key]:
    """The keys of all facts that can be compared, by fact id."""
    earlier = {change.before for change in case.reading.changes}
    found: dict[str, Key] = {}
    for fact in case.reading.facts:
        key = _key(case, fact, "before" if fact.id in earlier else "")
        if key is not None:
            found[fact.id] = key
    return found


def container(fact: Fact) -> str:
    """The box or clause a fact stands in."""
    return fact.box or fact.clause or fact.id


def _key(case: AuditCase, fact: Fact, mark: str) -> Key | None:
    unit = fact.quantity.unit
    if unit is None or _is_weak(fact):
        return None
    words = _words(case, fact)
    thing = objects_of(case).get(fact.id, "") if fact.attribute in GENERIC else ""
    attribute = _attribute(fact, words)
    kinds = attribute == KINDS
    head = _head(case, fact) if kinds else fact.subject
    narrowed = class_of(head) if fact.minerals and not kinds and fact.box is None else _class(case, fact, head)
    if not attribute or (fact.attribute in GENERIC and not (thing or words)) or (kinds and not narrowed):
        return None
    minerals = frozenset() if kinds else frozenset(fact.minerals)
    rate = "" if unit.per is None or (unit.per == "year" and attribute in YEARLY) else f"/{unit.per}"
    return Key(
        attribute=attribute,
        sort=unit.dimension + rate,
        minerals=minerals,
        guessed="minerals" in fact.inherited,
        regions=frozenset(r for r in fact.regions if not _is_home(r, case.reading.region)),
        moment=moment_of(case, fact),
        basis=None if unit.dimension in {"count", "area", "ratio"} else fact.quantity.basis,
        scope=_scope(case, fact, mark),
        words=narrowed + (words if fact.attribute else ""),
        thing=thing,
        goal=is_goal(case, fact),
    )


def _attribute(fact: Fact, words: str) -> str:
    """The attribute; new resources are no retained ones; without an attribute the phrase itself stands for it."""
    if not fact.attribute:
        return f"“{words}”" if words else ""
    if fact.attribute == "retained_resources" and "new" in fact.qualifiers:
        return "new_resources"
    return SAME_ATTRIBUTE.get(fact.attribute, fact.attribute)


def _scope(case: AuditCase, fact: Fact, mark: str) -> frozenset[str]:
    """What narrows a fact; what becomes of a whole (注销42座，其中…) becomes of its parts."""
    whole = _wholes(case).get(fact.id)
    scope = set(fact.qualifiers) | ({mark} if mark else set()) | (set(whole.qualifiers) & PASSED_ON if whole else set())
    if "achieved" in scope:
        scope.discard("previous")  # what the last plan has come to is the state now
    if fact.attribute == "large_medium_share":
        scope.discard("large_medium")
    return frozenset(scope)


def _is_home(region: str, home: str | None) -> bool:
    return home is not None and is_within(home, region)


def _is_weak(fact: Fact) -> bool:
    """Whether a count such as 铁矿7个 may count anything: mines, blocks, projects."""
    unit = fact.quantity.unit
    weak = fact.attribute == "mine_count" and fact.attribute_words in WEAK_WORDS
    return weak and unit is not None and unit.name == "个" and fact.box is None


def _class(case: AuditCase, fact: Fact, head: str) -> str:
    """The class of minerals that the phrase or, where it is silent, the heading above confines a total to."""
    if fact.box is not None and fact.minerals:
        return ""
    if own := class_of(head):
        return own
    section = case.sections.get(fact.section)
    return class_of(section.title) if section is not None and fact.box is None else ""


def _words(case: AuditCase, fact: Fact) -> str:
    home = case.reading.region
    if fact.box is not None and fact.row is not None:
        return cell_words(case, fact)
    if fact.attribute == KINDS:
        return kind_state_of(_head(case, fact)) or kind_state_of(_head(case, _wholes(case).get(fact.id, fact)))
    head = fact.subject if fact.attribute_words in fact.subject else own_part(fact.subject)
    said = residue(without_brackets(head), fact.attribute_words, home) + _tail(case, fact, home)
    section = case.sections.get(fact.section)
    if said or fact.attribute not in OF_A_PROJECT or section is None or section.parent is None:
        return said
    return residue(section.title, fact.attribute_words, home)


def _head(case: AuditCase, fact: Fact) -> str:
    """The words in front of a number back to the last comma, lists of names included."""
    clause = case.clauses.get(fact.clause or "")
    return _PHRASE.split(clause.text.text[: fact.start])[-1] if clause is not None else fact.subject


@once_per_case
def _wholes(case: AuditCase) -> Mapping[str, Fact]:
    """The whole that a fact is a part of."""
    return {
        part: case.facts[breakdown.whole]
        for breakdown in case.reading.breakdowns
        if breakdown.whole is not None
        for part in breakdown.parts
    }


def _tail(case: AuditCase, fact: Fact, home: str | None) -> str:
    """What is said right behind a count: 11座矿山企业通过遴选."""
    clause = case.clauses.get(fact.clause or "")
    if clause is None or not fact.quantity.is_count:
        return ""
    behind = clause.text.text[fact.end : fact.end + LONGEST_TAIL]
    for end, character in enumerate(behind):
        if character in "，,、：:。；;（(）)！？0123456789和及与":
            behind = behind[:end]
            break
    return residue(behind, fact.attribute_words, home)
