"""A paragraph about one thing copied into the section about another."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.repeats import opposed_headings, repeats
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

FEWEST_FIGURES = 6
LIKENESS = 0.4


@rule(
    code="AUD901",
    title="段落照抄到另一主题之下",
    title_en="A paragraph copied under another subject",
    severity=Severity.ERROR,
    family=Family.REPETITION,
    needs=("clauses", "facts"),
    message="这一段有{count}个数据与另一段逐个相同，而两段分别在“{one}”和“{other}”之下。",
    message_en="{count} figures of this paragraph are those of another one, and the two stand under “{other}” and “{one}”.",
    remedy="核对这一段是否误抄，按本节主题重写数据。",
    remedy_en="See whether the paragraph was copied by mistake and state the figures of this section.",
)
def passage_copied(case: AuditCase) -> Iterator[Said]:
    """Two paragraphs under opposite subjects (exploration and mining, survey and restoration …) do not carry the same series of figures."""
    for repeat in repeats(case):
        subjects = opposed_headings(case, repeat)
        if len(repeat.figures) >= FEWEST_FIGURES and repeat.likeness >= LIKENESS and subjects:
            document = case.reading.document
            places = [document.place(repeat.second.text, 0, 40), document.place(repeat.first.text, 0, 40)]
            figures = [fact for pair in repeat.figures for fact in reversed(pair)]
            values = {"one": subjects.first_title, "other": subjects.second_title}
            yield Hit(repeat.second.id, figures, {"count": len(repeat.figures)}, places=places, values=values)
        else:
            yield Checked()
