"""Use case: is what a plan above has laid down for an area in the plan of that area, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from kuanggui.app.difference.features import compare_feature
from kuanggui.app.opening import for_reading
from kuanggui.app.plans import choose, region_of
from kuanggui.app.ports import Work
from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.errors import InputError
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.model.feature import Feature, FeatureQuery
from kuanggui.regulation.division_catalogue import is_within
from kuanggui.regulation.law import Law

# What each level keeps for itself; everything else has to be as above.
OWN = {"编号", "级别", "落实", "来源文件改变"}


@dataclass(frozen=True, slots=True)
class LevelDifference:
    """A feature of the plan above that the lower plan lacks (`missing`) or has otherwise (`changed`), or an id used twice (`conflict`)."""

    kind: str
    upper: str
    lower: str | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelCheck:
    """Both plans, the features that differ, those that agree, and what the audit finds between the two texts."""

    upper: str
    lower: str
    carried_out: int
    differences: tuple[LevelDifference, ...]
    findings: tuple[Finding, ...]


def compare_levels(database: str, upper: str, lower: str, day: date) -> LevelCheck:
    """Compare a plan with the one above as of a day; raises StoreError, and InputError when the one does not lie in the other."""
    with closing(for_reading(database)) as store, store.reading() as work:
        above, below = (choose(work.plans(), wanted, database).id for wanted in (upper, lower))
        home, around = region_of(work, below), region_of(work, above)
        if home is None or around is None or home == around or not is_within(home, around):
            raise InputError(f"{below} 的范围 {home} 不在 {above} 的范围 {around} 之内；请核对上下级")
        wanted = [each for each in _features(work, above, day) if _falls_to(each, home)]
        own = _features(work, below, day)
        carried, differences = _carried_out(wanted, own)
        return LevelCheck(above, below, carried, tuple(differences), tuple(_findings(work, above, below, day)))


def _features(work: Work, plan: str, day: date) -> list[Feature]:
    return [version.feature for version in work.features.find(FeatureQuery(plan, as_of=day))]


def _falls_to(feature: Feature, home: str) -> bool:
    """Whether a feature lies in the lower plan's area and nowhere else, and is planned, not merely shown."""
    return (
        bool(feature.adcodes) and not feature.kind.is_right and all(is_within(each, home) for each in feature.adcodes)
    )


def _carried_out(wanted: list[Feature], own: list[Feature]) -> tuple[int, list[LevelDifference]]:
    cited = {each.implements: each for each in own if each.implements}
    named = {(each.kind, each.name): each for each in own}
    by_id = {each.id: each for each in own}
    carried, differences = 0, list[LevelDifference]()
    for each in wanted:
        found = cited.get(each.id) or named.get((each.kind, each.name))
        if found is None:
            differences.append(LevelDifference("missing", f"{each.id} {each.name}", None))
            if each.id in by_id:
                other = by_id[each.id]
                differences.append(LevelDifference("conflict", f"{each.id} {each.name}", f"{other.id} {other.name}"))
            continue
        lines = tuple(_changed(each, found))
        carried += not lines
        if lines:
            differences.append(LevelDifference("changed", f"{each.id} {each.name}", f"{found.id} {found.name}", lines))
    return carried, differences


def _changed(upper: Feature, lower: Feature) -> Iterator[str]:
    return (line for line in compare_feature(upper, lower) if line.split(" ")[0] not in OWN)


def _findings(work: Work, above: str, below: str, day: date) -> Iterator[Finding]:
    """Figures that differ, areas that differ, goals below those above: the audit's rules between levels."""
    case = AuditCase(work.load_reading(below), work.load_reading(above))
    assessment = assess(case, Law(day))
    return (finding for finding in assessment.findings if finding.family is Family.LEVELS)
