"""Blocks that a plan counts together, beside the features of the layer that make up the group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.theme import Theme
from kuanggui.model.package import Feature
from kuanggui.model.plan.zone import BlockGroup, Purpose
from kuanggui.regulation.division_catalogue import lineage
from kuanggui.regulation.mineral_catalogue import is_kind_of, minerals_named
from kuanggui.regulation.place_scanner import find_places

_KINDS = {Purpose.MINING: "mining_block", Purpose.EXPLORATION: "exploration_block"}
_LABELS = {Purpose.MINING: "开采规划区块", Purpose.EXPLORATION: "勘查规划区块"}


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group as stated, and its features in the layer; None where the layer does not say what the group goes by."""

    label: str
    stated: BlockGroup
    theme: Theme
    features: list[Feature] | None


def compared_groups(case: PackageCase) -> Iterator[Group]:
    """The groups of the package's own plan text that are not narrowed by level."""
    plan = case.documents.plan
    return groups_of(case, plan.block_groups if plan else ())


def groups_of(case: PackageCase, groups: Iterable[BlockGroup]) -> Iterator[Group]:
    """Groups beside the layer of their purpose; those licensed at one level only are left out, since layers do not tell levels."""
    for group in groups:
        themes = case.of_kinds((_KINDS[group.purpose],))
        if len(themes) == 1 and group.level is None:
            words = [_LABELS[group.purpose], group.mineral.text if group.mineral else ""]
            label = "·".join([word for word in words if word] + [region.text for region in group.regions])
            yield Group(label, group, themes[0], _members(themes[0], group))


def _members(theme: Theme, group: BlockGroup) -> list[Feature] | None:
    if group.mineral is not None and theme.code("mineral_name") is None:
        return None
    if group.regions and theme.code("region_code") is None and theme.code("region_name") is None:
        return None
    return [feature for feature in theme.features() if _is_member(theme, feature, group)]


def _is_member(theme: Theme, feature: Feature, group: BlockGroup) -> bool:
    return (group.mineral is None or _has_mineral(theme, feature, group.mineral.keys)) and (
        not group.regions or any(_lies_in(theme, feature, region.keys) for region in group.regions)
    )


def _has_mineral(theme: Theme, feature: Feature, wanted: tuple[str, ...]) -> bool:
    found = minerals_named(theme.text(feature, "mineral_name"))
    return any(mineral.code == key or is_kind_of(mineral.code, key) for mineral in found for key in wanted)


def _lies_in(theme: Theme, feature: Feature, wanted: tuple[str, ...]) -> bool:
    codes = [theme.text(feature, "region_code")]
    codes += [match.division.code for match in find_places(theme.text(feature, "region_name"))]
    return any(key in lineage(code) for code in codes for key in wanted)
