"""A check of several levels as text for a terminal."""

from __future__ import annotations

import io
from collections import Counter

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from kuanggui.findings.judgement import Severity
from kuanggui.reports.levels.view import LevelsView
from kuanggui.reports.plain_text import printable
from kuanggui.reports.terminal import STYLES, print_entry


def write_table(view: LevelsView, width: int = 100, *, colour: bool = False) -> str:
    """Plans, findings by gravity, counts. Text of the plans cannot steer the terminal."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
    )
    console.print(Rule(Text(printable(view.inner.title)), align="left"))
    for line in view.plans:
        above = f" ← {line.above}" if line.above else ""
        console.print(Text(printable(f"{line.division}  {line.plan}  {line.features}{above}"), "dim"))
    for severity in Severity:
        entries = view.inner.of(severity)
        if entries:
            console.print(Text(f"\n{view.words('severity', severity.value)} {len(entries)}", STYLES[severity]))
        for entry in entries:
            print_entry(console, view.inner, entry)
    for text in _closing(view):
        console.print(Text(printable(text)))
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


def _closing(view: LevelsView) -> list[str]:
    outcomes = view.review.assessment.outcomes
    verdicts = Counter(outcome.verdict.value for outcome in outcomes)
    filled = {name: verdicts.get(name, 0) for name in ("passed", "found", "not_applicable", "not_evaluated")}
    rules = view.words("terminal", "rules").format(rules=len(outcomes), **filled)
    return ["", *filter(None, (view.summary(), view.without_plan())), rules]
