"""The review as text for a terminal, grouped by severity."""

from __future__ import annotations

import io
from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from kuanggui.findings.judgement import Severity
from kuanggui.reports.plain_text import printable
from kuanggui.reports.view import Entry, View

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}


def write_terminal(view: View, width: int = 100, *, colour: bool = False) -> str:
    """The findings with quoted words and arithmetic, then what was checked. Text of the document cannot steer the terminal."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
    )
    console.print(Rule(Text(printable(f"{view.title} · {view.review.assessment.document}")), align="left"))
    for severity in Severity:
        entries = view.of(severity)
        if entries:
            console.print(Text(f"\n{view.words('severity', severity.value)} {len(entries)}", STYLES[severity]))
        for entry in entries:
            print_entry(console, view, entry)
    for line in _closing(view):
        console.print(Text(printable(line)))
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


def print_entry(console: Console, view: View, entry: Entry) -> None:
    """One finding: place, quoted words, message, what to do."""
    console.print()
    first = entry.places[0]
    console.print(Text.assemble((f"{entry.number}. {entry.title}", "bold"), (f"  {entry.finding.rule}", "dim")))
    lines = [Text(printable(first.where), "dim"), _quote(entry), Text(printable(entry.message))]
    lines += [Text(printable(line), "cyan") for line in entry.unsaid]
    if entry.remedy:
        lines.append(Text(printable(f"→ {entry.remedy}")))
    lines += [Text(printable(f"↔ {quotes}  {where}"), "dim") for where, quotes in entry.compared]
    for member in entry.also:
        lines.append(
            Text(printable(f"{view.words('terminal', 'also')} {member.finding.rule}: {member.message}"), "dim")
        )
    lines.append(Text(entry.finding.id, "dim"))
    console.print(Padding(Text("\n").join(lines), (0, 0, 0, 4)))  # at once: each call costs more than the line


def _quote(entry: Entry) -> Text:
    words = entry.places[0].words
    parts = (
        printable(words.before),
        (printable(words.quote), f"{STYLES[entry.finding.severity]} underline"),
        printable(words.after),
    )
    return Text.assemble("“", *parts, "”")


def _closing(view: View) -> list[str]:
    say, review = view.words, view.review
    assessment = review.assessment
    lines = [""]
    if not view.entries:
        lines.append(say("terminal", "no_findings"))
    lines.append(say("terminal", "totals").format(**{s.value: n for s, n in assessment.counts().items()}))
    reasons = (
        " · ".join(f"{say('reason', reason)} {count}" for reason, count in assessment.coverage.reasons.items()) or "0"
    )
    coverage = assessment.coverage
    lines.append(
        say("terminal", "coverage").format(numbers=coverage.numbers, checked=coverage.checked, reasons=reasons)
    )
    verdicts = Counter(outcome.verdict.value for outcome in assessment.outcomes)
    filled = {name: verdicts.get(name, 0) for name in ("passed", "found", "not_applicable", "not_evaluated")}
    lines.append(say("terminal", "rules").format(rules=len(assessment.outcomes), **filled))
    return lines + _remarks(view)


def _remarks(view: View) -> list[str]:
    say, review = view.words, view.review
    lines = []
    if review.hidden:
        lines.append(say("terminal", "hidden").format(count=review.hidden))
    if review.waived:
        lines.append(say("terminal", "waived").format(count=len(review.waived)))
    lines += [say("terminal", "unused").format(id=waiver.finding, reason=waiver.reason) for waiver in review.unused]
    if comparison := review.comparison:
        counts = {"solved": len(comparison.solved), "remaining": len(comparison.remaining), "new": len(comparison.new)}
        lines.append(say("terminal", "comparison").format(against=comparison.against, **counts))
    return lines
