"""Pairs of figures that speak of one thing and cannot both be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.corroboration import is_corroborated
from kuanggui.checks.audit.counterparts import Pair, pairs_of
from kuanggui.checks.audit.figures import exactly, look_alike, may_both_hold, significant
from kuanggui.checks.audit.keys import RISING, keys_of
from kuanggui.checks.audit.likeness import HEAVY, Doubt
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.evidence import Weighed
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral

# Goals of these are bounds even where no 以上 or 以内 is printed: ≤500 and 480 are two goals, while ≤50 mines and 45 go together.
ONE_SIDED = RISING | {"annual_output_cap", "output", "new_resources"}
SHOWN = 3  # minerals named in a message
ODD = 4  # digits from which on two figures that differ by a slip of the pen are hardly two things


class Between(StrEnum):
    """Where the two figures stand."""

    TEXTS = "texts"
    TEXT_AND_BOX = "text_and_box"
    BOXES = "boxes"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure and the others that it contradicts, the gravest first."""

    blamed: Fact
    others: tuple[Fact, ...]
    severity: Severity
    doubts: frozenset[Doubt]
    kinds: tuple[Fact, ...] = ()


def say(case: AuditCase, between: Between) -> Iterator[Said]:
    """What there is to say of figures that stand in these places."""
    for pair in pairs_of(case):
        if _between(pair) is not between:
            continue
        if pair.agrees:
            if not _is_rounded_goal(case, pair):
                yield Checked(pair.facts)
        elif severity_of(case, pair) is None and pair.likeness.weight <= 2:
            reason = "；".join(doubt.label for doubt in sorted(pair.likeness.doubts)) or "口径不同"
            reason_en = "; ".join(doubt.label_en for doubt in sorted(pair.likeness.doubts)) or "another measure"
            yield Skipped(reason, reason_en, [pair.one, pair.other])
    for found in contradictions(case, between):
        yield _hit(found)


def contradictions(case: AuditCase, between: Between) -> Iterator[Contradiction]:
    """Contradictions between figures in these places, gathered by the figure that is likely wrong."""
    gathered: dict[str, list[tuple[Severity, Pair]]] = defaultdict(list)
    for severity, pair in _graded(case):
        if _between(pair) is between:
            gathered[_blamed(case, pair).id].append((severity, pair))
    for blamed, graded in gathered.items():
        graded.sort(key=lambda item: item[0].rank)
        worst, pair = graded[0]
        others = [fact for _, p in graded for fact in p.facts if fact.id != blamed]
        yield Contradiction(case.facts[blamed], tuple(others), worst, pair.likeness.doubts, pair.kinds)


@once_per_case
def _graded(case: AuditCase) -> Sequence[tuple[Severity, Pair]]:
    differing = ((severity_of(case, pair), pair) for pair in pairs_of(case) if not pair.agrees)
    rounded = [(Severity.INFO, pair) for pair in pairs_of(case) if _is_rounded_goal(case, pair)]
    return [*((s, pair) for s, pair in differing if s is not None), *rounded]


def _is_rounded_goal(case: AuditCase, pair: Pair) -> bool:
    """Whether a goal agrees with itself by rounding only: nobody rounds what he sets himself, 0.2亿吨 is not 2080万吨."""
    goals = all(fact.id in keys_of(case) and keys_of(case)[fact.id].goal for fact in (pair.one, pair.other))
    if not (goals and pair.agrees) or pair.kinds or pair.likeness.weight:
        return False
    return not exactly(pair.one.quantity, pair.other.quantity)


def severity_of(case: AuditCase, pair: Pair) -> Severity | None:
    """How grave it is that the two figures differ; None when they may well mean different things."""
    weight = pair.likeness.weight
    one, other = pair.one.quantity, pair.other.quantity
    alike = look_alike(one, other)
    if (weight or pair.explained) and _settled(case, pair.one, weight) and _settled(case, pair.other, weight):
        return None
    if pair.explained:
        return Severity.WARNING if weight <= 1 else None
    if pair.one.attribute not in ONE_SIDED and may_both_hold(one, other):
        return Severity.INFO if weight == 0 else None
    return _by_weight(case, pair, alike=alike)


def _by_weight(case: AuditCase, pair: Pair, *, alike: bool) -> Severity | None:
    """Certain without doubts, or when other figures clear them, or for a slip of the pen in a long figure."""
    weight = pair.likeness.weight
    digits = min(significant(pair.one.quantity), significant(pair.other.quantity))
    slip = alike and digits >= ODD and not pair.likeness.doubts & HEAVY
    if weight == 0 or slip or is_corroborated(case, pair):
        return Severity.ERROR
    return Severity.WARNING if weight == 1 or (weight == 2 and alike) else None


