"""Parts that stay below a whole which they need not fill: whether a reader would expect them to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kuanggui.checks.audit.axes import MINERALS, REGIONS
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

FEW = 2  # who lists groups of two has left out none
NEARLY_ALL = 10  # parts that fall short by less than one in so many were probably meant to be all


def shortfall(whole: Fact, parts: Sequence[Fact], total: Decimal, axis: str | None) -> Severity | None:
    """How grave it is that the parts (whose sum is `total` in the unit of the whole) do not fill the whole; None if it is not.

    Counted things that are listed down to single ones are all there. Otherwise a small gap is doubtful, but not where measured
    parts are some of many minerals or counties.
    """
    gap, full = whole.quantity.low - total, whole.quantity.high
    if whole.quantity.is_count and min(part.quantity.high for part in parts) <= FEW:
        sure = total * 2 >= full and gap >= min(part.quantity.high for part in parts)
        return Severity.ERROR if sure else Severity.WARNING
    some = axis in {MINERALS, REGIONS} and not whole.quantity.is_count
    return Severity.WARNING if gap * NEARLY_ALL <= full and not some else None
