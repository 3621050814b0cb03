"""A figure of the plan booked to a district outside its area."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import division, is_within

TAIL = 8  # characters behind a figure in which its verb may stand


@rule(
    code="AUD1202",
    title="数据归入辖区以外的行政区",
    title_en="A figure booked outside the area of the plan",
    severity=Severity.WARNING,
    family=Family.NAMES,
    needs=("facts",),
    message="{subject}不在{home}辖区内。",
    message_en="{subject} is not within {home}.",
    remedy="核对行政区名称。",
    remedy_en="Check the name of the division.",
)
def division_outside(case: AuditCase) -> Iterator[Said]:
    """Counts, areas and tonnages of a plan belong to divisions inside its area, or to what the area belongs to."""
    home = case.reading.region
    if home is None:
        return
    for fact in case.reading.facts:
        own = [code for code in fact.regions if "regions" not in fact.inherited]
        if not own or not fact.attribute or _comes_or_goes(case, fact):
            continue
        if all(is_within(code, home) or is_within(home, code) for code in own):
            yield Checked([fact])
        else:
            outside = next(code for code in own if not is_within(code, home) and not is_within(home, code))
            yield Hit(division(outside).name, [fact], values={"home": division(home).name})


def _comes_or_goes(case: AuditCase, fact: Fact) -> bool:
    """Whether the phrases around a figure say that it comes from outside or goes there (由邻市调入30万吨)."""
    clause = case.clauses.get(fact.clause or "")
    if clause is None:
        return False
    text = clause.text.text
    begin = max(text.rfind(mark, 0, fact.start) for mark in "，。；：") + 1
    return any(word in text[begin : fact.end + TAIL] for word in words("trade"))
