"""A paragraph that speaks of the subject of another section."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.repeats import opposed_headings, repeats
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

LIKENESS = 0.5
FEWEST_FIGURES = 6


@rule(
    code="AUD905",
    title="段落内容与所在章节主题不符",
    title_en="A paragraph about the subject of another section",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("clauses",),
    message="这一段在“{subject}”之下，却与“{other}”之下的一段雷同，而且只讲{word}。",
    message_en="This paragraph stands under “{subject}” but repeats one under “{other}” and speaks of {word} only.",
    remedy="按本节主题改写这一段。",
    remedy_en="Rewrite the paragraph for the subject of its section.",
)
def paragraph_of_other_section(case: AuditCase) -> Iterator[Said]:
    """A paragraph much like one in a section on the opposite subject names the subject of its own section."""
    for repeat in repeats(case):
        opposed = opposed_headings(case, repeat)
        if repeat.likeness < LIKENESS or opposed is None or len(repeat.figures) >= FEWEST_FIGURES:
            continue
        for clause, foreign, own, under, other in (
            (repeat.second, opposed.first_words, opposed.second_words, opposed.second_title, opposed.first_title),
            (repeat.first, opposed.second_words, opposed.first_words, opposed.first_title, opposed.second_title),
        ):
            text = clause.text.text
            if any(word in text for word in foreign) and not any(word in text for word in own):
                yield Hit(
                    under,
                    places=[case.reading.document.place(clause.text, 0, 60)],
                    values={"other": other, "word": foreign[0]},
                )
                break
        else:
            yield Checked()