@once_per_case
def _agreements(case: AuditCase) -> dict[str, list[int]]:
    """For each fact the weights of the likenesses with which it agrees elsewhere."""
    found: dict[str, list[int]] = defaultdict(list)
    for pair in pairs_of(case):
        if pair.agrees:
            found[pair.one.id].append(pair.likeness.weight)
            found[pair.other.id].append(pair.likeness.weight)
    return found


def _settled(case: AuditCase, fact: Fact, weight: int) -> bool:
    """Whether the fact agrees with another that is at least as like it."""
    return any(other <= weight for other in _agreements(case).get(fact.id, ()))


@once_per_case
def _standing(case: AuditCase) -> Counter[str]:
    """Agreements less contradictions of each fact."""
    score: Counter[str] = Counter()
    for fact, weights in _agreements(case).items():
        score[fact] += len(weights)
    for _, pair in _graded(case):
        score[pair.one.id] -= 1
        score[pair.other.id] -= 1
    return score


def _blamed(case: AuditCase, pair: Pair) -> Fact:
    """The figure with less support; of equals the text before the box, and the later before the earlier."""
    score = _standing(case)
    one, other = score[pair.one.id], score[pair.other.id]
    if one != other:
        return pair.one if one < other else pair.other
    return pair.other if _between(pair) is not Between.TEXT_AND_BOX else pair.one


def _between(pair: Pair) -> Between:
    if pair.one.box and pair.other.box:
        return Between.BOXES
    return Between.TEXT_AND_BOX if pair.other.box else Between.TEXTS


def _hit(found: Contradiction) -> Hit:
    first = found.others[-1] if found.kinds else found.others[0]
    evidence: dict[str, Weighed] = {"stated": found.blamed.quantity, "other": first.quantity}
    if found.kinds:
        total = sum((fact.quantity.high for fact in found.kinds), Decimal(0))
        evidence["arithmetic"] = addition([fact.quantity for fact in found.kinds], total, _cell(found).quantity)
    doubt = "；".join(d.label for d in sorted(found.doubts))
    doubt_en = "; ".join(d.label_en for d in sorted(found.doubts))
    uncertain = found.severity is not Severity.ERROR and bool(doubt)
    compared = [_cell(found)] if found.kinds and found.blamed in found.kinds else found.others
    return Hit(
        name_of(found.blamed) or name_of(first) or found.blamed.place.quote,
        [found.blamed, *found.others],
        evidence=evidence,
        values={
            "words": _words(found),
            "others": "、".join(dict.fromkeys(f"{where(fact)}为{printed(fact)}" for fact in compared)),
            "others_en": ", ".join(dict.fromkeys(f"{where_en(fact)}: {printed(fact)}" for fact in compared)),
            "where": where(found.blamed),
            "where_en": where_en(found.blamed),
            "doubt": f"（{doubt}，请核对口径）" if uncertain else "",
            "doubt_en": f" ({doubt_en}; check that the same is meant)" if uncertain else "",
        },
        severity=found.severity,
    )


def _cell(found: Contradiction) -> Fact:
    """The fact that the kinds are added up for."""
    return next(fact for fact in (found.blamed, *found.others) if fact not in found.kinds)


def _words(found: Contradiction) -> str:
    """The blamed figure as printed, with the further kinds of the mineral that are added to it."""
    if found.blamed not in found.kinds:
        return printed(found.blamed)
    return "＋".join(printed(fact) for fact in found.kinds)


def printed(fact: Fact) -> str:
    """A figure as printed, with the unit that a column or label gives it."""
    text, unit = fact.quantity.text, fact.quantity.unit
    return text if unit is None or fact.box is None or unit.name in text else f"{text}{unit.name}"


def where(fact: Fact) -> str:
    """Where a figure stands, for a message."""
    at = fact.place
    return at.table or (f"第{at.page}页第{at.line}行" if at.page else f"第{at.line}行")


def where_en(fact: Fact) -> str:
    """Where a figure stands, in English."""
    at = fact.place
    return at.table or (f"page {at.page} line {at.line}" if at.page else f"line {at.line}")


def name_of(fact: Fact) -> str:
    """What a figure is about: mineral and attribute, or where these are not known the words in front of it."""
    words = fact.subject.strip(" 　，、的为")
    if (
        fact.box is not None and fact.row is not None
    ):  # the labels of the row: the one that names the attribute, if one does
        words = next(
            (label for label in words.split(" ") if fact.attribute_words and fact.attribute_words in label), words
        )
    named = "、".join(mineral(code).name for code in fact.minerals) + fact.attribute_words
    if fact.minerals and fact.attribute_words and len(fact.minerals) <= SHOWN:
        return named
    return words if not words or fact.attribute_words in words else words + fact.attribute_words
