"""Plans of several levels under check, beside the tables by which targets were split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kuanggui.checks.case import Lack
from kuanggui.checks.levels.items import Item, items_of
from kuanggui.findings.judgement import Verdict
from kuanggui.model.feature import Feature
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.shares import Share, ShareTable, Target
from kuanggui.regulation.division import Division
from kuanggui.regulation.division_catalogue import children, division, lineage

LACKS = {
    "levels": ("没有上下级两份规划", "there are no two plans of which one lies in the other"),
    "shares": ("没有指标分解表", "no table of shares is at hand"),
    "filed": ("没有上报数", "nothing has been filed"),
}


@dataclass(frozen=True, eq=False)
class DivisionPlan:
    """The plan of a division with the features in force on the day."""

    plan: Plan
    region: str
    features: tuple[Feature, ...] = ()

    @property
    def name(self) -> str:
        """The division by name."""
        return name_of(self.region)

    @cached_property
    def by_id(self) -> dict[str, Feature]:
        """Features by id."""
        return {each.id: each for each in self.features}

    @cached_property
    def items(self) -> dict[tuple[str, ...], Item]:
        """What the plan sets, by what it is about."""
        return items_of(self.plan)

    def place(self, feature: Feature) -> Place:
        """Where a feature was read, or the document of the plan."""
        words = f"{feature.id} {feature.name}" if feature.name != feature.id else feature.id
        source, home = feature.source, self.plan.source
        if source is None:
            return Place(home.name, home.sha256, 0, 0, len(words), words)
        return Place(source.document, source.sha256, source.row or 0, 0, len(words), words)


class LevelsCase:
    """Plans by division, at most one of each; those above come before those below."""

    def __init__(
        self, plans: Sequence[DivisionPlan], tables: Sequence[ShareTable] = (), day: date | None = None
    ) -> None:
        self.plans = tuple(sorted(plans, key=lambda each: (len(lineage(each.region)), each.region)))
        self.tables = tuple(tables)
        self.day = day
        self._of = {each.region: each for each in self.plans}

    def lack(self, need: str) -> Lack | None:
        """What is missing for a need: levels, shares or filed; raises KeyError for any other word."""
        reason, reason_en = LACKS[need]
        have = {
            "levels": any(True for _ in self.pairs()),
            "shares": bool(self.tables),
            "filed": any(share.filed for table in self.tables for share in table.shares),
        }[need]
        return None if have else Lack(Verdict.NOT_EVALUATED, reason, reason_en)

    def plan_of(self, region: str) -> DivisionPlan | None:
        """The plan of a division."""
        return self._of.get(region)

    def above(self, lower: DivisionPlan) -> tuple[DivisionPlan, ...]:
        """The plans of the divisions that one lies in, the nearest first."""
        return tuple(self._of[code] for code in lineage(lower.region)[1:] if code in self._of)

    def pairs(self) -> Iterator[tuple[DivisionPlan, DivisionPlan]]:
        """Every plan with the nearest one above it."""
        return ((above[0], lower) for lower in self.plans if (above := self.above(lower)))

    def below(self, upper: DivisionPlan) -> tuple[DivisionPlan, ...]:
        """The plans whose nearest plan above is this one."""
        return tuple(lower for above, lower in self.pairs() if above is upper)

    def divisions(self, region: str) -> tuple[Division, ...]:
        """The divisions directly below one, those in being on the day."""
        return children(region, self.day)

    def targets(self) -> Iterator[tuple[ShareTable, Target, tuple[Share, ...]]]:
        """Every target of every table with its shares."""
        return ((table, target, table.of(target.id)) for table in self.tables for target in table.targets)


def name_of(adcode: str) -> str:
    """The name of a division, its code where the catalogue does not know it."""
    try:
        return division(adcode).name
    except KeyError:
        return adcode


def share_place(table: ShareTable, target: Target, words: str = "") -> Place:
    """A target in its table."""
    quote = words or target.name
    return Place(table.source or table.plan, table.sha256, 0, 0, len(quote), quote)
