"""A reading as a plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kuanggui.ingest.plan.blocks import read_blocks
from kuanggui.ingest.plan.boxes import Gathered, read_boxes
from kuanggui.ingest.plan.head import head_gaps, read_head
from kuanggui.ingest.plan.load_mapping import load_mapping, text_words
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.named_areas import read_named_areas
from kuanggui.ingest.plan.outline import read_annexes, read_projects, read_provisions
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.ingest.plan.targets import read_caps, read_duties, read_mine_limits, read_recoveries
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Word, Years
from kuanggui.model.reading import Reading

UNKNOWN = "unknown"
ID_DIGITS = 8


def read_plan(reading: Reading, words: Path | None = None) -> Plan:
    """The plan that a document holds; `words` is a user's own file of wordings.

    What the document leaves open is None with a Gap, and a box that gives nothing is listed with the reason.
    Raises InputError when `words` cannot be used.
    """
    source = PlanSource(reading)
    head = read_head(source, text_words(words))
    base, period = head.get("base_year"), head.get("planning_period")
    mapping = load_mapping(base and base.end, period and period.end, words)
    gathered = read_boxes(source, mapping)
    for name, records in _from_text(source, mapping, gathered, base and base.end):
        gathered.parts.setdefault(name, []).extend(records)
    parts: dict[str, Any] = {name: tuple(records) for name, records in gathered.parts.items()}
    return Plan(
        id=plan_id(reading, head),
        source=reading.document.source,
        **head,
        **parts,
        unmapped_boxes=tuple(gathered.unmapped),
        gaps=(*head_gaps(head), *gathered.gaps),
    )


def _from_text(
    source: PlanSource, mapping: Mapping, gathered: Gathered, base_year: int | None
) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a plan that running text states, by name."""
    indicators = gathered.parts.get("indicators", [])
    yield "provisions", list(read_provisions(source))
    yield "caps", list(read_caps(source, mapping, base_year, indicators))
    yield "mine_limits", list(read_mine_limits(source, mapping, base_year))
    yield "recoveries", list(read_recoveries(source, mapping, base_year))
    yield "restoration_duties", list(read_duties(source, mapping, base_year, indicators))
    yield "block_groups", list(read_blocks(source, mapping, base_year))
    yield "zones", _named_zones(source, mapping, gathered)
    yield "major_projects", list(read_projects(source, mapping.text, base_year))
    yield "annex_tables", list(read_annexes(source, mapping.text))


def _named_zones(source: PlanSource, mapping: Mapping, gathered: Gathered) -> list[Any]:
    known = {zone.name.text for zone in gathered.parts.get("zones", [])}
    found = list(read_named_areas(source, mapping, known))
    gathered.gaps.extend(gap for _, gap in found)
    return [zone for zone, _ in found]


def plan_id(reading: Reading, head: dict[str, Any]) -> str:
    """The same for the same file: administrative code, years of the period, and the beginning of the file's hash."""
    region: Word | None = head.get("region")
    period: Years | None = head.get("planning_period")
    years = f"{period.start}-{period.end}" if period else UNKNOWN
    return f"{region.keys[0] if region else UNKNOWN}-{years}-{reading.document.source.sha256[:ID_DIGITS]}"
