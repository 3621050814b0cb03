"""Database rules on the layers that an adjustment changes, as they would be; only what concerns changed features is reported."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from kuanggui.app.adjustments.checks.plan_after import PlanAfter
from kuanggui.app.adjustments.checks.remarks import ILLUSTRATIVE, ILLUSTRATIVE_EN, remark_of
from kuanggui.checks.database.assess import database_rules
from kuanggui.checks.database.case import Documents, PackageCase
from kuanggui.checks.run import run_rules
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.adjustment import Remark
from kuanggui.model.document import Document
from kuanggui.model.feature import Feature, GeometryMark
from kuanggui.model.package import Feature as Row
from kuanggui.model.package import FieldSeen, LayerData, Package, Value
from kuanggui.model.reading import Reading
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.regulation.standards import Edition, FieldEntry, LayerEntry, read_edition

ID = "id"  # among the values of a row, beside the fields of the standard
EDITION = "dzt0226-2015-trial"
CODE = "DATABASE"
# Values, geometry, topology, figure against attribute: what can be wrong with features whatever file they lie in.
GROUPS = ("DBQ5", "DBQ6", "DBQ7", "DBQ8")
# Of a feature that is wanted without geometry, the others need not say so again; and fields are ours, not those of a file.
LEFT_OUT = {"DBQ501"}
NO_GEOMETRY = "DBQ601"
PER_KM2 = {"km2": 1, "hm2": 100, "m2": 1_000_000}
POLYGON = "polygon"


def check_layers(after: PlanAfter) -> Iterator[Remark]:
    """Findings on changed features, errors blocking; rules that had nothing to go by say so."""
    changed = {feature.id: feature for feature, _ in after.drawn()}
    kinds = {feature.kind.value for feature, _ in after.drawn()}
    if not kinds:
        return
    edition = read_edition(EDITION)
    entries = {entry.kind: entry for entry in edition.layers if entry.kind in kinds and entry.geometry == POLYGON}
    for kind in sorted(kinds - entries.keys()):
        yield Remark(
            CODE,
            "not_evaluated",
            f"标准 {edition.title} 没有图层 {kind}，未查数据库规则",
            message_en=f"the standard has no layer {kind}: database rules were not run",
        )
    if not entries:
        return
    layers = [_layer(entry, edition, after.features()) for entry in entries.values()]
    rows = {(layer.path, row.number): str(row.values[ID]) for layer in layers for row in layer.read()}
    package = Package(after.adjustment.plan, "", layers=tuple(layers))
    case = PackageCase(package, edition, _documents(after), as_of=after.day)
    chosen = [rule for rule in database_rules() if rule.code.startswith(GROUPS) and rule.code not in LEFT_OUT]
    for run in run_rules(chosen, case):
        told = (_remark(finding, rows, changed) for finding in run.findings)
        yield from (remark for remark in told if remark and not _lacked_before(remark, after))
        if run.outcome.verdict is Verdict.NOT_EVALUATED:
            yield Remark(
                run.outcome.rule.code,
                "not_evaluated",
                f"未能判断：{run.outcome.reason}",
                message_en=f"not evaluated: {run.outcome.reason_en}",
            )


def _lacked_before(remark: Remark, after: PlanAfter) -> bool:
    """Whether a feature has no geometry and had none before: zones of a text never had."""
    was = after.lasting.get(remark.subject)
    return remark.rule == NO_GEOMETRY and was is not None and was.feature.shape.wkb is None


def _documents(after: PlanAfter) -> Documents:
    """Nothing but the division that the plan is about."""
    region = after.plan_before.region
    text = Reading(Document(after.plan_before.source, ()), "", region=next(iter(region.keys), None) if region else None)
    return Documents(text=text)


def _remark(finding: Finding, rows: dict[tuple[str, int], str], changed: dict[str, Feature]) -> Remark | None:
    touched = [rows.get((place.document, place.line), "") for place in finding.places]
    subject = next((each for each in touched if each in changed), None)
    if subject is None:
        return None
    mark = changed[subject].shape.mark
    blocks = finding.severity is Severity.ERROR and mark is GeometryMark.OFFICIAL
    note, note_en = (ILLUSTRATIVE, ILLUSTRATIVE_EN) if mark is GeometryMark.ILLUSTRATIVE else ("", "")
    return remark_of(finding, subject, f"{finding.message}{note}", f"{finding.message_en}{note_en}", blocking=blocks)


def _layer(entry: LayerEntry, edition: Edition, features: tuple[Feature, ...]) -> LayerData:
    """The features of a kind as a layer of the standard; only fields that they fill are there."""
    of_kind = [feature for feature in features if feature.kind.value == entry.kind]
    rows = tuple(_row(entry, number, feature) for number, feature in enumerate(of_kind, 1))
    filled = {code for row in rows for code in row.values if code != ID}
    fields = tuple(FieldSeen(field.code, field.type.value if field.type else "text") for field in entry.fields)
    return LayerData(
        path=entry.name,
        sha256="",
        name=entry.key,
        form="database",
        read=partial(iter, rows),
        entry=entry.key,
        known_by="code",
        geometry=POLYGON,
        crs="EPSG:4490",
        fields=tuple(field for field in fields if field.code in filled),
        features=len(rows),
    )


def _row(entry: LayerEntry, number: int, feature: Feature) -> Row:
    attributes = dict(feature.attributes)
    values: dict[str, Value] = {ID: feature.id}
    for field in entry.fields:
        value = attributes.get(field.code, _value(field, feature))
        if value is not None:
            values[field.code] = value
    return Row(number, values, feature.shape.wkb)


def _value(field: FieldEntry, feature: Feature) -> Value:
    known: dict[str, Value] = {
        "number": feature.number,
        "name": feature.name,
        "mineral_name": "、".join(mineral(code).name for code in feature.minerals) or None,
        "region_code": next(iter(feature.adcodes), None),
        "area": _area(field, feature),
    }
    return known.get(field.role or "")


def _area(field: FieldEntry, feature: Feature) -> Decimal | None:
    if feature.stated_area_km2 is None or field.unit not in PER_KM2:
        return None
    return feature.stated_area_km2 * PER_KM2[field.unit]
