"""Annex tables beside the layers they list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuanggui.checks.database.annex_rows import AnnexRow, AnnexTable
from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.said import Standing
from kuanggui.model.package import Feature


@dataclass(frozen=True, slots=True, eq=False)
class Counterpart:
    """A table and the layer of its kind, rows and features by number."""

    table: AnnexTable
    theme: Theme
    rows: Mapping[str, AnnexRow]
    features: Mapping[str, Feature]

    def standing(self, row: AnnexRow, role: str) -> Standing:
        """The place of a cell, as a figure."""
        return Standing(row.places[role])


def counterparts(case: PackageCase) -> Iterator[Counterpart]:
    """Every annex table with each layer of its kind that has numbers."""
    for table in case.annex_tables:
        rows = {row.get("number"): row for row in table.rows}
        for theme in case.of_kinds((table.kind,)):
            if theme.code("number") is not None:
                yield Counterpart(table, theme, rows, dict(_numbered(theme)))


def _numbered(theme: Theme) -> Iterator[tuple[str, Feature]]:
    for feature in theme.features():
        number = theme.text(feature, "number")
        if number:
            yield number, feature
