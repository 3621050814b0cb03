"""The themes of an answer: what each has in the block, what does not touch it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kuanggui.checks.screening.features import Near, Overlap, ThemeHits
from kuanggui.checks.screening.layers import Themes, WarmGround
from kuanggui.checks.screening.met import SHOWN
from kuanggui.checks.screening.theme_layer import ThemeLayer, ThemeSetting
from kuanggui.findings.screening import FeatureHit, LayerSource, ThemeAnswer
from kuanggui.regulation.law import Law


def settings_of(law: Law) -> dict[str, ThemeSetting]:
    """How each theme is screened, in the order of the parameter `cn.screening.themes`."""
    return {kind: _setting(value) for kind, value in law["cn.screening.themes"].value.items()}


def _setting(value: Mapping[str, object]) -> ThemeSetting:
    return ThemeSetting(
        str(value["title"]),
        str(value["title_en"]),
        float(str(value["tolerance_m2"])),
        float(str(value["near_m"])),
        str(value["authority"]),
    )


@dataclass(frozen=True, eq=False)
class Extract:
    """Turns what themes have in blocks into answers; a theme that has nothing there gives the same answer for every block."""

    themes: Themes
    settings: Mapping[str, ThemeSetting]

    def of(self, ground: WarmGround) -> tuple[ThemeAnswer, ...]:
        """One answer a theme, whether it touches the block or not."""
        busy = ground.busy()
        return tuple(
            [_filled(empty, ground.theme(empty.kind)) if empty.kind in busy else empty for empty in self._empty]
        )

    @cached_property
    def _empty(self) -> tuple[ThemeAnswer, ...]:
        return tuple(_empty(kind, setting, self.themes.layers(kind)) for kind, setting in self.settings.items())


def _empty(kind: str, setting: ThemeSetting, layers: Sequence[ThemeLayer]) -> ThemeAnswer:
    records = [layer.record for layer in layers]
    sources = tuple(LayerSource(r.name, r.as_of, r.owner, r.source, r.snapshot_sha256) for r in records)
    status = "clear" if layers else "missing"
    return ThemeAnswer(kind, setting.title, setting.title_en, status, setting.authority, setting.tolerance_m2, sources)


def _filled(empty: ThemeAnswer, found: ThemeHits | None) -> ThemeAnswer:
    if found is None:
        return empty
    return ThemeAnswer(
        empty.kind,
        empty.title,
        empty.title_en,
        "hit" if found.overlaps else "near" if found.near else "clear",
        empty.authority,
        empty.tolerance_m2,
        empty.sources,
        found.total_m2,
        found.share,
        len(found.overlaps),
        _overlapping(found.overlaps),
        _nearby(found.near),
        _overlapping(found.slivers),
    )


def _overlapping(found: Sequence[Overlap]) -> tuple[FeatureHit, ...]:
    shown = found[:SHOWN] if found else ()
    return tuple([FeatureHit(o.feature.number, o.feature.name, o.area_m2, o.share) for o in shown])


def _nearby(found: Sequence[Near]) -> tuple[FeatureHit, ...]:
    shown = found[:SHOWN] if found else ()
    return tuple([FeatureHit(n.feature.number, n.feature.name, distance_m=n.distance_m) for n in shown])
