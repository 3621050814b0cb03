"""Rows of zones that belong together, and what kind and level of zone the names of a group say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.cell_words import Zone, cell_words
from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.row_names import named_rows
from kuanggui.checks.audit.table_words import bare
from kuanggui.model.box import RowRole

# Most of a group: three quarters of its names, and at least three.
SHARE = 0.75
LEAST = 3


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A row whose name says what zone it is; `series` is what its row belongs to by number or category, empty if nothing says so."""

    name: Entry
    zone: Zone
    series: str
    category: Entry | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a name says of its zone against what the rest of its group, or its category cell, says."""

    zone: NamedZone
    others: str
    by: Entry | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing speaks against the name."""
        return not self.others


def opinions(grid: Grid, home: str | None) -> Iterator[Opinion]:
    """For each named zone, the words that speak against it: its category cell, the kind of its table, the level of its group."""
    zones = [*_zones(grid, home)]
    for zone in zones:
        if zone.category and (words := _against_category(zone)):
            yield Opinion(zone, words, zone.category)
        else:
            yield Opinion(zone, _against_group(zone, zones))


def _zones(grid: Grid, home: str | None) -> Iterator[NamedZone]:
    for row in named_rows(grid, home):
        if zone := cell_words().zone(row.name.text):
            yield NamedZone(row.name, zone, _series(grid, row.name.row), _category(grid, row.name))


def _series(grid: Grid, row: int) -> str:
    """The letters of its number (Ⅲ of Ⅲ4), or the band above it."""
    for entry in grid.rows[row]:
        if cell_words().serial_header.fullmatch(bare(grid.header(entry.column))):
            match = cell_words().serial.fullmatch(entry.text)
            if match and match["series"]:
                return match["series"]
    bands = (grid.rows[r][0].text for r in range(row, -1, -1) if grid.role(r) is RowRole.GROUP)
    return next(bands, "")


def _category(grid: Grid, name: Entry) -> Entry | None:
    """A cell of the row that is nothing but a kind of zone."""
    for entry in grid.rows[name.row]:
        zone = cell_words().zone(entry.text) if entry.column != name.column else None
        if zone and zone.words == entry.text.strip():
            return entry
    return None


def _against_category(zone: NamedZone) -> str:
    said = cell_words().zone(zone.category.text) if zone.category else None
    return said.words if said and _differ(said, zone.zone) else ""


def _differ(one: Zone, other: Zone) -> bool:
    return one.kind != other.kind or bool(one.level and other.level and one.level != other.level)


def _against_group(zone: NamedZone, zones: Sequence[NamedZone]) -> str:
    """The words most of the table use if they say another kind; those most of its series use if they say another level."""
    same_series = [z for z in zones if z.series == zone.series]
    for group in (same_series, zones):
        kind = _most([z.zone.kind for z in group])
        if kind and kind != zone.zone.kind:
            return _usual_words(group, kind)
    if zone.series and zone.zone.level:
        level = _most([z.zone.level for z in same_series])
        if level and level != zone.zone.level:
            return _usual_words([z for z in same_series if z.zone.level == level], zone.zone.kind)
    return ""


def _most(values: Sequence[str]) -> str:
    value, count = Counter(values).most_common(1)[0] if values else ("", 0)
    return value if count >= LEAST and count >= SHARE * len(values) else ""


def _usual_words(zones: Sequence[NamedZone], kind: str) -> str:
    counts: dict[str, int] = defaultdict(int)
    for zone in zones:
        counts[zone.zone.words] += zone.zone.kind == kind
    return max(counts, key=lambda words: counts[words])
