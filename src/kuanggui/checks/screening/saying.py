"""Short forms of what screening rules say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from kuanggui.checks.said import Checked, Hit, Skipped, Standing
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Feature, Overlap
from kuanggui.findings.evidence import Weighed
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place

LISTED = 5  # features named in a message and among the places


def hit(
    case: ScreeningCase,
    evidence: Mapping[str, Weighed] | None = None,
    features: Iterable[Feature] = (),
    severity: Severity | None = None,
    values: Mapping[str, object] | None = None,
    places: Iterable[Place] = (),
) -> Hit:
    """A finding about the case; its places are the case, places of the plan, and the features concerned."""
    concerned = list(islice(features, LISTED + 1))
    said = {"features": names(concerned), **(values or {})}
    where = [case.place, *places, *_places(case, concerned[:LISTED])]
    return Hit(case.application.name, (), evidence or {}, where, said, severity)


def holds(case: ScreeningCase) -> Checked:
    """What the rule asks holds."""
    return Checked([Standing(case.place)])


def open_question(case: ScreeningCase, reason: str, reason_en: str) -> Skipped:
    """What the rule asks cannot be told."""
    return Skipped(reason, reason_en, [Standing(case.place)])


def names(features: Iterable[Feature]) -> str:
    """The names of features, the first few of many."""
    every = list(islice(features, LISTED + 1))
    first = dict.fromkeys([feature.name for feature in every[:LISTED]])
    return "、".join(first) + ("等" if len(every) > LISTED else "")


def area(m2: float) -> Weighed:
    """Square metres to two decimals."""
    return Decimal(f"{m2:.2f}"), "m²"


def percent(share: float) -> Weighed:
    """A share in per cent to two decimals."""
    return Decimal(f"{100 * share:.2f}"), "%"


def metres(distance_m: float) -> Weighed:
    """A distance in metres to one decimal."""
    return Decimal(f"{distance_m:.1f}"), "m"


def covered(overlaps: Iterable[Overlap], area_m2: float) -> dict[str, Weighed]:
    """Area and share of overlaps taken together (features of these layers do not overlap each other)."""
    total = sum(overlap.area_m2 for overlap in overlaps)
    return {"area": area(total), "share": percent(min(1.0, total / area_m2))}


def _places(case: ScreeningCase, features: Sequence[Feature]) -> list[Place]:
    origins = {kind: _origin(case, kind) for kind in {feature.kind for feature in features}} if features else {}
    places = []
    for feature in features:
        document, digest, title = origins[feature.kind]
        places.append(Place(document, digest, feature.number + 1, 0, 0, feature.name, None, title))
    return places


def _origin(case: ScreeningCase, kind: str) -> tuple[str, str, str]:
    """Name and digest of the first layer of a kind, and the title of its theme."""
    record = next(iter(case.ground.records(kind)), None)
    document, digest = (record.name, record.snapshot_sha256) if record else (kind, "")
    return document, digest, case.title(kind)
