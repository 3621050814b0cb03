"""Applications that differ in their names only, told by one object, so that what is kept for them is found at once."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from kuanggui.model.screening.application import Application

MOST_KEPT = 4096  # applications of which something is remembered
_all_but_name = attrgetter(*(item.name for item in fields(Application) if item.name != "name"))


class Likeness:
    """What is asked for, whatever it is called: the same object for the same, fit to be the key of what is kept for it."""


def likeness(application: Application) -> Likeness:
    """The likeness of an application: its fields are weighed here once, not wherever something is kept."""
    return _of(_all_but_name(application))


@lru_cache(maxsize=MOST_KEPT)
def _of(_: tuple[Any, ...]) -> Likeness:
    return Likeness()
