"""Changes of indicators, caps and mine limits: from the draft's words to figures with their old values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kuanggui.app.plan_on_day import plan_on
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.model.target import Target, TargetChange, TargetKey, TargetVersion, targets_of

PARTS_OF_MINES = ("existing", "new")


@dataclass(frozen=True, slots=True)
class TargetDrafter:
    """Draws changes of a plan's figures for the adjustment `key`, on the figures as they will last."""

    plan: str
    key: str
    targets: Mapping[TargetKey, Target]
    versions: Mapping[TargetKey, int]

    def changes(self, written: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[TargetChange, ...]:
        """The changes that numbered entries of a draft ask for; raises InputError that names the entry."""
        found: dict[TargetKey, TargetChange] = {}
        for number, each in written:
            try:
                for change in self._drawn(number, each):
                    if change.key in found:
                        raise InputError(f"{change.key.item} 在本方案中改了两次；请只留一次")
                    found[change.key] = change
            except InputError as error:
                raise InputError(f"changes 第 {number} 项：{error}") from error
        return tuple(found.values())

    def _drawn(self, number: int, written: Mapping[str, Any]) -> Iterator[TargetChange]:
        item = written["target"]
        for field, text in written["set"].items():
            target = self._target(item, field)
            _refuse_part_of_cell(self.targets, target)
            quantity = read_figure(str(text), target.value.quantity)
            for other, value in self._together(target, quantity):
                place = Place(self.key, "", number, 0, len(value.text), value.text)
                yield TargetChange(other.key, self.versions.get(other.key, 0), other.value, Figure(value, place))

    def _target(self, item: str, field: str) -> Target:
        of_item = {key.field: target for key, target in self.targets.items() if key.item == item}
        if not of_item:
            raise InputError(f"{item} 不是本规划中有数值的指标、总量或矿山数；用 kuanggui plan targets 查看编号")
        if field not in of_item:
            raise InputError(f"{item} 没有 {field}；可改：{'、'.join(of_item)}")
        return of_item[field]

    def _together(self, target: Target, quantity: Quantity) -> Iterator[tuple[Target, Quantity]]:
        """The target with every other that stands for the same printed figure, and with the parts of a printed sum."""
        for other in self.targets.values():
            if other.value == target.value:
                yield other, quantity
        if target.key.field != "mines":
            return
        for field, part in zip(PARTS_OF_MINES, _parts(quantity), strict=False):
            key = replace(target.key, field=field)
            if key in self.targets and self.targets[key].value.quantity != part:
                yield self.targets[key], part


def drafter(work: Work, plan: str, key: str) -> TargetDrafter:
    """A drafter on the figures of a plan as they will last."""
    lasting = work.targets.find(plan, lasting=True)
    targets = {target.key: target for target in targets_of(plan_on(work, plan, lasting))}
    return TargetDrafter(plan, key, targets, {each.key: each.version for each in lasting})


def read_figure(text: str, old: Quantity) -> Quantity:
    """A figure in words; a bare number takes unit, basis and bound of the old one. Raises InputError."""
    from kuanggui.ingest.numbers.scan import scan  # noqa: PLC0415 - other commands start faster without the readers

    found = [numeral for numeral in scan(text.strip()) if numeral.quantity is not None]
    if len(found) != 1 or found[0].quantity is None:
        raise InputError(f"“{text}”不是一个数值；请写成 650、≤650 或 650万吨/年 的样子")
    new = found[0].quantity
    if new.unit is None:
        new = replace(new, unit=old.unit, basis=old.basis)
        if new.relation is Relation.EQUAL and old.relation is not Relation.EQUAL:
            new = replace(new, relation=old.relation, text=f"{old.relation.value}{new.text}")
    elif old.unit is not None and not new.unit.is_comparable_to(old.unit):
        raise InputError(f"“{text}”的单位与原值“{old.text}”（{old.unit.name}）不可比；请改用同类单位")
    return new


def reverse_targets(work: Work, done: Adjustment) -> tuple[TargetChange, ...]:
    """Changes that give every figure back what it was; raises InputError where somebody has changed it since."""
    lasting = {each.key: each for each in work.targets.find(done.plan, lasting=True)}
    return tuple(_reversed(change, lasting.get(change.key), done) for change in done.targets)


def stale_targets(work: Work, adjustment: Adjustment) -> Iterator[tuple[TargetChange, int]]:
    """Changes that were drawn on a figure that is no longer the last, with its version now."""
    lasting = {each.key: each.version for each in work.targets.find(adjustment.plan, lasting=True)}
    for change in adjustment.targets:
        now = lasting.get(change.key, 0)
        if now != change.version:
            yield change, now


def _reversed(change: TargetChange, now: TargetVersion | None, done: Adjustment) -> TargetChange:
    if now is None or now.adjustment != done.id:
        raise InputError(f"{change.key.item}: 生效后又有变更，不能整体撤销；请另拟调整")
    return TargetChange(change.key, now.version, now.value, change.old)


def _refuse_part_of_cell(targets: Mapping[TargetKey, Target], target: Target) -> None:
    """Existing and new mines printed in one cell (9+1) change together, so that the sum stays what its parts make."""
    whole = targets.get(replace(target.key, field="mines"))
    if target.key.field in PARTS_OF_MINES and whole is not None and whole.value.quantity.addends:
        raise InputError(f"原文为“{whole.value.quantity.text}”一格；请改 mines，写成 9+2 的样子")


def _parts(quantity: Quantity) -> tuple[Quantity, ...]:
    if len(quantity.addends) != len(PARTS_OF_MINES):
        return ()
    return tuple(replace(quantity, text=str(each), low=each, high=each, addends=()) for each in quantity.addends)
