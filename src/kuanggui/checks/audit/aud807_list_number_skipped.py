"""List numbers that repeat or leave one out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.located import LocatedText
from kuanggui.model.numerals import to_number

MARKER = re.compile(
    r"\s*(?P<open>[（(]?)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3}|[\u2460-\u2473])(?P<close>[)）]|[、．]|\.(?!\d))?"
)


@rule(
    code="AUD807",
    title="列项序号不连续",
    title_en="List numbers out of order",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    message="列项“{subject}”的序号是{found}，应为{expected}。",
    message_en="The item “{subject}” is number {found} and should be {expected}.",
    remedy="改正序号，或补上缺少的列项。",
    remedy_en="Mend the number, or add the missing item.",
)
def list_number_skipped(case: AuditCase) -> Iterator[Said]:
    """Numbered items of a section and of a list box count on by one; a new list may begin at 1 at any time."""
    for clauses in case.clauses_in_section.values():
        yield from _in_order(case, [clause.text for clause in clauses if clause.marker])
    for box in case.reading.boxes:
        yield from _in_order(case, [item for item in box.items if _number(item)])


def _number(text: LocatedText) -> tuple[str, int] | None:
    match = MARKER.match(text.text)
    value = to_number(match["number"]) if match and (match["close"] or not match["number"].isdigit()) else None
    return (f"{match['open']}{match['close'] or ''}", value) if match and value else None


def _in_order(case: AuditCase, texts: Sequence[LocatedText]) -> Iterator[Said]:
    last: dict[str, int] = {}
    for text in texts:
        numbered = _number(text)
        if numbered is None:
            continue
        style, found = numbered
        expected = last.get(style, 0) + 1
        if found in {expected, 1}:
            yield Checked()
        else:
            place = case.reading.document.place(text, 0, min(24, len(text.text)))
            yield Hit(text.text[:16], evidence={"found": found, "expected": expected}, places=[place])
        last[style] = found
