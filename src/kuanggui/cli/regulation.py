"""`kuanggui regulation`: the law as dated parameters."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kuanggui.app.regulation import find_parameter, list_parameters, provision_record, unconfirmed
from kuanggui.cli.formats import Format
from kuanggui.errors import InputError

regulation = typer.Typer(help="查阅法规参数及其依据。Law as dated parameters.", no_args_is_help=True)
_PIPE_WIDTH = 200
_LONGEST = 60
WORDS = {"official": "官方文本", "secondary": "转载", "memory": "凭记忆，待核对"}
_FORM = typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")
_AS_OF = typer.Option("--as-of", help="适用日期，如 2026-06-15，默认今天。The day.", metavar="DATE", show_default=False)


@regulation.command("list")
def list_all(as_of: Annotated[str | None, _AS_OF] = None, output: Annotated[Format, _FORM] = Format.TABLE) -> None:
    """列出全部参数在某日的值和依据。Every parameter with its value on a day.

    示例 Example:

    kuanggui regulation list --as-of 2025-06-30
    """
    _print_standings(list_parameters(day_of(as_of)), output)


@regulation.command()
def show(
    code: Annotated[str, typer.Argument(help="参数代码，如 control_lines.farmland。Code.", show_default=False)],
    output: Annotated[Format, _FORM] = Format.TABLE,
) -> None:
    """一个参数历次的值、施行日、依据和可信度。One parameter through time.

    示例 Example:

    kuanggui regulation show control_lines.farmland
    """
    parameter = find_parameter(code)
    records = [provision_record(change) for change in parameter.changes]
    if output is Format.JSON:
        content = {"code": parameter.code, "title": parameter.title, "values": records}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    table = Table(
        "施行日", "值", "依据", "可信度", "说明", title=f"{parameter.code}　{parameter.title}", title_justify="left"
    )
    for record in records:
        table.add_row(record["since"], _value(record), _citation(record), _confidence(record), record["note"] or "")
    _console().print(table)


@regulation.command()
def check(as_of: Annotated[str | None, _AS_OF] = None, output: Annotated[Format, _FORM] = Format.TABLE) -> None:
    """列出需要核对原文的参数：凭记忆的、缺失的、据转载的。Parameters whose source has to be confirmed.

    示例 Example:

    kuanggui regulation check
    """
    found = unconfirmed(day_of(as_of))
    _print_standings(found, output)
    if output is Format.TABLE:
        typer.echo(f"需要核对的参数共 {len(found)} 个；凭记忆的只提示，不据以判定不符合。")


def day_of(text: str | None) -> date:
    """The day an option names, today without one; raises InputError."""
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--as-of {text} 不是日期；请写成 2026-06-15 的样子") from error


def _print_standings(standings: list[Any], output: Format) -> None:
    records = [(s.parameter, provision_record(s.now)) for s in standings]
    if output is Format.JSON:
        rows = [{"code": parameter.code, "title": parameter.title, **record} for parameter, record in records]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table("代码", "名称", "施行日", "值", "依据", "可信度")
    for parameter, record in records:
        title = parameter.title.split(" (")[0]
        value = _value(record)
        short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        table.add_row(parameter.code, title, record["since"], short, _citation(record), _confidence(record))
    _console().print(table)


def _value(record: dict[str, Any]) -> str:
    value = record["value"]
    if value is None:
        return "（无）"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{text} {record['unit']}" if record.get("unit") and not isinstance(value, dict | list) else text


def _citation(record: dict[str, Any]) -> str:
    parts = record.get("citation", {})
    return " ".join(parts[name] for name in ("document", "number", "article") if name in parts)


def _confidence(record: dict[str, Any]) -> str:
    return WORDS.get(record.get("confidence", ""), "没有数据")


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, markup=False)
