"""What a plan sets that can be held against plans of other levels: caps, numbers of mines, indicators, each by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.model.plan import Plan
from kuanggui.model.plan.target import Indicator
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.quantity import Interval

BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
CAP = "annual_output_cap"
RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Item:
    """One figure that a plan sets; `key` is the same for the same thing in another plan, `base` the figure of the base year."""

    key: tuple[str, ...]
    name: str
    figure: Figure
    id: str
    minerals: tuple[str, ...] = ()
    base: Figure | None = None

    @property
    def value(self) -> Interval:
        """The rounding interval in the base unit."""
        return self.figure.quantity.base()

    @property
    def amount(self) -> Decimal:
        """The printed figure in the base unit."""
        return self.figure.quantity.low * self.factor

    @property
    def factor(self) -> Decimal:
        """What turns its unit into the base unit."""
        unit = self.figure.quantity.unit
        return unit.factor if unit else Decimal(1)

    def is_like(self, other: Item) -> bool:
        """Whether both count the same, whatever the unit (万吨 and 亿吨)."""
        one, two = self.figure.quantity.unit, other.figure.quantity.unit
        return one is not None and two is not None and one.dimension == two.dimension


def items_of(plan: Plan) -> dict[tuple[str, ...], Item]:
    """What a plan sets, by what it is about; the first of several, indicators before running text."""
    found: dict[tuple[str, ...], Item] = {}
    for item in (*_indicators(plan), *_caps(plan), *_mine_limits(plan)):
        found.setdefault(item.key, item)
    return found


def is_ratio(item: Item) -> bool:
    """Whether the figure is a rate, which cannot be added up."""
    unit = item.figure.quantity.unit
    return unit is not None and unit.dimension == RATIO


def _indicators(plan: Plan) -> Iterator[Item]:
    caps = {cap.indicator for cap in plan.caps if cap.measure == CAP}
    for each in plan.indicators:
        if each.value is None or each.value.quantity.is_range:
            continue
        key = ("cap", *_minerals(each.mineral)) if each.id in caps and each.mineral else _subject(each, each.value)
        yield Item(key, _name(each), each.value, each.id, _minerals(each.mineral), each.base_value)


def _subject(indicator: Indicator, value: Figure) -> tuple[str, ...]:
    unit = value.quantity.unit
    kind = (unit.dimension, unit.per or "") if unit else ("", "")
    words = indicator.group if indicator.mineral and indicator.mineral.keys and indicator.group else indicator.name
    return ("indicator", *kind, _bare(words.text), *_minerals(indicator.mineral))


def _caps(plan: Plan) -> Iterator[Item]:
    for cap in plan.caps:
        if cap.measure == CAP and cap.mineral and not cap.value.quantity.is_range:
            key = ("cap", *_minerals(cap.mineral))
            yield Item(key, f"{cap.mineral.text}年开采总量", cap.value, cap.id, _minerals(cap.mineral))


def _mine_limits(plan: Plan) -> Iterator[Item]:
    for limit in plan.mine_limits:
        if limit.mines is not None and not limit.mines.quantity.is_range:
            name = f"{limit.mineral.text if limit.mineral else '全部'}矿山数量"
            key = ("mines", *_minerals(limit.mineral))
            yield Item(key, name, limit.mines, limit.id, _minerals(limit.mineral))


def _minerals(word: Word | None) -> tuple[str, ...]:
    return () if word is None else tuple(sorted(word.keys)) or (_bare(word.text),)


def _name(indicator: Indicator) -> str:
    own = _bare(indicator.name.text)
    group = _bare(indicator.group.text) if indicator.group else ""
    return f"{group}·{own}" if group and group != own else own


def _bare(text: str) -> str:
    """Words without blanks and without what stands in brackets, where the unit does."""
    return BRACKETS.sub("", "".join(text.split()))
