"""Rings and ranges from a list of corners: closed where a corner comes back, parted where names, ring numbers or tables change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kuanggui.errors import InputError
from kuanggui.spatial.formats.corner_rows import Corner
from kuanggui.spatial.formats.parcels import Doubt, Ring


@dataclass(slots=True)
class Draft:
    """A ring before it is known whether it is a hole: `loose` tells that nothing in the file says so."""

    corners: list[Corner]
    hole: bool = False
    loose: bool = False


@dataclass(slots=True)
class Range:
    """The rings of one range, in the order of the file."""

    name: str
    run: int
    drafts: list[Draft] = field(default_factory=list)


def group_corners(corners: Sequence[Corner], doubts: list[Doubt]) -> list[Range]:
    """Ranges with their rings; raises InputError for a ring of fewer than three corners."""
    ranges = []
    for (run, name), members in groupby(corners, key=lambda corner: (corner.run, corner.parcel)):
        found = Range(name, run)
        for ring, group in groupby(members, key=lambda corner: corner.ring):
            drafts = [*_split(list(group), doubts)]
            for draft in drafts[:1]:
                said = draft.corners[0].hole
                draft.hole = bool(ring and found.drafts) if said is None else said
            found.drafts.extend(drafts)
        ranges.append(found)
    return ranges


def _split(corners: list[Corner], doubts: list[Doubt]) -> Iterator[Draft]:
    """Rings of corners that no name and no number parts: one ends where its first corner or first number comes again."""
    ring: list[Corner] = []
    loose = False
    for corner in corners:
        if len(ring) >= 3 and _same(corner, ring[0]):
            yield Draft(ring, bool(ring[0].hole), loose and ring[0].hole is None)
            ring, loose = [], True
            continue
        if len(ring) >= 3 and corner.label and corner.label == ring[0].label:
            doubts.append(
                Doubt(
                    corner.place,
                    f"点号 {corner.label} 重新开始，按另一圈读",
                    (),
                    f"corner number {corner.label} begins again: read as another ring",
                )
            )
            yield Draft(ring, bool(ring[0].hole), loose and ring[0].hole is None)
            ring, loose = [], True
        ring.append(corner)
    if ring:
        if len(ring) < 3:
            raise InputError(f"{ring[0].place}：从这里起只有 {len(ring)} 个点，不成面；请补全或核对点号")
        yield Draft(ring, bool(ring[0].hole), loose and ring[0].hole is None)


def _same(one: Corner, other: Corner) -> bool:
    return (one.first, one.second) == (other.first, other.second)


def build_ring(draft: Draft) -> Ring:
    """The ring of a draft; corners without numbers are counted."""
    labels = tuple(corner.label or str(number) for number, corner in enumerate(draft.corners, 1))
    return Ring(
        labels,
        tuple(corner.first for corner in draft.corners),
        tuple(corner.second for corner in draft.corners),
        draft.hole,
        tuple(corner.place for corner in draft.corners),
    )
