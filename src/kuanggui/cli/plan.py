"""`kuanggui plan`: the plans of a database, and what one of them says."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kuanggui.app.features import parse_day
from kuanggui.app.plans import PARTS, entry_record, list_plans, load_plan, plan_record
from kuanggui.cli.formats import Format
from kuanggui.cli.names import PARTS as NAMES
from kuanggui.cli.names import VALUES
from kuanggui.cli.options import Database
from kuanggui.cli.records import address, record_table, said
from kuanggui.errors import InputError
from kuanggui.model.plan import Plan

# A pipe has no width; wide enough that cells are not broken into many lines.
_PIPE_WIDTH = 200
HEAD = {
    "title": "题名",
    "level": "级别",
    "region": "范围",
    "planning_period": "规划期",
    "base_year": "基期",
    "outlook_year": "展望",
    "issuer": "发布机关",
}
SHOWN = ("indicators", "mine_limits", "zones")

plan = typer.Typer(help="查看数据库中的规划。The plans of a database.", no_args_is_help=True)
Output = Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")]


@plan.command("list")
def show_list(db: Database, output: Output = Format.TABLE) -> None:
    """列出数据库中的规划，最近导入的在前。The plans of a database, latest import first.

    示例 Example:

    kuanggui plan list --db plans.db
    """
    entries = list_plans(db)
    if output is Format.JSON:
        _print_json([entry_record(entry) for entry in entries])
        return
    table = Table("编号", "题名", "级别", "规划期", "文件", "导入时间")
    for entry in entries:
        years = f"{entry.period[0]}–{entry.period[1]}" if entry.period else ""
        level = VALUES[entry.level.value] if entry.level else ""
        moment = entry.imported_at.astimezone().strftime("%Y-%m-%d %H:%M")
        table.add_row(*(Text(cell) for cell in (entry.id, entry.title or "", level, years, entry.document, moment)))
    console().print(table)


@plan.command()
def show(
    db: Database,
    wanted: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            help="规划编号或其开头，默认最近导入的。The id of a plan or its beginning.",
            show_default=False,
        ),
    ] = None,
    output: Output = Format.TABLE,
    part: Annotated[
        str | None,
        typer.Option(help=f"只看一部分 Only one part: {'、'.join(PARTS)}", metavar="PART", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="哪一天有效的，默认今天。In force on a day.", show_default=False)
    ] = None,
) -> None:
    """显示一份规划：指标、分区、基期现状等，每个值附出处；带 * 的为推定。A plan: every value with its place, inferred ones with a *.

    示例 Examples:

    kuanggui plan show --db plans.db

    kuanggui plan show 1402 --db plans.db --part zones

    kuanggui plan show --db plans.db --format json > plan.json
    """
    if part is not None and part not in PARTS:
        raise InputError(f"--part {part}：没有这一部分；可选：{'、'.join(PARTS)}")
    found = load_plan(db, wanted, parse_day(as_of, "--as-of") if as_of else date.today())
    if output is Format.JSON:
        _print_json(plan_record(found, part))
    elif part is None:
        _print_summary(found)
    else:
        _print_part(found, part)


def _print_json(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def console() -> Console:
    """The terminal, or a pipe wide enough that cells are not broken into many lines."""
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def _print_summary(found: Plan) -> None:
    out = console()
    out.print(Text(found.id, style="bold"))
    for name, label in HEAD.items():
        value = getattr(found, name)
        where = f"（{address(value.place)}）" if hasattr(value, "place") else ""
        out.print(Text(f"{label}：{said(value) or '文中没有'}{where}"))
    out.print(Text(f"来源：{found.source.name}　SHA-256 {found.source.sha256}"))
    counts = [f"{NAMES[name]} {len(getattr(found, name))}" for name in PARTS if getattr(found, name)]
    out.print(Text("　".join(counts)))
    for name in SHOWN:
        if getattr(found, name):
            out.print(record_table(NAMES[name], getattr(found, name)))
    for box in found.unmapped_boxes:
        out.print(Text(f"未入库：{box.title or box.id}（{address(box.place)}）：{box.reason}"))


def _print_part(found: Plan, part: str) -> None:
    records = getattr(found, part)
    if records:
        console().print(record_table(NAMES[part], records))
    else:
        console().print(Text(f"{NAMES[part]}：文中没有"))
