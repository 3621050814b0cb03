"""The finding that parts and whole disagree, the same for every rule that weighs them."""

from __future__ import annotations

from decimal import Decimal

from kuanggui.checks.audit.partitions import Partition
from kuanggui.checks.audit.sums import Term
from kuanggui.checks.said import Hit
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.evidence import Figure
from kuanggui.findings.judgement import Severity


def sum_hit(partition: Partition, severity: Severity | None = None, *, confirmed: bool = False) -> Hit:
    """What is shown: the whole as stated, the sum of the parts, the arithmetic.

    The whole is to blame, unless it is `confirmed` by other parts that add up to it.
    """
    found = partition.balance()
    unit = partition.whole.quantity.unit.name if partition.whole.quantity.unit else ""
    difference = abs(partition.whole.quantity.low - found.total)
    return Hit(
        subject=partition.whole.subject,
        figures=[*partition.parts, partition.whole] if confirmed else [partition.whole, *partition.parts],
        evidence={
            "stated": (partition.whole.quantity, unit),
            "recomputed": (found.total, unit),
            "difference": (difference, unit),
            "arithmetic": addition([_figure(term) for term in partition.terms], found.total, partition.whole.quantity),
        },
        severity=severity,
    )


def _figure(term: Term) -> Figure:
    quantity = term.fact.quantity
    if term.times == 1:
        return quantity
    return quantity.high * Decimal(term.times)
