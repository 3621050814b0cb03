"""A sentence repeated with the same figures and another organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.repeats import repeats
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.outline import Clause
from kuanggui.model.place import Place

ORGANISATION = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:集团|公司|总厂|研究院|地质队|管理局)")
FEWEST_DIGITS = 3
REACH = 40


@rule(
    code="AUD906",
    title="同一数据的主体前后不一",
    title_en="The same figure with another organisation",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("clauses", "facts"),
    message="{figure}在一处归“{subject}”，在另一处归“{other}”。",
    message_en="{figure} is “{subject}”'s in one place and “{other}”'s in another.",
    remedy="核对主体名称，统一前后表述。",
    remedy_en="Check which organisation is meant and name it alike.",
)
def subject_exchanged(case: AuditCase) -> Iterator[Said]:
    """Where two passages share wording and a figure of three digits or more, the organisation named in front of it is the same."""
    for repeat in repeats(case):
        for one, other in repeat.figures:
            if len(f"{one.quantity.low:f}".replace(".", "").strip("0")) < FEWEST_DIGITS:
                continue
            first, second = _organisations(case, repeat.first, one), _organisations(case, repeat.second, other)
            only_first = {name: place for name, place in first.items() if name not in second}
            only_second = {name: place for name, place in second.items() if name not in first}
            if len(only_first) == len(only_second) == 1:
                yield from _hit(only_first, only_second, one, other)
                break
            yield Checked()


def _organisations(case: AuditCase, clause: Clause, fact: Fact) -> dict[str, Place]:
    """The organisations named in the phrase in front of a figure, with their places."""
    text = clause.text.text
    start = max(max(text.rfind(mark, 0, fact.start) for mark in "。；，") + 1, fact.start - REACH)
    found = ORGANISATION.finditer(text, start, fact.start)
    return {m.group(): case.reading.document.place(clause.text, *m.span()) for m in found}


def _hit(first: dict[str, Place], second: dict[str, Place], one: Fact, other: Fact) -> Iterator[Said]:
    (a, place_a), (b, place_b) = next(iter(first.items())), next(iter(second.items()))
    values = {"other": a, "figure": one.quantity.text}
    yield Hit(b, [other, one], values=values, places=[place_b, place_a, other.place, one.place])
