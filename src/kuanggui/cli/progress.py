"""Progress on a terminal: one bar over the phases of a job, none in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def phase_bar(title: str, phases: Mapping[str, str]) -> Iterator[Callable[[str], None]]:
    """A function to call with the key of each phase as it begins; `phases` gives their names for the user."""
    if not sys.stderr.isatty():
        yield lambda phase: None
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe needs no bar and starts faster
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=len(phases))

        def report(phase: str) -> None:
            progress.update(task, description=phases.get(phase, phase), advance=1)

        yield report
