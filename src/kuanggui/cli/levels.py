"""`kuanggui plan levels`: a plan against the one above."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from kuanggui.app.features import parse_day
from kuanggui.cli.options import Database

KINDS = {"missing": "缺少", "changed": "改变", "conflict": "编号冲突"}


def levels(
    upper: Annotated[str, typer.Argument(help="上级规划编号或其开头。The plan above.", show_default=False)],
    lower: Annotated[str, typer.Argument(help="下级规划编号或其开头。The plan below.", show_default=False)],
    db: Database,
    as_of: Annotated[str | None, typer.Option(help="哪一天的状态，默认今天。As of a day.", show_default=False)] = None,
) -> None:
    """核对下级规划是否落实上级：缺少、改变、放宽的区块和数据。What the lower plan lacks, changes or eases.

    退出码 Exit codes: 0 一致 as above, 1 有出入 differences.

    示例 Example:

    kuanggui plan levels 990000 990100 --db plans.db
    """
    from kuanggui.app.levels.compare import compare_levels  # noqa: PLC0415 - the audit's rules load slowly

    day = parse_day(as_of, "--as-of") if as_of else date.today()
    found = compare_levels(db, upper, lower, day)
    typer.echo(f"{found.lower} 对照 {found.upper}：落实一致 {found.carried_out} 个")
    for each in found.differences:
        other = f"（本级 {each.lower}）" if each.lower else ""
        typer.echo(f"  {KINDS[each.kind]} {each.upper}{other}" + (f"：{'；'.join(each.lines)}" if each.lines else ""))
    for finding in found.findings:
        typer.echo(f"  {finding.rule} {finding.message}")
    if found.differences or found.findings:
        raise typer.Exit(1)
