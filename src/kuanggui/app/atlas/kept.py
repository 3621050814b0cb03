"""Answers kept in memory until they are too many, the longest unused given up first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What was made last, up to a total weight. Safe for threads: of those that ask at once one makes it, the others wait."""

    def __init__(self, most: int, weigh: Callable[[T], int] = lambda value: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, Event] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made when it is not there; whoever waits for another that fails makes it himself."""
        while True:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
                    return self._values[key]
                other = self._making.get(key)
                if other is None:
                    mine = self._making[key] = Event()
                    break
            other.wait()
        try:
            made = make()
            self._keep(key, made)
        finally:
            with self._lock:
                del self._making[key]
            mine.set()
        return made

    def _keep(self, key: Hashable, made: T) -> None:
        with self._lock:
            self._values[key] = made
            self._weight += self._weigh(made)
            while self._weight > self._most and len(self._values) > 1:
                _, dropped = self._values.popitem(last=False)
                self._weight -= self._weigh(dropped)
