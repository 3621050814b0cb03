"""A place name written with a character that looks or sounds alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.texts import passages
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import children, division, find_places


@rule(
    code="AUD1204",
    title="地名用字不一致",
    title_en="A place name in two spellings",
    severity=Severity.WARNING,
    family=Family.NAMES,
    message="“{subject}”疑为“{right}”之误。",
    message_en="“{subject}” is probably “{right}” misspelt.",
    remedy="统一为规范地名；专有名称确用此字的，可注明后豁免。",
    remedy_en="Use the official name; waive the finding where a proper name is really spelt so.",
)
def name_misspelt(case: AuditCase) -> Iterator[Said]:
    """Names of the area and its counties are not written with characters that are taken for theirs (冈 and 岗)."""
    if case.reading.region is None:
        return
    wrong = {w: right for right in _names(case.reading.region) for w in _variants(right)}
    if not wrong:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(wrong, key=len, reverse=True))))
    for passage in passages(case):
        text = passage.text.text
        if pattern.search(text) is None:
            yield from [Checked()] if any(right in text for right in wrong.values()) else []
            continue
        real = {(place.start, place.end) for place in find_places(text, case.reading.region)}
        for match in pattern.finditer(text):
            if any(start <= match.start() < end for start, end in real):
                continue  # another division is really called so
            yield Hit(
                match.group(), values={"right": wrong[match.group()]}, places=[passage.place(case, *match.span())]
            )


def _names(home: str) -> list[str]:
    units = [division(home), *children(home)]
    return [name for unit in units for name in {unit.name[:-1], *unit.short} if len(name) >= 2]


def _variants(name: str) -> set[str]:
    """The name with one or more characters replaced by ones of the same group."""
    alike = {character: group for group in words("confusable_characters") for character in group}
    choices = [alike.get(character, character) for character in name]
    return {"".join(chosen) for chosen in product(*choices)} - {name}
