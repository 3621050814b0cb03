"""Progress on a terminal: one bar over the phases of a job, none in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


@contextmanager
def phase_bar(title: str, phases: Mapping[str, str]) -> Iterator[Callable[[str], None]]:
    """A function to call with the key of each phase as it begins; `phases` gives their names for the user."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=len(phases))

        def report(phase: str) -> None:
            progress.update(task, description=phases.get(phase, phase), advance=1)

        yield report
