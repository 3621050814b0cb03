"""`kuanggui calendar`: what is due when and for whom."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.authority import Credentials
from kuanggui.app.calendar.deadlines import Span, find_deadlines
from kuanggui.app.calendar.writing import WHO, as_icalendar, basis_of, deadline_record, title_of
from kuanggui.app.features import parse_day
from kuanggui.cli.options import Database, Token
from kuanggui.cli.plan import console


class CalendarFormat(StrEnum):
    """How deadlines are written."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"


def calendar(
    db: Database,
    first: Annotated[
        str | None, typer.Option("--from", help="从哪一天起，默认今年一月一日。From this day.", show_default=False)
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", help="到哪一天止，默认同年年末。Up to this day.", show_default=False)
    ] = None,
    plan: Annotated[str | None, typer.Option(help="规划编号，默认全部。The plan.", show_default=False)] = None,
    output: Annotated[
        CalendarFormat, typer.Option("--format", help="table 供阅读，json 供程序，ics 供日历软件。")
    ] = CalendarFormat.TABLE,
    token: Token = None,
) -> None:
    """列出规划监测、年度调整、规划期末和矿业权延续的时限。Deadlines of plans and rights.

    示例 Examples:

    kuanggui calendar --db plans.db

    kuanggui calendar --db plans.db --from 2025-01-01 --until 2026-12-31 --format ics > plans.ics
    """
    begin = parse_day(first, "--from") if first else date.today().replace(month=1, day=1)
    span = Span(begin, parse_day(last, "--until") if last else date(begin.year, 12, 31))
    found = find_deadlines(Desk(db, Credentials(token)), span, plan)
    if output is CalendarFormat.ICS:
        sys.stdout.buffer.write(as_icalendar(found, datetime.now(UTC)))
        return
    if output is CalendarFormat.JSON:
        typer.echo(json.dumps([deadline_record(each) for each in found], ensure_ascii=False, indent=1))
        return
    table = Table("日期", "事项", "责任", "规划", "已完成", "依据")
    for each in found:
        cells = (each.day.isoformat(), title_of(each), WHO[each.who], each.plan_title, each.done or "", basis_of(each))
        table.add_row(*map(Text, cells))
    console().print(table)
