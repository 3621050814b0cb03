"""`kuanggui plan targets`: indicators, caps and mine limits as of a day, and the history of one."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.difference.plans import content
from kuanggui.app.features import parse_day, parse_moment
from kuanggui.app.targets import TargetOnDay, TargetQuery, known_target, target_record, targets_on, version_record
from kuanggui.cli.formats import Format
from kuanggui.cli.names import FIELDS, PARTS
from kuanggui.cli.options import Database
from kuanggui.cli.plan import console
from kuanggui.cli.records import address
from kuanggui.model.target import Target, TargetPart, TargetVersion


def targets(
    db: Database,
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN", help="规划编号或其开头，默认最近导入的。", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="哪一天有效的，默认今天。In force on a day.", show_default=False)
    ] = None,
    known_at: Annotated[str | None, typer.Option(help="按当时库中所记。As recorded then.", show_default=False)] = None,
    part: Annotated[
        list[TargetPart] | None, typer.Option(help="只看这些部分。Only these parts.", show_default=False)
    ] = None,
    item: Annotated[
        str | None, typer.Option(help="一条的全部版本。Every version of one record.", show_default=False)
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。")] = Format.TABLE,
) -> None:
    """列出某一天有效的规划指标、总量控制和矿山数，及其改动依据。Indicators, caps and mine limits as of a day.

    示例 Examples:

    kuanggui plan targets --db plans.db --as-of 2024-06-30

    kuanggui plan targets --db plans.db --item indicator/box-5/5
    """
    if item is not None:
        _history(known_target(db, plan, item), output)
        return
    query = TargetQuery(
        plan,
        parse_day(as_of, "--as-of") if as_of else date.today(),
        parse_moment(known_at, "--known-at") if known_at else None,
        tuple(part or ()),
    )
    found = targets_on(db, query)
    if output is Format.JSON:
        typer.echo(json.dumps([target_record(each) for each in found], ensure_ascii=False, indent=1))
    else:
        console().print(_table(found))


def _table(found: list[TargetOnDay]) -> Table:
    table = Table("编号", "部分", "名称", "字段", "数值", "出处", "原值", "自", "依据")
    for each in found:
        key, now = each.printed.key, each.now
        changed = (content(each.printed.value), now.valid_from.isoformat(), each.basis) if now else ("", "", "")
        cells = (key.item, PARTS[key.part.value], each.printed.name, FIELDS[key.field], content(each.value))
        place = each.value.place
        where = f"{place.document} 第{place.line}项" if now and place.document == now.adjustment else address(place)
        table.add_row(*map(Text, (*cells, where, *changed)))
    return table


def _history(found: list[tuple[Target, list[TargetVersion]]], output: Format) -> None:
    if output is Format.JSON:
        records = [
            {"item": target.key.item, "field": target.key.field, "versions": [version_record(each) for each in past]}
            for target, past in found
        ]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    table = Table("字段", "版本", "数值", "有效", "记入", "调整")
    for target, past in found:
        table.add_row(*map(Text, (FIELDS[target.key.field], "0", content(target.value), "规划文本", "", "")))
        for version in past:
            ended = version.recorded_to.astimezone().strftime("%Y-%m-%d %H:%M") if version.recorded_to else "今"
            recorded = f"{version.recorded_from.astimezone().strftime('%Y-%m-%d %H:%M')} 至 {ended}"
            valid = f"{version.valid_from} 至 {version.valid_to or '今'}"
            cells = (str(version.version), content(version.value), valid, recorded, version.adjustment)
            table.add_row(*map(Text, (FIELDS[target.key.field], *cells)))
    console().print(table)
