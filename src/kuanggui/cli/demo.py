"""`kuanggui demo`: the example plan from reading to report."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.demo import DATABASE, Demo, import_more, run_demo
from kuanggui.cli.import_ import summary
from kuanggui.cli.serve import LOOPBACK, run_server

PIPE_WIDTH = 120


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="结果放在哪里。Folder for the results.")] = Path("demo"),
    port: Annotated[int, typer.Option(help="网页端口，0 为任意空闲端口。Port of the page, 0 for any.")] = 8723,
    serve: Annotated[
        bool | None,
        typer.Option("--serve/--no-serve", help="最后打开本机网页服务；默认仅在终端中。Serve the pages at the end."),
    ] = None,
    more: Annotated[
        Path | None,
        typer.Option(
            "--plans",
            help="再导入此文件夹中的规划，默认为源代码旁的 ../shared/plans。A folder of more plans to import.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """用示例规划演示：读取、入库、复核、审查、出报告。Show what the program does on an example plan.

    例 Examples:

    kuanggui demo

    kuanggui demo --no-serve --dir /tmp/demo
    """
    console, today = Console(), datetime.now(UTC).astimezone().date()
    width = console.width if sys.stdout.isatty() else PIPE_WIDTH
    with Console(stderr=True).status("示例规划…") as status:
        made = run_demo(folder, today, width, lambda step: status.update(f"示例规划：{step}"))
        others = import_more(folder, more)
    for line in summary(made.plan, made.imported):
        typer.echo(line)
    typer.echo(f"查看 To see it: kuanggui plan show --db {folder / 'demo.db'}\n")
    typer.echo(made.audit)
    typer.echo(
        f"规划符合性审查 Screening（示例案件 {len(made.screening.cases)} 个、规划区块 {len(made.screening.blocks)} 个）："
    )
    for answer in made.screening.cases:
        typer.echo(f"  {answer.name}：{answer.ruling.label}")
    for path, problem in others:
        typer.echo(f"另一规划 Another plan: {path.name}{f'：{problem}' if problem else ''}")
    typer.echo("报告 Reports:")
    for path in (*made.reports.values(), *made.screening.files):
        typer.echo(f"  {path}")
    if serve if serve is not None else sys.stdout.isatty():
        _serve(made, today, port)


def _serve(made: Demo, today: date, port: int) -> None:
    """Serve the database of the demo; the example is handed in for an audit, so that the desk is not empty."""
    from kuanggui.web.audits.handing_in import hand_in_file  # noqa: PLC0415 - not needed without the pages
    from kuanggui.web.jobs.queue import JobQueue  # noqa: PLC0415
    from kuanggui.web.settings import read_settings  # noqa: PLC0415

    database = str(made.folder / DATABASE)
    hand_in_file(JobQueue(read_settings(database).folder), made.plan, today)
    run_server(database, LOOPBACK, port)
