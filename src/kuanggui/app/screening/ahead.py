"""Work done one step ahead in a thread, while the last result is being used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def work_ahead(work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[tuple[Given, Made]]:
    """Every item with what `work` makes of it, in order; at most one result waits. What `work` raises is raised here.

    Worth it where `work` leaves the interpreter alone for most of its time, as the overlay kernel does.
    """
    with ThreadPoolExecutor(1) as pool:
        waiting = None
        for item in items:
            begun = item, pool.submit(work, item)
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            waiting = begun
        if waiting is not None:
            yield waiting[0], waiting[1].result()
