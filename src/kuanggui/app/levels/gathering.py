"""The plans of several levels in one database, beside the shares that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kuanggui.app.authority import Action, Credentials, admit
from kuanggui.app.plan_on_day import plan_as_of
from kuanggui.app.plans import choose, region_of
from kuanggui.app.ports import Work
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.errors import InputError
from kuanggui.ingest.shares import shares_from_text
from kuanggui.model.feature import FeatureQuery
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.shares import ShareTable
from kuanggui.regulation.division_catalogue import is_within, lineage

SHARES = "shares/"


def gather(work: Work, database: str, wanted: str | None, day: date, by: Credentials) -> tuple[LevelsCase, str]:
    """The case of a plan (default: that of the highest level) and all below it as of a day; and its id. Raises InputError, StoreError."""
    regions = {entry.id: region_of(work, entry.id) for entry in work.plans()}
    top = _top(work, database, wanted, regions)
    home = regions[top.id]
    if home is None:
        raise InputError(f"{top.id} 没有写明行政区，不能核对上下级；请核对规划文本")
    admit(work, by, Action.READ, home)
    chosen = {home: top}
    for entry in work.plans():  # the latest import first
        region = regions[entry.id]
        if region and is_within(region, home) and _is_of(entry, top):
            chosen.setdefault(region, entry)
    plans = [_division_plan(work, entry, region, day) for region, entry in sorted(chosen.items())]
    tables = [table for each in plans if (table := kept_shares(work, each.plan.id)) is not None]
    return LevelsCase(plans, tables, day), top.id


def _top(work: Work, database: str, wanted: str | None, regions: dict[str, str | None]) -> StoredPlan:
    entries = work.plans()
    if wanted is not None:
        return choose(entries, wanted, database)
    placed = [entry for entry in entries if regions[entry.id]]
    if not placed:
        return choose(entries, None, database)
    return min(placed, key=lambda entry: len(lineage(regions[entry.id] or "")))


def _is_of(entry: StoredPlan, top: StoredPlan) -> bool:
    """Whether two plans are of one planning period; one that does not say so counts."""
    if entry.period is None or top.period is None:
        return True
    return entry.period[0] <= top.period[1] and top.period[0] <= entry.period[1]


def _division_plan(work: Work, entry: StoredPlan, region: str, day: date) -> DivisionPlan:
    versions = work.features.find(FeatureQuery(entry.id, as_of=day))
    return DivisionPlan(plan_as_of(work, entry.id, day), region, tuple(version.feature for version in versions))


def kept_shares(work: Work, plan: str) -> ShareTable | None:
    """The table of shares that was kept last for a plan."""
    name = file_of(plan)
    last = next(reversed([sha256 for sha256, known in work.files.names() if known == name]), None)
    return None if last is None else shares_from_text(work.files.get(last), name)


def file_of(plan: str) -> str:
    """The name under which the shares of a plan are kept."""
    return f"{SHARES}{plan}.yaml"


def plans_below(case: LevelsCase, region: str) -> Iterator[tuple[str, DivisionPlan | None]]:
    """Every division directly below, with its plan where there is one."""
    return ((each.code, case.plan_of(each.code)) for each in case.divisions(region))
