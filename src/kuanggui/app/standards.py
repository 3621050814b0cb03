"""Use case: look up editions of the database standard."""

from __future__ import annotations

from kuanggui.regulation.standards import Edition, edition_names, read_edition


def list_editions() -> tuple[Edition, ...]:
    """Every shipped edition."""
    return tuple(read_edition(name) for name in edition_names())
