"""Law and catalogues as dated data with citations."""

from kuanggui.regulation.mineral import Mineral, MineralMatch
from kuanggui.regulation.mineral_catalogue import is_kind_of, mineral, minerals, minerals_named, same_mineral
from kuanggui.regulation.mineral_scanner import find_minerals
from kuanggui.regulation.units import convert, parse_unit, unit_pattern

__all__ = [
    "Mineral",
    "MineralMatch",
    "convert",
    "find_minerals",
    "is_kind_of",
    "mineral",
    "minerals",
    "minerals_named",
    "parse_unit",
    "same_mineral",
    "unit_pattern",
]
