"""Adjusted figures in a bundle between levels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from kuanggui.app.plan_on_day import plan_on
from kuanggui.app.ports import Work
from kuanggui.model.plain import from_plain, to_plain
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import TargetChange, TargetKey, targets_of

FILE = "targets.jsonl"


def targets_file(work: Work, plan: str, day: date) -> bytes:
    """The figures of a plan that adjustments have set, as in force on a day, one a line."""
    lines = (
        json.dumps(to_plain(each.key) | {"value": to_plain(each.value)}, ensure_ascii=False)
        for each in work.targets.find(plan, day)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def take_targets(work: Work, plan: str, content: bytes, day: date, tag: str, received: str) -> tuple[int, list[str]]:
    """Bring figures to what was sent; gives their number and the conflicts: those that an adjustment of our own has set.

    `received` begins the tags of what came in bundles.
    """
    sent = dict(_read(content))
    lasting = {each.key: each for each in work.targets.find(plan, lasting=True)}
    printed = {target.key: target.value for target in targets_of(work.load_plan(plan))}
    here = {target.key: target.value for target in targets_of(plan_on(work, plan, lasting.values()))}
    changes, conflicts = list[TargetChange](), list[str]()
    for key in sorted((sent.keys() | lasting.keys()) & here.keys()):
        coming, now = sent.get(key, printed[key]), lasting.get(key)
        if coming == here[key]:
            continue
        if now is not None and not now.adjustment.startswith(received):
            conflicts.append(f"{key.item}：本库已由 {now.adjustment} 改动，未覆盖")
            continue
        changes.append(TargetChange(key, now.version if now else 0, here[key], coming))
    work.targets.apply(plan, changes, day, tag)
    return len(changes), conflicts


def _read(content: bytes) -> Iterator[tuple[TargetKey, Figure]]:
    for line in content.decode().splitlines():
        record = json.loads(line)
        value = record.pop("value")
        yield from_plain(TargetKey, record), from_plain(Figure, value)
