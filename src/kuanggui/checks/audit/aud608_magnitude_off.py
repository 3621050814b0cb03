"""An amount that is hundreds of times off the like amounts of its mineral."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of
from kuanggui.checks.audit.flows import MINED, bases_agree, dimension, flows_by_mineral
from kuanggui.checks.audit.quotients import amount, factor, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

FAR = Decimal(300)
CLOSE = Decimal(2)
FEWEST_PEERS = 3
SHIFTS = tuple(Decimal(10) ** power for power in (3, 4, 6))


@rule(
    code="AUD608",
    title="数量级异常",
    title_en="An amount is hundreds of times off",
    severity=Severity.WARNING,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，与同矿种的{peers}相差{times}倍{likely}。",
    message_en="{subject} {stated} is {times} times off the like amounts {peers}{likely_en}.",
    remedy="核对数值和计量单位。",
    remedy_en="Check the figure and its unit.",
)
def magnitude_off(case: AuditCase) -> Iterator[Said]:
    """What is mined of a mineral in a year is not hundreds of times more or less than in other years or by other counts.

    When a thousand, ten thousand or a million times makes it fit, the unit is certainly wrong.
    """
    for facts in flows_by_mineral(case).values():
        mined = [fact for fact in facts if fact.attribute in MINED]
        for fact in mined:
            groups = [group for group in _peers(mined, fact) if len(group) >= FEWEST_PEERS]
            if not groups:
                continue
            nearest = min(groups, key=lambda group: _times(fact, group))
            yield Checked() if _times(fact, nearest) < FAR else _hit(fact, nearest)


def _peers(mined: Sequence[Fact], fact: Fact) -> list[list[Fact]]:
    """The other figures of the mineral that can be like it, by what they count."""
    others = [f for f in mined if f is not fact and dimension(f) == dimension(fact)]
    fits = [f for f in others if bases_agree(f.quantity.basis, fact.quantity.basis)]
    return [[f for f in fits if f.quantity.basis is basis] for basis in {f.quantity.basis for f in fits}]


def _median(group: Sequence[Fact]) -> Decimal:
    values = sorted(amount(fact).middle for fact in group)
    return values[len(values) // 2]


def _times(fact: Fact, group: Sequence[Fact]) -> Decimal:
    one, other = amount(fact).middle, _median(group)
    return max(one / other, other / one)


def _hit(fact: Fact, group: Sequence[Fact]) -> Hit:
    times = _times(fact, group)
    shift = next((s for s in SHIFTS if max(times / s, s / times) <= CLOSE), None)
    words = {"likely": "", "likely_en": ""}
    if shift is not None:
        right = _right(fact, group, shift if amount(fact).middle < _median(group) else 1 / shift)
        words = {"likely": f"，疑应为{right}", "likely_en": f"; {right} is probably meant"}
    return Hit(
        subject=name_of(fact),
        figures=[fact, *group],
        places=[fact.place, *(f.place for f in group[-2:])],
        evidence={"stated": printed(fact.quantity), "times": f"{times:.0f}"},
        values={"peers": "、".join(printed(f.quantity) for f in group[-2:]), **words},
        severity=Severity.ERROR if shift is not None else Severity.WARNING,
    )


def _right(fact: Fact, group: Sequence[Fact], shift: Decimal) -> str:
    """The figure as it was probably meant: the same in the unit of the others, otherwise shifted."""
    for other in group:
        unit = other.quantity.unit
        if unit is not None and unit.factor == factor(fact.quantity) * shift:
            return f"{fact.quantity.low:f}{unit.name}"
    name = fact.quantity.unit.name if fact.quantity.unit else ""
    return f"{(fact.quantity.low * shift).normalize():f}{name}"
