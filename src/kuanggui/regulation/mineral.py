"""Minerals as the catalogue describes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kuanggui.model.units import Basis


@dataclass(frozen=True, slots=True)
class Mineral:
    """A mineral or a use-specific kind of one.

    `code` is our stable name (`limestone_cement`); `class_` is energy, metal, nonmetal, water_gas or other and `subclass` the group in it;
    `broader` are the codes of what it is a kind of; `codes` the five-digit and `codes_10digit` the ten-digit codes of the registration
    systems (one mineral may have several, and many none); `bases` what its resources are counted in, the usual one first.
    """

    code: str
    name: str
    class_: str
    subclass: str
    aliases: tuple[str, ...] = ()
    symbol: str | None = None
    broader: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    codes_10digit: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class MineralMatch(NamedTuple):
    """A mineral named in a text, from `start` to `end`."""

    start: int
    end: int
    mineral: Mineral
