"""A prefecture-level city called by the name of the prefecture it no longer is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.texts import passages
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import Division, divisions


@rule(
    code="AUD1205",
    title="地级市仍称“地区”",
    title_en="A city still called a prefecture",
    severity=Severity.WARNING,
    family=Family.NAMES,
    message="“{subject}”现为{now}。",
    message_en="“{subject}” is {now} now.",
    remedy="改用现行名称。",
    remedy_en="Use the present name.",
)
def prefecture_rank(case: AuditCase) -> Iterator[Said]:
    """In a list of prefecture-level units (朔州市、…地区) each bears its present rank. A region spoken of freely is left alone."""
    cities = _cities()
    pattern = re.compile(
        rf"(?<=市、)({'|'.join(map(re.escape, cities))})地区|({'|'.join(map(re.escape, cities))})地区(?=、[^，。、]{{2,6}}市)"
    )
    for passage in passages(case):
        if "市、" in passage.text.text and "地区" not in passage.text.text:
            yield Checked()
        if "地区" not in passage.text.text:
            continue
        for match in pattern.finditer(passage.text.text):
            city = cities[match[1] or match[2]]
            yield Hit(match.group(), values={"now": city.name}, places=[passage.place(case, *match.span())])


def _cities() -> dict[str, Division]:
    """Prefecture-level cities in being by their short names, longest first."""
    found = {
        d.name[:-1]: d for d in divisions() if d.level == "prefecture" and d.name.endswith("市") and d.valid_to is None
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
