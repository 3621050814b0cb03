"""`kuanggui db trail`: who did what, when and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app import database
from kuanggui.cli.formats import Format
from kuanggui.cli.options import Database
from kuanggui.cli.plan import console
from kuanggui.model.trail import TrailEntry


def trail(
    file: Database,
    subject: Annotated[
        str | None, typer.Option(help="只看一项调整、一份规划或一个用户。Of one subject.", show_default=False)
    ] = None,
    who: Annotated[str | None, typer.Option(help="只看此人所做。By one user.", show_default=False)] = None,
    since: Annotated[int, typer.Option(help="只看此号以后的。After this entry.")] = 0,
    output: Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。")] = Format.TABLE,
) -> None:
    """列出留痕：何时、何人、做了什么、为什么，动了哪些表。Who did what, when and why.

    示例 Examples:

    kuanggui db trail --db plans.db --subject 140200-T001

    kuanggui db trail --db plans.db --since 120 --format json
    """
    entries = database.trail_of(file, subject, who, since)
    if output is Format.JSON:
        typer.echo(json.dumps([_record(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    table = Table("号", "时间", "何人", "动作", "对象", "缘由", "写入", "哈希")
    for entry in entries:
        at = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        written = "、".join(f"{part.table} {part.rows}" for part in entry.content)
        cells = (str(entry.number), at, entry.who, entry.action, entry.subject, entry.why, written, entry.hash[:12])
        table.add_row(*map(Text, cells))
    console().print(table)


def _record(entry: TrailEntry) -> dict[str, Any]:
    return asdict(entry) | {"at": entry.at.isoformat()}
