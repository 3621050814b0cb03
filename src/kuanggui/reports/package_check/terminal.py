"""A package check as text for a terminal."""

from __future__ import annotations

import io
from collections import Counter

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from kuanggui.findings.judgement import Severity
from kuanggui.reports.package_check.view import PackageView
from kuanggui.reports.plain_text import printable
from kuanggui.reports.terminal import STYLES, print_entry


def write_table(view: PackageView, width: int = 100, *, colour: bool = False) -> str:
    """Inventory, findings by gravity, level. Text of the package cannot steer the terminal."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
    )
    say = view.words
    console.print(Rule(Text(printable(f"{view.inner.title} · {view.edition}")), align="left"))
    for line in view.layers:
        path, name, known, features, crs, error = line.cells(say)
        tail = error or f"{features} · {crs}"
        console.print(Text(printable(f"{name}  {known}  {tail}  {path}"), "red" if error else "dim"))
    for severity in Severity:
        entries = view.inner.of(severity)
        if entries:
            console.print(Text(f"\n{say('severity', severity.value)} {len(entries)}", STYLES[severity]))
        for entry in entries:
            print_entry(console, view.inner, entry)
    for text in _closing(view):
        console.print(Text(printable(text)))
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


def _closing(view: PackageView) -> list[str]:
    say = view.words
    verdicts = Counter(outcome.verdict.value for outcome in view.review.assessment.outcomes)
    filled = {name: verdicts.get(name, 0) for name in ("passed", "found", "not_applicable", "not_evaluated")}
    return [
        "",
        view.summary(),
        say("terminal", "rules").format(rules=len(view.review.assessment.outcomes), **filled),
        f"{say('package', 'conformance')}: {say('package', view.conformance.value)}",
    ]
