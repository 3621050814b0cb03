"""Heading numbers that repeat or leave one out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.numerals import to_number
from kuanggui.model.outline import Section

NUMERAL = re.compile(r"[0-9]+(?!.*[0-9])|[〇零一二三四五六七八九十百]+|[\u2460-\u2487]")


@rule(
    code="AUD806",
    title="标题序号不连续",
    title_en="Heading numbers out of order",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    needs=("sections",),
    message="标题“{subject}”的序号是{found}，按前面的标题应为{expected}。",
    message_en="The heading “{subject}” is number {found}; after the one before it, it should be {expected}.",
    remedy="改正标题序号，或补上缺少的标题。",
    remedy_en="Mend the number, or add the missing heading.",
)
def heading_number_skipped(case: AuditCase) -> Iterator[Said]:
    """Headings of one level below one heading count 1, 2, 3 …"""
    below: dict[tuple[str, int], list[Section]] = defaultdict(list)
    for section in case.reading.sections:
        below[(section.parent or "", section.depth)].append(section)
    for siblings in below.values():
        yield from _in_order(case, [(s, n) for s in siblings if (n := number_of(s)) is not None])


def number_of(section: Section) -> int | None:
    """The value of a heading's number, None for an unnumbered heading."""
    match = NUMERAL.search(section.number)
    return to_number(match.group()) if match else None


def _in_order(case: AuditCase, numbered: list[tuple[Section, int]]) -> Iterator[Said]:
    expected = 1
    for section, found in numbered:
        if found == expected:
            yield Checked()
        else:
            yield Hit(
                f"{section.number}{section.title}",
                evidence={"found": found, "expected": expected},
                places=[case.reading.document.place(section.text)],
            )
        expected = found + 1
