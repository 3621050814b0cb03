"""The review opinion as a word document, in the form that provincial reviewers write."""

from __future__ import annotations

import io
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.reports.plain_text import printable
from kuanggui.reports.view import Entry, View

BODY, HEADING = (
    "仿宋",
    "黑体",
)  # the faces of official documents; a word processor substitutes them where they are not installed


def write_opinion(view: View) -> bytes:
    """Title, basic facts, overall opinion by a stated rule, numbered opinions by family, what could not be checked, signatures."""
    document = docx.Document()
    _set_faces(document)
    title = document.add_heading(printable(_say(view, "title", title=view.title)), 0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _basics(document, view)
    _judgement(document, view)
    _opinions(document, view)
    _open(document, view)
    _signatures(document, view)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def overall(view: View) -> str:
    """Which of `fail`, `doubt` and `pass` the stated rule gives."""
    worst = view.review.worst
    return {Severity.ERROR: "fail", Severity.WARNING: "doubt"}.get(worst, "pass") if worst else "pass"


def _say(view: View, key: str, **values: object) -> str:
    return view.words("opinion", key).format(**values)


def _counts(view: View) -> dict[str, int]:
    return {severity.value: count for severity, count in view.review.assessment.counts().items()}


def _basics(document: Document, view: View) -> None:
    document.add_heading(_say(view, "basics"), 1)
    assessment = view.review.assessment
    facts = {
        "plan": view.title,
        "file": assessment.document,
        "hash": assessment.sha256,
        "numbers": str(assessment.coverage.numbers),
        "checked": str(assessment.coverage.checked),
        "found": _say(view, "found_value", **_counts(view)),
    }
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for key, value in facts.items():
        row = table.add_row().cells
        row[0].text, row[1].text = _say(view, key), printable(value)
        row[0].width, row[1].width = Cm(4.5), Cm(11)


def _judgement(document: Document, view: View) -> None:
    document.add_heading(_say(view, "judgement"), 1)
    document.add_paragraph(_say(view, overall(view), **_counts(view)))
    document.add_paragraph(_say(view, "basis"))


def _opinions(document: Document, view: View) -> None:
    document.add_heading(_say(view, "opinions"), 1)
    if not view.entries:
        document.add_paragraph(view.words("page", "none"))
    order = list(Family)
    by_family = sorted(view.entries, key=lambda entry: order.index(entry.finding.family))
    number = 0
    for family, entries in groupby(by_family, key=lambda entry: entry.family):
        document.add_heading(family, 2)
        for entry in entries:
            number += 1
            _opinion(document, view, entry, f"{number}. ")


def _opinion(document: Document, view: View, entry: Entry, number: str) -> None:
    head = document.add_paragraph()
    head.add_run(printable(f"{number}{entry.title}")).bold = True
    head.add_run(printable(f"（{entry.severity}；{entry.places[0].where}）"))
    _line(document, entry.message)
    words = entry.places[0].words
    quote = _line(document, f"{view.words('sheet', 'quote')}：{words.before}")
    quote.add_run(printable(words.quote)).bold = True
    quote.add_run(printable(words.after))
    for line in entry.unsaid:
        _line(document, f"{view.words('evidence', 'arithmetic')}：{line}")
    if entry.remedy:
        _line(document, f"{view.words('page', 'remedy')}：{entry.remedy}")
    for member in entry.also:
        _line(document, f"{view.words('page', 'also')}：{member.message}（{member.places[0].where}）")


def _line(document: Document, text: str) -> Paragraph:
    return document.add_paragraph(printable(text))


def _open(document: Document, view: View) -> None:
    document.add_heading(_say(view, "open"), 1)
    coverage, words = view.review.assessment.coverage, view.words
    reasons = words.choose("，", ", ").join(
        f"{words('reason', reason)} {count}" for reason, count in coverage.reasons.items()
    )
    if reasons:
        _line(document, _say(view, "unchecked", count=len(coverage.unchecked), reasons=reasons))
    for outcome in view.review.assessment.outcomes:
        if outcome.verdict is Verdict.NOT_EVALUATED:
            title = words.choose(outcome.rule.title, outcome.rule.title_en)
            reason = words.choose(outcome.reason, outcome.reason_en)
            _line(document, _say(view, "rule_open", code=outcome.rule.code, title=title, reason=reason))
    if view.review.waived:
        _line(document, _say(view, "waived"))
    for item in view.review.waived:
        message = words.choose(item.finding.message, item.finding.message_en)
        _line(document, f"{message}（{item.waiver.reason}；{item.waiver.name}，{item.waiver.date}）")


def _signatures(document: Document, view: View) -> None:
    document.add_paragraph()
    for key in ("signed", "office", "date"):
        paragraph = document.add_paragraph(_say(view, key))
        paragraph.paragraph_format.left_indent = Cm(8)


def _set_faces(document: Document) -> None:
    for name, face, size in (
        ("Normal", BODY, 12),
        ("Title", HEADING, 20),
        ("Heading 1", HEADING, 15),
        ("Heading 2", HEADING, 13),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = face, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
