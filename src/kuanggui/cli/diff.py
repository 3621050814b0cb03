"""`kuanggui plan diff`: what changed between two plans, or two days of one."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.difference.report import Comparison, Side, compare
from kuanggui.app.difference.writing import DiffFormat, write_comparison
from kuanggui.app.features import parse_day, parse_moment
from kuanggui.cli.names import FEATURE_VALUES, PARTS, VALUES
from kuanggui.cli.options import Database
from kuanggui.errors import InputError

HOW = {"added": "新增", "removed": "减少", "changed": "变更"}
NAMES = VALUES | FEATURE_VALUES | PARTS | {"head": "概况", "features": "区块、分区和矿业权"}


def diff(
    first: Annotated[
        str, typer.Argument(metavar="A", help="规划编号或其开头，可加 @日期，如 1402@2023-06-30。", show_default=False)
    ],
    db: Database,
    second: Annotated[
        str | None, typer.Argument(metavar="B", help="另一个，默认同一规划的今天。", show_default=False)
    ] = None,
    other: Annotated[
        str | None, typer.Option("--other-db", help="B 所在的数据库。The database of B.", show_default=False)
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(help="A 按当时库中所记。A as recorded then.", show_default=False)
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="与同一规划的这一天比较（不写 B 时）。The other day of A.", show_default=False)
    ] = None,
    output: Annotated[
        DiffFormat, typer.Option("--format", help="html 有变更前后图，xlsx 为表格，geojson 为图形，json 供程序。")
    ] = DiffFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="写到文件。Write to a file.", show_default=False)] = None,
) -> None:
    """比较两份规划，或一份规划的两天：移动多远、面积增减、矿种变更、指标改动。Compare two plans, or two days of one.

    退出码 Exit codes: 0 没有变化 nothing changed, 1 有变化 something changed.

    示例 Examples:

    kuanggui plan diff 1402@2023-01-01 1402@2024-01-01 --db plans.db

    kuanggui plan diff 1402@2023-01-01 --against 2024-01-01 --db plans.db --format html --out 对比.html

    kuanggui plan diff 1402 1402 --db plans.db --other-db restored.db
    """
    if against and second:
        raise InputError("--against 与 B 只能给一个；B 可写成 1402@2024-01-01")
    plan = first.partition("@")[0]
    told = second or (f"{plan}@{against}" if against else plan)
    old, new = _side(db, first), _side(other or db, told)
    if known_at:
        old = Side(old.database, old.plan, old.as_of, parse_moment(known_at, "--known-at"))
    found = compare(old, new, around=output is DiffFormat.HTML)
    if output is DiffFormat.TABLE:
        _print(found)
    else:
        sides = (f"{found.old}@{old.as_of}", f"{found.new}@{new.as_of}")
        _write(write_comparison(found, output, sides, NAMES), out, output)
    if found.differences:
        raise typer.Exit(1)


def _write(content: bytes, out: Path | None, form: DiffFormat) -> None:
    if out is None and form is not DiffFormat.XLSX:
        typer.echo(content, nl=False)
        return
    path = out or Path("规划对比.xlsx")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
    typer.echo(f"已写入 {path}", err=True)


def _side(database: str, text: str) -> Side:
    plan, at, day = text.partition("@")
    if at and not day:
        raise InputError(f"{text}：@ 后应有日期，如 1402@2023-06-30")
    today = date.today()
    return Side(database, plan or None, parse_day(day, "@") if day else today)


def _print(found: Comparison) -> None:
    if not found.differences:
        typer.echo(f"{found.old} 与 {found.new}：没有变化")
    for part, group in groupby(found.differences, key=lambda each: each[0]):
        differences = [each for _, each in group]
        typer.echo(f"{NAMES.get(part, part)}（{len(differences)} 处）")
        for each in differences:
            typer.echo(f"  {HOW[each.how]} {each.subject}" + (f"：{'；'.join(each.lines)}" if each.lines else ""))
