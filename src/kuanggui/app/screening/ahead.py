"""Work done one step ahead in a thread, while the last result is being used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

TURN_S = 0.0001  # how long the interpreter is kept from a thread that asks for it, while one works ahead


def work_ahead(work: Callable[[Given], Made], items: Iterable[Given]) -> Generator[tuple[Given, Made], None, None]:
    """Every item with what `work` makes of it, in order; at most one result waits. What `work` raises is raised here.

    Worth it where `work` leaves the interpreter alone for most of its time, as the overlay kernel does.
    """
    with _short_turns, ThreadPoolExecutor(1) as pool:
        waiting = None
        for item in items:
            begun = item, pool.submit(work, item)
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            waiting = begun
        if waiting is not None:
            yield waiting[0], waiting[1].result()


def share_out(items: Sequence[Given], most: int, least: int) -> Iterator[Sequence[Given]]:
    """Runs of items for `work_ahead`, each half of what is left: the last results are used alone, so they should be few.

    No run is longer than `most`; none but the last is shorter than `least`.
    """
    first = 0
    while first < len(items):
        size = min(most, max(least, (len(items) - first) // 2))
        yield items[first : first + size]
        first += size


def all_but_one() -> int:
    """Threads for work ahead: a core is left for whoever uses the results."""
    return max(1, (os.cpu_count() or 2) - 1)


class _ShortTurns:
    """While anybody is within, threads hand the interpreter over much sooner.

    A thread in compiled code asks for it often and for an instant only; by default it would wait 5 ms each time.
    """

    def __init__(self) -> None:
        self._lock, self._within, self._before = Lock(), 0, 0.0

    def __enter__(self) -> None:
        with self._lock:
            if not self._within:
                self._before = sys.getswitchinterval()
                sys.setswitchinterval(min(TURN_S, self._before))
            self._within += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._within -= 1
            if not self._within:
                sys.setswitchinterval(self._before)


_short_turns = _ShortTurns()
