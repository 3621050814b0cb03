"""Use case: read a document into the plan database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.opening import for_writing, is_there
from kuanggui.app.plan_features import first_day, plan_features
from kuanggui.model.number import NumberKind
from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import UnmappedBox
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.reading import Reading

# Any text has clauses, and may cite an annex or name a project.
SUBSTANCE = {
    "indicators",
    "caps",
    "mine_limits",
    "zones",
    "block_groups",
    "resources",
    "mine_counts",
    "outputs",
    "past_results",
}
PHASES = ("read", "structure", "facts", "plan", "store")


@dataclass(frozen=True, slots=True)
class Imported:
    """The stored plan; for a new one also what was found, by name, and the boxes that gave nothing."""

    plan: StoredPlan
    is_new: bool
    found: dict[str, int]
    unmapped: tuple[UnmappedBox, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything was found that only a plan has."""
        return any(count for name, count in self.found.items() if name in SUBSTANCE)


def import_file(
    path: Path,
    database: str,
    words: Path | None = None,
    report: Callable[[str], None] = lambda phase: None,
    by: Credentials = LOCAL,
) -> Imported:
    """Read a file through all phases and keep what was read; a file that is kept already is recognised by its hash.

    `report` hears of each of PHASES as it begins. Raises InputError and StoreError; then nothing has been written.
    """
    known = _known(path, database)
    if known is not None:
        return Imported(known, is_new=False, found={})
    reading, plan = read_whole(path, words, report)
    report("store")
    from kuanggui.ingest.readers.source import read_bytes  # noqa: PLC0415

    with closing(for_writing(database)) as store:
        with store.reading() as work:
            region = plan.region.keys[0] if plan.region and plan.region.keys else None
            signature = admit(work, by, Action.OPERATE, region).sign("import", plan.id, f"导入 {path.name}")
        with store.writing(signature) as work:
            saved = work.save(reading, plan, signature.at)
            if saved.is_new:
                work.files.put(path.name, read_bytes(path))
                work.features.add(plan.id, plan_features(plan), first_day(plan, signature.at.date()))
    return Imported(saved.plan, saved.is_new, found=counts(reading, plan), unmapped=plan.unmapped_boxes)


def read_whole(path: Path, words: Path | None, report: Callable[[str], None]) -> tuple[Reading, Plan]:
    """Read a file and make the plan out of it."""
    from kuanggui.ingest.phases import read  # noqa: PLC0415 - other commands start faster without the readers
    from kuanggui.ingest.plan import read_plan  # noqa: PLC0415

    reading = read(path, report)
    report("plan")
    return reading, read_plan(reading, words)


def _known(path: Path, database: str) -> StoredPlan | None:
    """The plan that the file gave before, if the database is there already."""
    from kuanggui.ingest.readers.source import read_bytes  # noqa: PLC0415

    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    if not is_there(database):
        return None
    with closing(for_writing(database)) as store:
        return store.find(digest)


def counts(reading: Reading, plan: Plan) -> dict[str, int]:
    """How much of everything was found, by the names of the parts of a reading and a plan."""
    kinds = [number.kind for number in reading.numbers]
    read = {name: len(getattr(reading, name)) for name in ("sections", "clauses", "boxes", "numbers")}
    read |= {"quantities": kinds.count(NumberKind.QUANTITY), "not_understood": kinds.count(NumberKind.NOT_UNDERSTOOD)}
    parts = {name: getattr(plan, name) for name in field_types(Plan)}
    return read | {name: len(part) for name, part in parts.items() if isinstance(part, tuple)}
