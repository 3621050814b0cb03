"""The state in the base year: resources, mines, output, recovery; and what the last round of the plan reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.plan.target import Nature
from kuanggui.model.plan.value import Figure, Word, Years


@dataclass(frozen=True, slots=True)
class Resource:
    """Retained resources of a mineral, with the number of deposits and the regions they lie in."""

    id: str
    place: Place
    mineral: Word
    category: Word | None = None
    deposits: Figure | None = None
    retained: Figure | None = None
    distribution: Word | None = None


@dataclass(frozen=True, slots=True)
class MineCount:
    """Mines of a mineral in a region. No mineral: all minerals, of the category if there is one; no region: the whole plan area."""

    id: str
    place: Place
    count: Figure
    category: Word | None = None
    mineral: Word | None = None
    region: Word | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """Resources extracted of a mineral in a year, or over several (累计)."""

    id: str
    place: Place
    mineral: Word
    years: Years
    quantity: Figure


class RecoveryKind(StrEnum):
    """The three rates (三率)."""

    MINING_RECOVERY = "mining_recovery"  # 开采回采率
    BENEFICIATION_RECOVERY = "beneficiation_recovery"  # 选矿回收率
    UTILISATION_RATE = "utilisation_rate"  # 综合利用率


@dataclass(frozen=True, slots=True)
class Recovery:
    """A recovery rate as the document states it. `scope` holds qualifier keys (large, medium, small …) of the fact it comes from."""

    id: str
    place: Place
    kind: RecoveryKind
    value: Figure
    mineral: Word | None = None
    subject: str = ""
    scope: tuple[str, ...] = ()
    years: Years | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class PastResult:
    """An indicator of the last round: its target and what was reached; the `…_words` keep what is no figure (停采)."""

    id: str
    place: Place
    name: Word
    category: Word | None = None
    group: Word | None = None
    mineral: Word | None = None
    target: Figure | None = None
    target_words: Word | None = None
    done: Figure | None = None
    done_words: Word | None = None
    nature: Nature | None = None
