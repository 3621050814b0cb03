"""Audit rules on the plan's text with the adjusted figures in it: what contradicts that did not before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kuanggui.app.adjustments.checks.plan_after import PlanAfter
from kuanggui.app.adjustments.checks.remarks import remark_of
from kuanggui.app.ports import Work
from kuanggui.checks.audit.assess import audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.run import run_rules
from kuanggui.findings.finding import Finding
from kuanggui.model.adjustment import Remark
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure
from kuanggui.model.quantity import Quantity
from kuanggui.model.reading import Reading
from kuanggui.model.target import targets_of
from kuanggui.regulation.law import Law

CODE = "AUDIT"
SQUARE_KILOMETRE = 10**6
Address = tuple[str, int, int, int | None]
Numbers = dict[tuple[Address, str], Quantity]


def audit_figures(work: Work, after: PlanAfter, law: Law) -> Iterator[Remark]:
    """Contradictions that the changed figures bring into the plan's text; they block nothing, since words are not adjusted."""
    changed = _changed(work, after)
    if not changed:
        return
    reading = work.load_reading(after.adjustment.plan)
    earlier = _with(reading, _changed_before(work, after))
    before = {_key(finding) for finding in _findings(earlier, law)}
    new = [finding for finding in _findings(_with(earlier, changed), law) if _key(finding) not in before]
    for finding in new:
        where = (
            f"规划第 {finding.places[0].line} 行" if not finding.places[0].page else f"第 {finding.places[0].page} 页"
        )
        where_en = f"page {finding.places[0].page}" if finding.places[0].page else f"line {finding.places[0].line}"
        words = f"调整后与规划文本不一致（{where}）：{finding.message}"
        words_en = f"contradicts the text of the plan once adjusted ({where_en}): {finding.message_en}"
        yield remark_of(finding, finding.subject, words, words_en)


def _findings(reading: Reading, law: Law) -> list[Finding]:
    return [finding for run in run_rules(audit_rules(), AuditCase(reading), law) for finding in run.findings]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.subject, finding.message


def _changed(work: Work, after: PlanAfter) -> Numbers:
    """New quantities by where the document prints the old ones: of targets, and of the areas of zones."""
    printed = {target.key: target.value for target in targets_of(work.load_plan(after.adjustment.plan))}
    numbers = {_printed(printed[c.key]): c.new.quantity for c in after.adjustment.targets if c.key in printed}
    zones = {zone.id: zone.area for zone in after.plan_before.zones if zone.area is not None}
    for change in after.adjustment.changes:
        for feature in change.after:
            area, old = zones.get(feature.id), after.lasting.get(feature.id)
            stated = feature.stated_area_km2
            if area and old and stated is not None and stated != old.feature.stated_area_km2:
                numbers[_printed(area)] = _in_unit(stated, area.quantity)
    return numbers


def _changed_before(work: Work, after: PlanAfter) -> Numbers:
    """What earlier adjustments have set."""
    lasting = work.targets.find(after.adjustment.plan, lasting=True)
    printed = {target.key: target.value for target in targets_of(work.load_plan(after.adjustment.plan))}
    return {_printed(printed[each.key]): each.value.quantity for each in lasting if each.key in printed}


def _printed(figure: Figure) -> tuple[Address, str]:
    return _address(figure.place), figure.quantity.text


def _address(place: Place) -> Address:
    return place.sha256, place.line, place.start, place.page


def _with(reading: Reading, numbers: Numbers) -> Reading:
    """The reading with other quantities where the document prints the old ones."""
    if not numbers:
        return reading
    facts = tuple(
        replace(fact, quantity=new) if (new := numbers.get((_address(fact.place), fact.quantity.text))) else fact
        for fact in reading.facts
    )
    tokens = tuple(
        replace(token, quantity=new, text=new.text)
        if token.quantity and (new := numbers.get((_address(token.place), token.quantity.text)))
        else token
        for token in reading.numbers
    )
    return replace(reading, facts=facts, numbers=tokens)


def _in_unit(area_km2: Decimal, old: Quantity) -> Quantity:
    value = area_km2 * SQUARE_KILOMETRE / old.unit.factor if old.unit else area_km2
    places = -int(value.normalize().as_tuple().exponent)
    return replace(old, text=str(value), low=value, high=value, decimals=max(places, 0), addends=())
