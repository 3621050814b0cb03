"""Use cases: the plans of a database, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import Any

from kuanggui.app.opening import for_reading
from kuanggui.app.plan_on_day import plan_as_of
from kuanggui.app.ports import Work
from kuanggui.errors import StoreError
from kuanggui.model.plain import field_types, to_plain
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import StoredPlan

PARTS = tuple(name for name, kind in field_types(Plan).items() if "tuple" in str(kind))


def list_plans(database: str) -> list[StoredPlan]:
    """Every plan in a database, latest import first; raises StoreError."""
    with closing(for_reading(database)) as store:
        return store.plans()


def load_plan(database: str, wanted: str | None = None, as_of: date | None = None) -> Plan:
    """A plan by its id, the beginning of its id or of its file's hash, or else the one imported last; raises StoreError.

    As its document prints it, or as of a day with the figures that adjustments have set.
    """
    with closing(for_reading(database)) as store, store.reading() as work:
        chosen = choose(work.plans(), wanted, database).id
        return work.load_plan(chosen) if as_of is None else plan_as_of(work, chosen, as_of)


def choose(entries: Sequence[StoredPlan], wanted: str | None, database: str) -> StoredPlan:
    """The one entry that is wanted."""
    fits = [entry for entry in entries if wanted is None or wanted in {entry.id, entry.sha256}]
    if not fits and wanted:
        fits = [entry for entry in entries if entry.id.startswith(wanted) or entry.sha256.startswith(wanted)]
        if len(fits) > 1:
            raise StoreError(
                f"{database}: {wanted} 对应多个规划：{'、'.join(entry.id for entry in fits)}；请写得更长些"
            )
    if not fits:
        known = "、".join(entry.id for entry in entries)
        what = f"没有规划 {wanted}；库中有：{known}" if known else "库中还没有规划；请先用 kuanggui import 导入"
        raise StoreError(f"{database}: {what}")
    return fits[0]


def plan_record(plan: Plan, part: str | None = None) -> dict[str, Any]:
    """A plan, or one part of it, as plain data for JSON: every value with its place, exact numbers as strings."""
    return to_plain(plan) if part is None else {"id": plan.id, part: to_plain(getattr(plan, part))}


def entry_record(entry: StoredPlan) -> dict[str, Any]:
    """An entry of the list as plain data for JSON."""
    return {**to_plain(entry), "imported_at": entry.imported_at.isoformat()}


def region_of(work: Work, plan: str) -> str | None:
    """The division code of a plan, None where its document does not say it."""
    region = work.load_head(plan).region
    return region.keys[0] if region and region.keys else None
