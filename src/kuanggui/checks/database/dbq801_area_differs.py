"""Area fields that are not the area of the geometry."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.spatial.area import round_to_register

# Square metres in a unit of the catalogue.
_UNITS = {"km2": (Decimal(1_000_000), "km²"), "hm2": (Decimal(10_000), "hm²"), "m2": (Decimal(1), "m²")}


@rule(
    code="DBQ801",
    title="面积字段与图形面积不符",
    title_en="The area field is not the area of the geometry",
    severity=Severity.ERROR,
    family=Family.ATTRIBUTES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 为 {stated}，按图形计算为 {recomputed}（容差 {limit}）{hint}。",
    message_en="{subject}: {field} is {stated}, the geometry has {recomputed} (tolerance {limit}){hint_en}.",
    remedy="以 CGCS2000 椭球面积改正面积字段，或核对图形。",
    remedy_en="Put in the ellipsoidal area on CGCS2000, or mend the geometry.",
)
def area_differs(case: PackageCase) -> Iterator[Said]:
    """The area field agrees with the ellipsoidal area of the geometry (TD/T 1055-2019 appendix D) to its rounding, or to `area_share`.

    The rounding is that of the printed decimals of the value, not finer than `area_km2`. A figure that fits in another unit says so.
    """
    share = case.tolerance("area_share")
    for theme in case.known:
        for entry in theme.fields("area"):
            if theme.data.geometry != "polygon" or entry.unit not in _UNITS:
                continue
            factor, unit = _UNITS[entry.unit]
            shapes = case.shapes(theme)
            if shapes.left_out:
                yield Skipped("有的要素没有可用几何", "some features have no usable geometry")
            for feature, area_m2 in zip(shapes.features, shapes.ground_m2.tolist(), strict=True):
                value = feature.values.get(entry.code)
                if not isinstance(value, int | Decimal) or value <= 0:
                    continue
                stated, ground_m2 = Decimal(value), Decimal(repr(area_m2))
                limit = max(
                    _rounding(stated),
                    ground_m2 / factor * share.value,
                    case.tolerance("area_km2").value * 1_000_000 / factor,
                )
                if abs(stated - ground_m2 / factor) <= limit:
                    yield Checked()
                    continue
                meant = next((u for f, u in _UNITS.values() if abs(stated * f - ground_m2) <= ground_m2 / 1000), None)
                recomputed = (
                    round_to_register(float(ground_m2))
                    if unit == "km²"
                    else (ground_m2 / factor).quantize(Decimal("0.01"))
                )
                yield Hit(
                    theme.subject(feature),
                    places=[theme.place(feature, entry.code)],
                    evidence={
                        "stated": (stated, unit),
                        "recomputed": (recomputed, unit),
                        "limit": (limit.quantize(Decimal("0.0001")), unit),
                    },
                    values={
                        "field": entry.code,
                        "hint": f"，似以 {meant} 填写" if meant else "",
                        "hint_en": f", as if in {meant}" if meant else "",
                    },
                    severity=graded(entry.mark_of("unit")) if meant else None,
                )


def _rounding(stated: Decimal) -> Decimal:
    exponent = stated.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal("0.5").scaleb(-places) if places else Decimal(0)
