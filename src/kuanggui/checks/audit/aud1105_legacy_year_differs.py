"""Two years that divide legacy damage from new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

BOUNDARY = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年(?:以前|之前|前)(?=[^，。；]{0,16}(?:遗留|形成|废弃|矿山))")
LEGACY = re.compile(r"遗留|无主|废弃")


@rule(
    code="AUD1105",
    title="历史遗留的时间界限不一",
    title_en="Legacy mines divided by different years",
    severity=Severity.WARNING,
    family=Family.TIME,
    needs=("clauses",),
    message="历史遗留的界限在这里是{subject}年，在另一处是{other}年。",
    message_en="The year that divides legacy mines is {subject} here and {other} elsewhere.",
    remedy="统一历史遗留矿山的时间界限。",
    remedy_en="Divide legacy mines by one year throughout.",
)
def legacy_year_differs(case: AuditCase) -> Iterator[Said]:
    """The year before which damage counts as legacy is the same throughout."""
    found = [
        (int(match["year"]), case.reading.document.place(clause.text, *match.span()))
        for clause in case.reading.clauses
        if LEGACY.search(clause.text.text)
        for match in BOUNDARY.finditer(clause.text.text)
    ]
    for year, place in found[1:]:
        first, first_place = found[0]
        if year == first:
            yield Checked()
        else:
            yield Hit(str(year), evidence={"year": year, "other": first}, places=[place, first_place])
