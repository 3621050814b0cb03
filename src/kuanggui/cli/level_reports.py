"""How `kuanggui levels` reports: options that its commands share, and where reports go."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.features import parse_day
from kuanggui.app.levels.checking import Language, LevelsChecked, LevelsFormat, LevelsOptions
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity

PIPE_WIDTH = 120
BINARY = {LevelsFormat.HTML, LevelsFormat.XLSX}
Out = Annotated[Path | None, typer.Option(help="写到文件。Write the report to a file.", show_default=False)]
Form = Annotated[LevelsFormat, typer.Option("--format", help="报告形式。Form of the report.")]
Least = Annotated[Severity, typer.Option(help="只列出不轻于此级别的问题。List findings of this severity or graver.")]
FailOn = Annotated[
    Severity | None,
    typer.Option(help="有不轻于此级别的问题时以 1 退出。Exit with 1 for findings of this severity or graver."),
]
Lang = Annotated[Language, typer.Option(help="报告语言。Language of the report.")]
Day = Annotated[str | None, typer.Option(help="哪一天的状态，默认今天。As of a day.", show_default=False)]


def day_of(text: str | None) -> date:
    """The day that is asked for, or today."""
    return parse_day(text, "--as-of") if text else date.today()


def report_options(form: LevelsFormat, lang: Language, least: Severity, out: Path | None) -> LevelsOptions:
    """How to report; colours only on a terminal."""
    terminal = sys.stdout.isatty()
    return LevelsOptions(form, lang, least, Console().width if terminal else PIPE_WIDTH, terminal and out is None)


def end_with(
    checked: LevelsChecked, stem: str, options: LevelsOptions, out: Path | None, fail_on: Severity | None
) -> None:
    """Put the report where it belongs and end with the exit code."""
    for broken in checked.broken:
        typer.echo(f"注意：规则 {broken}；其余规则已运行，请报告此问题", err=True)
    if out is None and options.form not in BINARY:
        typer.echo(checked.report, nl=options.form is LevelsFormat.JSON)
    else:
        _write(checked.report, out or Path(f"{stem}.check.{options.form.value}"))
    raise typer.Exit(int(fail_on is not None and checked.worst is not None and checked.worst.reaches(fail_on)))


def _write(report: bytes, path: Path) -> None:
    try:
        path.write_bytes(report)
    except OSError as error:
        raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
    typer.echo(f"已写入 {path}", err=True)
