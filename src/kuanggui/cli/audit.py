"""`kuanggui audit`: recompute the numbers of plans and report each contradiction."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.audit import Audited, AuditFormat, AuditOptions, Language, audit_files
from kuanggui.cli.destination import Destination
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity

# A pipe has no width; lines of this length are still read with ease.
_PIPE_WIDTH = 120
PHASES = {"read": "读取", "structure": "识别结构", "facts": "提取数据", "audit": "复核", "report": "写报告"}


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(help="规划文档，可有多个。Plan documents, each with its own report.", show_default=False),
    ],
    form: Annotated[
        AuditFormat,
        typer.Option("--format", help="报告形式：终端表格、JSON、网页、修改清单、审查意见。Form of the report."),
    ] = AuditFormat.TABLE,
    out: Annotated[
        Path | None,
        typer.Option(help="写到文件；多个文档时为文件夹。Write to a file, for several documents to a folder."),
    ] = None,
    min_severity: Annotated[
        Severity, typer.Option(help="只列出不轻于此级别的问题。List findings of this severity or graver.")
    ] = Severity.INFO,
    fail_on: Annotated[
        Severity | None,
        typer.Option(help="有不轻于此级别的问题时以 1 退出。Exit with 1 for findings of this severity or graver."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="报告语言。Language of the report.")] = Language.ZH,
    against: Annotated[
        Path | None,
        typer.Option(help="旧稿或其 JSON 结果，比较已解决、仍存在、新出现。An older draft, or the JSON of its audit."),
    ] = None,
    upper: Annotated[
        Path | None, typer.Option(help="上级规划，核对上下级数据。The upper plan, to check against.")
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(help="说明文件，默认为文档旁的 .kuanggui-waivers.yaml。Waivers; default: beside the document."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            help="法规适用日期，年-月-日，默认今天。The day whose law applies; default: today.", show_default=False
        ),
    ] = None,
) -> None:
    """复核规划中的数字，逐条报告矛盾。Recompute the numbers of plans and report each contradiction.

    退出码 Exit codes: 0 完成 done, 1 有不轻于 --fail-on 的问题 findings, 2 用法或文件有误 wrong use, 3 内部错误 internal error.

    示例 Examples:

    kuanggui audit 规划.docx --format html --out 复核.html

    kuanggui audit 新稿.docx --against 旧稿.docx --fail-on error
    """
    if against is not None and len(files) > 1:
        raise InputError("--against 只能用于一个文档；请分别运行")
    destination = Destination(form, out, several=len(files) > 1)
    options = AuditOptions(
        form=form,
        as_of=_day(as_of),
        language=lang,
        least=min_severity,
        upper=upper,
        against=against,
        waivers=waivers,
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH,
        colour=sys.stdout.isatty() and out is None,
    )
    codes = [_finish(audited, destination, fail_on) for audited in _progressing(files, options)]
    destination.close()
    raise typer.Exit(max(codes))


def _finish(audited: Audited, destination: Destination, fail_on: Severity | None) -> int:
    if audited.error:
        typer.echo(f"错误：{audited.error}", err=True)
        return audited.exit_code
    for broken in audited.broken:
        typer.echo(f"注意：{audited.path}：规则 {broken}；其余规则已运行，请报告此问题", err=True)
    destination.take(audited.path, audited.report)
    return int(fail_on is not None and audited.worst is not None and audited.worst.reaches(fail_on))


def _progressing(files: Sequence[Path], options: AuditOptions) -> Iterator[Audited]:
    """The files as they are done, with a progress bar on a terminal and none in a pipe."""
    with _bar(len(files)) as (advance, report):
        for audited in audit_files(files, options, report):
            advance()
            yield audited


@contextmanager
def _bar(total: int) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    if not sys.stderr.isatty():
        yield lambda: None, lambda phase: None
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe needs no bar and starts faster
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        steps = total if total > 1 else len(PHASES)
        task = progress.add_task("复核", total=steps)

        def advance() -> None:
            progress.update(task, advance=1)

        def report(phase: str) -> None:
            progress.update(task, description=PHASES.get(phase, phase), advance=1)

        yield advance, report


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--as-of {text}：应为 年-月-日，如 2025-12-31") from error
