"""What was made of a record is made once as long as the same record is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def remembered(make: Callable[[Given], Made], most: int = 4096) -> Callable[[Given], Made]:
    """`make`, which is not called again for the same object; for frozen records that cannot be the keys of a cache.

    The result is shared: whoever gets it must not change it. No more than `most` are kept.
    """
    known: dict[int, tuple[Given, Made]] = {}

    def recall(given: Given) -> Made:
        found = known.get(id(given))
        if found is None or found[0] is not given:  # kept beside its result, so that no other object has its id
            if len(known) >= most:
                known.clear()
            found = known[id(given)] = given, make(given)
        return found[1]

    return recall
