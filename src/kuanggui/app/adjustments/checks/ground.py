"""Screening the blocks that an adjustment draws, against the layers of the catalogue and the plan as it would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import shapely

from kuanggui.app.adjustments.checks.plan_after import PlanAfter
from kuanggui.app.adjustments.checks.remarks import ILLUSTRATIVE, ILLUSTRATIVE_EN, remark_of
from kuanggui.app.layer_reach import hidden_from
from kuanggui.app.layers import read_catalogue
from kuanggui.app.screening.ranges import Range
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.app.screening.themes import open_themes
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.features import standard_names
from kuanggui.checks.screening.plan_phrases import PlanText
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity
from kuanggui.findings.screening import ScreeningAnswer
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.adjustment import Remark
from kuanggui.model.feature import Feature, FeatureKind, GeometryMark
from kuanggui.model.place import Place
from kuanggui.regulation.law import Law
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.polygons import from_shapely

NO_LAYER = "缺少图层"  # how the rules begin where a layer is missing
CODE = "SCREEN"  # what concerns screening as a whole, not one rule
PURPOSES = {FeatureKind.MINING_BLOCK: "mining", FeatureKind.EXPLORATION_BLOCK: "exploration"}
# That a block has to go through an adjustment is what is being done.
TOLD_ALREADY = {"SCR206"}


def screen_blocks(after: PlanAfter, stock: Stock, law: Law, scope: str | None = None) -> Iterator[Remark]:
    """Findings for each block, errors blocking where its geometry is official; what could not be evaluated is said once for all.

    Remarks are for everybody in the region of the plan: with a `scope`, layers that are hidden from it take no part.
    """
    drawn = [(feature, is_new) for feature, is_new in after.drawn() if feature.kind in PURPOSES]
    placed = [each for each in drawn if each[0].shape.wkb is not None]
    yield from (_unplaced(feature) for feature, _ in drawn if feature.shape.wkb is None)
    requests = list[Request]()
    for number, (feature, is_new) in enumerate(placed, 1):
        try:
            requests.append(_request(after, number, feature, is_new=is_new))
        except InputError as error:
            yield Remark(
                CODE,
                "not_evaluated",
                f"{feature.name}：未能审查：{error}",
                subject=feature.id,
                message_en=f"{feature.name}: could not be screened: {error}",
            )
    if not requests:
        return
    settings = settings_of(law)
    hidden = hidden_from(read_catalogue(stock), scope)
    themes = open_themes(stock, after.day, settings, versions=after.versions(), hidden=hidden)
    screener = Screener(themes, law, PlanText(after.plan), settings)
    answers = list(screener.screen_many(requests))
    marks = {feature.id: feature.shape.mark for feature, _ in placed}
    for request, answer in zip(requests, answers, strict=True):
        yield from _found(request.place.quote, answer, marks[request.place.quote])
    yield from _left_open(answers)


def _request(after: PlanAfter, number: int, feature: Feature, *, is_new: bool) -> Request:
    """A block as a case; its attributes tell what else is known of it."""
    given = standard_names(dict(feature.attributes))
    values: dict[str, Any] = {
        "name": feature.name,
        "purpose": PURPOSES[feature.kind],
        "action": "block_new" if is_new else "block_changed",
        "minerals": list(feature.minerals) or None,
        "region": next(iter(feature.adcodes), None),
        "degree": given.get("degree"),
        "reserves": {"deposit_size": given.get("size"), "deposit": given.get("deposit")},
        "design": {"scale": given.get("scale"), "method": given.get("method")},
    }
    place = Place(after.adjustment.id, "", number, 0, 0, feature.id)
    application = read_application(values, f"{after.adjustment.id}：{feature.name}")
    return Request(application, Range(from_shapely([shapely.from_wkb(feature.shape.wkb)], GEOGRAPHIC)), place)


def _unplaced(feature: Feature) -> Remark:
    return Remark(
        CODE,
        "not_evaluated",
        f"{feature.name}：没有图形，未能审查",
        subject=feature.id,
        message_en=f"{feature.name}: has no shape and could not be screened",
    )


def _found(key: str, answer: ScreeningAnswer, mark: GeometryMark) -> Iterator[Remark]:
    decides = mark is GeometryMark.OFFICIAL
    note, note_en = ("", "") if decides else (ILLUSTRATIVE, ILLUSTRATIVE_EN)
    for finding in answer.findings:
        if finding.rule not in TOLD_ALREADY:
            blocks = decides and finding.severity is Severity.ERROR
            words, words_en = f"{finding.message}{note}", f"{finding.message_en}{note_en}"
            yield remark_of(finding, key, words, words_en, blocking=blocks)


def _left_open(answers: Iterable[ScreeningAnswer]) -> Iterator[Remark]:
    """Themes without a layer in one remark, with the rules that want them; every other rule left open, with its blocks."""
    missing, missing_en, waiting = dict[str, None](), dict[str, None](), dict[str, None]()
    open_rules = dict[tuple[str, str, str], list[str]]()
    for answer in answers:
        missing |= {theme.title: None for theme in answer.themes if theme.status == "missing"}
        missing_en |= {theme.title_en: None for theme in answer.themes if theme.status == "missing"}
        for rule in answer.open_rules:
            if rule.reason.startswith(NO_LAYER):
                waiting[rule.code] = None
            else:
                told = (rule.code, f"{rule.title}：{rule.reason}", f"{rule.title_en}: {rule.reason_en}")
                open_rules.setdefault(told, []).append(answer.name)
    if missing or waiting:
        rules = f"；因此未判断 {'、'.join(sorted(waiting))}" if waiting else ""
        words = f"{NO_LAYER}，未能审查：{'、'.join(missing)}{rules}"
        rules_en = f"; therefore not evaluated: {', '.join(sorted(waiting))}" if waiting else ""
        yield Remark(
            CODE,
            "not_evaluated",
            words,
            remedy="用 kuanggui layer add 入库，或用 --layer-folder 指明图层目录",
            message_en=f"layers are missing, not screened against: {', '.join(missing_en)}{rules_en}",
            remedy_en="Add them with kuanggui layer add, or name their folder with --layer-folder.",
        )
    for (code, reason, reason_en), names in open_rules.items():
        blocks = [*dict.fromkeys(names)]
        yield Remark(
            code,
            "not_evaluated",
            f"{'、'.join(blocks)}：未能判断：{reason}",
            message_en=f"{', '.join(blocks)}: not evaluated: {reason_en}",
        )
