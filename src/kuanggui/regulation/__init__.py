"""Law and catalogues as dated data with citations."""

from kuanggui.regulation.units import convert, parse_unit, unit_pattern

__all__ = ["convert", "parse_unit", "unit_pattern"]
