"""Working a thing out once for each case, for as long as the case lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from kuanggui.checks.audit.case import AuditCase

T = TypeVar("T")


def once_per_case(work: Callable[[AuditCase], T]) -> Callable[[AuditCase], T]:
    """The function with its result remembered for each case."""
    results: WeakKeyDictionary[AuditCase, Any] = WeakKeyDictionary()

    @wraps(work)
    def remembered(case: AuditCase) -> T:
        if case not in results:
            results[case] = work(case)
        found: T = results[case]
        return found

    return remembered
