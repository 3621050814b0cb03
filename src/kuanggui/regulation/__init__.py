"""Law and catalogues as dated data with citations."""

from kuanggui.regulation.citation import Citation, Confidence
from kuanggui.regulation.division import Division, PlaceMatch
from kuanggui.regulation.division_catalogue import children, division, divisions, exists, is_within, lineage
from kuanggui.regulation.law import Law, parameters
from kuanggui.regulation.mineral import Mineral, MineralMatch
from kuanggui.regulation.mineral_catalogue import is_kind_of, mineral, minerals, minerals_named, same_mineral
from kuanggui.regulation.mineral_scanner import find_minerals
from kuanggui.regulation.parameter import Gap, Parameter, Provision
from kuanggui.regulation.place_scanner import find_places
from kuanggui.regulation.unit_conversion import convert
from kuanggui.regulation.units import parse_unit, unit_pattern

__all__ = [
    "Citation",
    "Confidence",
    "Division",
    "Gap",
    "Law",
    "Mineral",
    "MineralMatch",
    "Parameter",
    "PlaceMatch",
    "Provision",
    "children",
    "convert",
    "division",
    "divisions",
    "exists",
    "find_minerals",
    "find_places",
    "is_kind_of",
    "is_within",
    "lineage",
    "mineral",
    "minerals",
    "minerals_named",
    "parameters",
    "parse_unit",
    "same_mineral",
    "unit_pattern",
]
