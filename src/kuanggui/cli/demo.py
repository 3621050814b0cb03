"""`kuanggui demo`: the example plan from reading to report."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.demo import run_demo
from kuanggui.cli.import_ import summary
from kuanggui.errors import InputError

LOOPBACK = "127.0.0.1"
PIPE_WIDTH = 120


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="结果放在哪里。Folder for the results.")] = Path("demo"),
    port: Annotated[int, typer.Option(help="网页端口，0 为任意空闲端口。Port of the page, 0 for any.")] = 8723,
    serve: Annotated[
        bool | None,
        typer.Option("--serve/--no-serve", help="最后打开本机网页服务；默认仅在终端中。Serve the report at the end."),
    ] = None,
) -> None:
    """用示例规划演示：读取、入库、复核、审查、出报告。Show what the program does on an example plan.

    例 Examples:

    kuanggui demo

    kuanggui demo --no-serve --dir /tmp/demo
    """
    console = Console()
    width = console.width if sys.stdout.isatty() else PIPE_WIDTH
    with Console(stderr=True).status("示例规划…") as status:
        made = run_demo(
            folder, datetime.now(UTC).astimezone().date(), width, lambda step: status.update(f"示例规划：{step}")
        )
    for line in summary(made.plan, made.imported):
        typer.echo(line)
    typer.echo(f"查看 To see it: kuanggui plan show --db {folder / 'demo.db'}\n")
    typer.echo(made.audit)
    typer.echo(
        f"规划符合性审查 Screening（示例案件 {len(made.screening.cases)} 个、规划区块 {len(made.screening.blocks)} 个）："
    )
    for answer in made.screening.cases:
        typer.echo(f"  {answer.name}：{answer.ruling.label}")
    typer.echo("报告 Reports:")
    for path in (*made.reports.values(), *made.screening.files):
        typer.echo(f"  {path}")
    if serve if serve is not None else sys.stdout.isatty():
        serve_folder(folder, port)


def serve_folder(folder: Path, port: int) -> None:
    """Serve a folder on the loopback address until interrupted; raises InputError when the port is taken."""
    handler = partial(QuietHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        raise InputError(f"--port {port}：端口不可用（{error.strerror}）；请换一个端口，或用 --port 0") from error
    with server:
        typer.echo(f"网页 Page: http://{LOOPBACK}:{server.server_port}/ （Ctrl+C 结束 to stop）")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Say nothing."""
