"""The finding that parts and whole disagree, the same for every rule that weighs them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kuanggui.checks.audit.partitions import Partition
from kuanggui.checks.audit.sums import Balance, Term
from kuanggui.checks.said import Hit
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.evidence import Figure
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


def sum_hit(partition: Partition, severity: Severity | None = None, *, confirmed: bool = False) -> Hit:
    """A whole and parts that disagree; the whole is to blame, unless it is `confirmed` by other parts that add up to it."""
    return total_hit(partition.whole, partition.terms, partition.balance(), severity, confirmed=confirmed)


def total_hit(
    whole: Fact, terms: Sequence[Term], found: Balance, severity: Severity | None = None, *, confirmed: bool = False
) -> Hit:
    """What is shown: the whole as stated, the sum of the terms, the arithmetic."""
    unit = whole.quantity.unit.name if whole.quantity.unit else ""
    parts = [term.fact for term in terms]
    return Hit(
        subject=whole.subject,
        figures=[*parts, whole] if confirmed else [whole, *parts],
        evidence={
            "stated": (whole.quantity, unit),
            "recomputed": (found.total, unit),
            "difference": (abs(whole.quantity.low - found.total), unit),
            "arithmetic": addition([_figure(term) for term in terms], found.total, whole.quantity),
        },
        severity=severity,
    )


def _figure(term: Term) -> Figure:
    quantity = term.fact.quantity
    if term.times == 1:
        return quantity
    return quantity.high * Decimal(term.times)
