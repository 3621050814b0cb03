"""`kuanggui publish`: which plans anybody may see without a login."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.authority import Credentials
from kuanggui.app.features import parse_day
from kuanggui.app.public import editions
from kuanggui.cli.options import Database, Token
from kuanggui.cli.plan import console

publish = typer.Typer(help="公布规划、撤回公布。Make plans public, or take them back.", no_args_is_help=True)
Plan = Annotated[str, typer.Argument(help="规划编号或其开头。The plan.", show_default=False)]


@publish.command()
def plan(
    plan: Plan,
    db: Database,
    day: Annotated[str, typer.Option(help="公布日期。The day, as 2024-12-31.", show_default=False)],
    basis: Annotated[str, typer.Option(help="公布依据：批准文号、公告名称。The basis.", show_default=False)],
    token: Token = None,
) -> None:
    """公布规划的现行版本；此后任何人无需登录可看公开目录所列内容。Make the current edition of a plan public.

    示例 Example:

    kuanggui publish plan 990100 --day 2022-03-01 --basis 示政函〔2022〕3号 --db plans.db
    """
    made = editions.publish_plan(db, plan, parse_day(day, "--day"), basis, Credentials(token))
    typer.echo(f"已公布 {made.plan}：{made.day}，{made.basis}")


@publish.command()
def withdraw(
    plan: Plan,
    db: Database,
    reason: Annotated[str, typer.Option(help="撤回原因。Why.", show_default=False)],
    token: Token = None,
) -> None:
    """撤回公布。Take a plan back from the public.

    示例 Example:

    kuanggui publish withdraw 990100 --reason 公示期满 --db plans.db
    """
    made = editions.withdraw_plan(db, plan, reason, Credentials(token))
    typer.echo(f"已撤回 {made.plan}")


@publish.command(name="list")
def list_(db: Database, token: Token = None) -> None:
    """列出规划和公布情况。List plans and whether they are public.

    示例 Example:

    kuanggui publish list --db plans.db
    """
    table = Table("编号 Plan", "公布 Public", "日期 Day", "依据 Basis")
    for one in editions.list_standings(db, Credentials(token)):
        known = one.publication
        state = "是 yes" if one.public else "有新版，未公布 outdated" if one.outdated else "否 no"
        table.add_row(one.entry.id, state, str(known.day) if known else "", Text(known.basis if known else ""))
    console().print(table)
