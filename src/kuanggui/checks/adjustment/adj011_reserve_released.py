"""A strategic reserve is given up or made smaller without a document of consent."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.adjustment import AttachmentRole
from kuanggui.model.feature import Feature, FeatureKind
from kuanggui.regulation.law import Law
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.polygons import from_shapely


@rule(
    code="ADJ011",
    title="储备矿产地调出或缩小而未附同意文件",
    title_en="A strategic reserve is given up or made smaller without consent",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.strategic_site",),
    message="{subject}调出或缩小，未附{authority}同意的依据文件。",
    message_en="{subject} is given up or made smaller; no document of consent by {authority} is attached.",
    remedy="以“依据”附上同意文件，或保留原范围。",
    remedy_en="Attach the consent as basis, or keep the range.",
)
def reserve_released(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """Reserves come and go by adjustment; one that goes, or loses ground, needs the consent of whoever guards the reserve."""
    authority = law["cn.planning.strategic_site"].value.get("consent")
    if authority is None:
        return
    has_consent = any(each.role is AttachmentRole.BASIS for each in case.adjustment.attachments)
    for change, place in case.changes():
        reserves = [case.before[each] for each, _ in change.before]
        reserves = [each for each in reserves if each.kind is FeatureKind.STRATEGIC_RESERVE_AREA]
        if not reserves:
            continue
        before, after = (sum(map(_area_km2, features)) for features in (reserves, change.after))
        if has_consent or (change.after and after >= before):
            yield Checked()
        else:
            yield Hit("、".join(each.name for each in reserves), places=[place], values={"authority": authority})


def _area_km2(feature: Feature) -> float:
    """The area of the shape, else the stated one."""
    if feature.shape.wkb is None:
        return float(feature.stated_area_km2 or 0)
    import shapely  # noqa: PLC0415 - most reserves come from a text

    parts = shapely.get_parts(shapely.from_wkb(feature.shape.wkb))
    return float(measure_ellipsoidal_areas(from_shapely(parts, GEOGRAPHIC)).sum()) / 1e6
