"""Shares of one thing that do not come to a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.quotients import Range
from kuanggui.checks.audit.sums import DEVIATIONS
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Quantity, Relation

HUNDRED = Decimal(100)
LEAST = Decimal(90)  # what comes to less is not meant to be all
FEWEST = 3
SHARE = re.compile(r"占(?!用|地|有)|比例|比重")
REST = re.compile(r"其余|其他|其它|剩余")


@rule(
    code="AUD304",
    title="各项占比合计不为100%",
    title_en="Shares do not come to 100 %",
    severity=Severity.WARNING,
    family=Family.RATIOS,
    needs=("facts",),
    message="{subject}等各项占比合计{recomputed}，不等于100%（{arithmetic}）。",
    message_en="The shares come to {recomputed}, not to 100% ({arithmetic}).",
    remedy="核对各项占比；有未列出的项，在文中说明。",
    remedy_en="Go through the shares; if some are not listed, say so.",
)
def shares_not_hundred(case: AuditCase) -> Iterator[Said]:
    """Three shares or more of one whole in a sentence, or two of which one is 其余, come to 100 % as far as rounding goes.

    They are only taken to be all when they come to 90 % at least. Each 约 gives way by one unit of the last place; a difference that
    takes nearly all of them to be rounded the same way is worth a note.
    """
    for shares in _lists(case):
        total = sum((f.quantity.low for f in shares), Decimal(0))
        reach = _reach(shares)
        if reach.low <= HUNDRED <= reach.high:
            yield _hit(shares, total, Severity.INFO) if _is_strained(shares, total) else Checked(shares)
        elif total >= LEAST:
            yield _hit(shares, total)


def _hit(shares: Sequence[Fact], total: Decimal, severity: Severity | None = None) -> Hit:
    return Hit(
        subject=shares[0].subject or shares[0].quantity.text,
        figures=shares,
        evidence={
            "recomputed": (total, "%"),
            "arithmetic": addition([f.quantity for f in shares], total, Decimal(100)),
        },
        severity=severity,
    )


def _lists(case: AuditCase) -> Iterator[list[Fact]]:
    """Shares of a sentence that say nothing of a part or a whole of their own."""
    wholes = {share.share: (share.whole, share.whole_words, share.part) for share in case.reading.shares}
    for _, facts in groupby(case.reading.facts, lambda f: (f.clause, f.sentence)):
        shares = [f for f in facts if f.clause and _is_share(f)]
        known = {wholes.get(f.id, (None, "", None))[:2] for f in shares}
        parts = [wholes[f.id][2] for f in shares if f.id in wholes and wholes[f.id][2]]
        apart = len(known) == 1 and len(set(parts)) == len(parts) in {0, len(shares)}
        rest = any(REST.search(f.subject) for f in shares)
        if apart and len(shares) >= (2 if rest else FEWEST) and len({f.subject for f in shares if f.subject}) > 1:
            yield shares


def _is_share(fact: Fact) -> bool:
    quantity = fact.quantity
    plain = quantity.unit is not None and quantity.unit.name == "%" and not quantity.is_range
    exact = quantity.relation in {Relation.EQUAL, Relation.ABOUT}
    return plain and exact and bool(SHARE.search(fact.subject + quantity.text))


def _reach(shares: Sequence[Fact]) -> Range:
    slacks = [_slack(f.quantity) for f in shares]
    total = sum((f.quantity.low for f in shares), Decimal(0))
    return Range(total - sum(slacks, Decimal(0)), total + sum(slacks, Decimal(0)))


def _is_strained(shares: Sequence[Fact], total: Decimal) -> bool:
    """Whether the sum is off by three standard deviations of the roundings or more, all taken to be uniform."""
    variance = sum((Decimal(1).scaleb(-2 * f.quantity.decimals) for f in shares), Decimal(0)) / 12
    return (total - HUNDRED) ** 2 >= DEVIATIONS**2 * variance


def _slack(quantity: Quantity) -> Decimal:
    return Decimal(1 if quantity.relation is Relation.ABOUT else "0.5").scaleb(-quantity.decimals)
