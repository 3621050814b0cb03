"""The themes of an answer: what each has in the block, what does not touch it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kuanggui.checks.screening.features import Near, Overlap, ThemeHits
from kuanggui.checks.screening.layers import SHOWN, ThemeSetting, WarmGround
from kuanggui.findings.screening import FeatureHit, LayerSource, ThemeAnswer
from kuanggui.regulation.law import Law


def settings_of(law: Law) -> dict[str, ThemeSetting]:
    """How each theme is screened, in the order of the parameter `cn.screening.themes`."""
    return {kind: _setting(value) for kind, value in law["cn.screening.themes"].value.items()}


def theme_answers(ground: WarmGround, settings: Mapping[str, ThemeSetting]) -> tuple[ThemeAnswer, ...]:
    """One answer a theme, whether it touches the block or not."""
    return tuple(_answer(kind, setting, ground) for kind, setting in settings.items())


def _setting(value: Mapping[str, object]) -> ThemeSetting:
    return ThemeSetting(
        str(value["title"]),
        str(value["title_en"]),
        float(str(value["tolerance_m2"])),
        float(str(value["near_m"])),
        str(value["authority"]),
    )


def _answer(kind: str, setting: ThemeSetting, ground: WarmGround) -> ThemeAnswer:
    found = ground.theme(kind)
    plain = ThemeAnswer(kind, setting.title, setting.title_en, _status(found), setting.authority, setting.tolerance_m2)
    if found is None:
        return plain
    return ThemeAnswer(
        kind, setting.title, setting.title_en, _status(found), setting.authority, setting.tolerance_m2,
        sources=tuple(
            LayerSource(r.name, r.as_of, r.owner, r.source, r.snapshot_sha256) for r in ground.records(kind)
        ),
        total_m2=found.total_m2,
        share=found.share,
        count=len(found.overlaps),
        features=_overlapping(found.overlaps),
        near=_nearby(found.near),
        slivers=_overlapping(found.slivers),
    )  # fmt: skip


def _status(found: ThemeHits | None) -> str:
    if found is None:
        return "missing"
    return "hit" if found.overlaps else "near" if found.near else "clear"


def _overlapping(found: Sequence[Overlap]) -> tuple[FeatureHit, ...]:
    return tuple(FeatureHit(o.feature.number, o.feature.name, o.area_m2, o.share) for o in found[:SHOWN])


def _nearby(found: Sequence[Near]) -> tuple[FeatureHit, ...]:
    return tuple(FeatureHit(n.feature.number, n.feature.name, distance_m=n.distance_m) for n in found[:SHOWN])
