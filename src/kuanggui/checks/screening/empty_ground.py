"""Ground on which no layer has anything: what a rule says there it says of every block that is as empty in what it asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kuanggui.checks.screening.features import Feature, Ground, ThemeHits
from kuanggui.spatial.layer.record import LayerRecord

NOTHING = ThemeHits()


@dataclass(eq=False)
class EmptyGround:
    """The same layers without anything in the block; notes the kinds asked for, and whether the block itself was measured."""

    ground: Ground
    kinds: set[str] = field(default_factory=set)
    is_measured: bool = False

    @property
    def area_m2(self) -> float:
        """The area of the block, which sets it apart from others."""
        self.is_measured = True
        return self.ground.area_m2

    @property
    def basic_blocks(self) -> int:
        """Its basic blocks, which set it apart from others."""
        self.is_measured = True
        return self.ground.basic_blocks

    def bearing(self, feature: Feature) -> float | None:
        """A direction from a feature, which sets the block apart from others."""
        self.is_measured = True
        return self.ground.bearing(feature)

    def busy(self) -> frozenset[str]:
        """No kind has anything here."""
        return frozenset()

    def theme(self, kind: str) -> ThemeHits | None:
        """Nothing; None when there is no layer of that kind."""
        if not self.ground.records(kind):
            return None
        self.kinds.add(kind)
        return NOTHING

    def records(self, kind: str) -> Sequence[LayerRecord]:
        """Origin of the layers of that kind: the same for every block."""
        return self.ground.records(kind)

    def all_features(self, kind: str) -> Sequence[Feature] | None:
        """Every feature of the layers of a kind: the same for every block."""
        return self.ground.all_features(kind)
