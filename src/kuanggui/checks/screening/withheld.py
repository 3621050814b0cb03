"""Ground of which some layers may not be looked into: what stays found, and what is open because of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kuanggui.checks.run import Run
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.docket import Dockets, Ended
from kuanggui.checks.screening.features import Feature, Ground, ThemeHits
from kuanggui.findings.screening import OpenRule, ThemeAnswer
from kuanggui.spatial.layer.record import LayerRecord

WITHHELD = "withheld"
EMPTY = {"missing", "clear"}


@dataclass(eq=False)
class CutGround:
    """The same ground as if there were no layer of some kinds."""

    ground: Ground
    without: frozenset[str]

    @property
    def area_m2(self) -> float:
        """The official area of the block."""
        return self.ground.area_m2

    @property
    def basic_blocks(self) -> int:
        """How many basic blocks of 1′ × 1′ the area amounts to."""
        return self.ground.basic_blocks

    def bearing(self, feature: Feature) -> float | None:
        """Degrees clockwise from north in which the block lies from a feature."""
        return self.ground.bearing(feature)

    def busy(self) -> frozenset[str]:
        """Kinds of which a layer has anything in or near the block."""
        return self.ground.busy() - self.without

    def theme(self, kind: str) -> ThemeHits | None:
        """What the theme has in the block."""
        return None if kind in self.without else self.ground.theme(kind)

    def records(self, kind: str) -> Sequence[LayerRecord]:
        """Origin of the layers of that kind."""
        return () if kind in self.without else self.ground.records(kind)

    def all_features(self, kind: str) -> Sequence[Feature] | None:
        """Every feature of the layers of a kind."""
        return None if kind in self.without else self.ground.all_features(kind)


def run_withheld(seen: Dockets, cut: Dockets, case: ScreeningCase) -> Ended:
    """How every rule ends on a case with withheld kinds: what the other layers show stays found, nothing of those kinds is passed."""
    ground = CutGround(case.ground, case.withheld)
    without = replace(case, ground=ground)
    whole, rest = seen.of(case).run(case), cut.of(without).run(without)
    opened = {rule.code: rule for rule in whole.open_rules}
    still_open = {rule.code: rule for rule in rest.open_rules}
    runs, left = list[Run](), list[OpenRule]()
    for one, other in zip(whole.runs, rest.runs, strict=True):
        code = one.outcome.rule.code
        runs.append(one if one.findings else other)
        open_rule = still_open.get(code) or (opened.get(code) if one.findings else None)
        left += [open_rule] if open_rule else []
    provisions = {each.code: each for each in (*whole.provisions, *rest.provisions)}
    return Ended(runs, left, tuple(provisions[code] for code in sorted(provisions)))


def mark_withheld(themes: Sequence[ThemeAnswer], withheld: frozenset[str]) -> tuple[ThemeAnswer, ...]:
    """Themes of the withheld kinds are not clear; what other layers of them have in the block stays."""
    if not withheld:
        return tuple(themes)
    return tuple(
        replace(theme, status=WITHHELD) if theme.kind in withheld and theme.status in EMPTY else theme
        for theme in themes
    )
