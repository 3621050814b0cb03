"""Which plans somebody may read: those of his region, and those in force of the regions above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from kuanggui.app.authority import Action, Admitted, Credentials, admit, admit_somewhere
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.app.public.editions import editions
from kuanggui.errors import ForbiddenError
from kuanggui.model.plan.stored import StoredPlan

Regions = dict[tuple[str, int], str | None]


@dataclass(frozen=True, slots=True)
class ReadablePlan(StoredPlan):
    """The entry of a plan for one reader: one `above` is that of a higher region, in force, and for reading only."""

    above: bool = False


NAMES = tuple(field.name for field in fields(StoredPlan))


def readable_plans(work: Work, by: Credentials, regions: Regions) -> list[ReadablePlan]:
    """The plans the caller may read, those of his region first, each time the latest import first. Raises ForbiddenError.

    `regions` keeps the division of each version of a plan, which never changes.
    """
    who = admit_somewhere(work, by, Action.READ)
    found = [*_readable(work, who, work.plans(), regions)]
    return sorted(found, key=lambda plan: plan.above)


def readable_plan(work: Work, by: Credentials, entry: StoredPlan, regions: Regions) -> ReadablePlan:
    """A plan as the caller may read it. Raises ForbiddenError where he may not."""
    who = admit_somewhere(work, by, Action.READ)
    found = next(_readable(work, who, [entry], regions), None)
    if found is not None:
        return found
    region = _region(work, entry, regions)
    if who.is_below(region):
        raise ForbiddenError(
            f"{entry.id} 是 {who.name} 的上级规划，但未公布现行版本；上级公布（kuanggui publish）后可查看"
        )
    admit(work, by, Action.READ, region)
    raise AssertionError(entry.id)  # whoever is let in reads it


def reader_of(work: Work, by: Credentials, plan: str) -> Admitted:
    """Let the caller in to read a plan that is there. Raises ForbiddenError."""
    entry = next(entry for entry in work.plans() if entry.id == plan)
    readable_plan(work, by, entry, {})
    return admit_somewhere(work, by, Action.READ)


def _readable(work: Work, who: Admitted, entries: list[StoredPlan], regions: Regions) -> Iterator[ReadablePlan]:
    in_force: set[str] | None = None
    for entry in entries:
        region = _region(work, entry, regions)
        above = not who.covers(region)
        if above and who.is_below(region):
            in_force = {edition.entry.id for edition in editions(work)} if in_force is None else in_force
            if entry.id not in in_force:
                continue
        elif above:
            continue
        yield ReadablePlan(**{name: getattr(entry, name) for name in NAMES}, above=above)


def _region(work: Work, entry: StoredPlan, regions: Regions) -> str | None:
    key = (entry.id, entry.version)
    if key not in regions:
        regions[key] = region_of(work, entry.id)
    return regions[key]
