"""A year that is many times off the other years of its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of
from kuanggui.checks.audit.magnitudes import odd_one_out
from kuanggui.checks.audit.quotients import amount, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

FEWEST = 4
MEASURED = {"mass", "volume", "area", "currency_cny", "energy"}


@rule(
    code="AUD612",
    title="个别年份数据异常",
    title_en="One year is many times off the others",
    severity=Severity.WARNING,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{year}年为{stated}，其余年份为{others}，疑小数点或单位有误。",
    message_en="{subject}: {stated} in {year}, {others} in the other years; the point or the unit is probably wrong.",
    remedy="核对该年份的数据；确属波动的，予以说明。",
    remedy_en="Check the figure of that year; if it really varied so much, say so.",
)
def year_out_of_series(case: AuditCase) -> Iterator[Said]:
    """In a series of four years or more, no single year is six times off all others when these are steady."""
    for series in _series(case):
        values = sorted((amount(fact).middle, fact.id) for fact in series)
        odd = odd_one_out([value for value, _ in values])
        if odd is None:
            yield Checked()
            continue
        fact = case.facts[values[odd][1]]
        others = [f for f in series if f is not fact]
        yield Hit(
            subject=name_of(fact),
            figures=[fact, *others],
            evidence={"stated": printed(fact.quantity)},
            values={
                "year": fact.period.start if fact.period else "",
                "others": "、".join(printed(f.quantity) for f in others),
            },
        )


def _series(case: AuditCase) -> Iterator[list[Fact]]:
    """The figures of single years in one row or one column of a box, zeros left out."""
    lines: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        unit = fact.quantity.unit
        yearly = fact.period is not None and fact.period.start == fact.period.end and fact.period.kind != "by"
        if fact.row is None or unit is None or unit.dimension not in MEASURED or not yearly or fact.quantity.low <= 0:
            continue
        about = (fact.box, fact.attribute, fact.minerals, fact.regions, fact.qualifiers, fact.quantity.basis, unit)
        lines[*about, "row", fact.row].append(fact)
        lines[*about, "column", fact.column].append(fact)
    for facts in lines.values():
        if len({f.period.start for f in facts if f.period}) == len(facts) >= FEWEST:
            yield facts
