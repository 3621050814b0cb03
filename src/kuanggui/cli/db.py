"""`kuanggui db`: create, upgrade and check a plan database."""

from __future__ import annotations

import typer

from kuanggui.app import database
from kuanggui.cli.options import Database

db = typer.Typer(help="建立、升级、检查规划数据库。Create, upgrade and check a plan database.", no_args_is_help=True)


@db.command()
def init(file: Database) -> None:
    """建立空的规划数据库；已有的不动。Create an empty plan database; one that is there stays as it is.

    示例 Example:

    kuanggui db init --db plans.db
    """
    typer.echo(f"{file}：" + ("已建立" if database.initialise(file) else "已存在，未改动"))


@db.command()
def upgrade(file: Database) -> None:
    """把数据库升级到当前结构；失败则不改动。Bring a database to the current schema, wholly or not at all.

    示例 Example:

    kuanggui db upgrade --db plans.db
    """
    before, after = database.upgrade(file)
    typer.echo(f"{file}：" + (f"已是当前结构 {after}" if before == after else f"已由结构 {before} 升级到 {after}"))


@db.command()
def check(file: Database) -> None:
    """检查数据库文件是否完好，逐一读出每份规划。Look for damage and read every plan to the end.

    退出码 Exit codes: 0 完好 sound, 1 有问题 problems found, 2 打不开 cannot be opened.

    示例 Example:

    kuanggui db check --db plans.db
    """
    checked = database.check(file)
    for problem in checked.problems:
        typer.echo(f"{file}：{problem}")
    if checked.problems:
        raise typer.Exit(1)
    typer.echo(f"{file}：完好，共 {checked.plans} 份规划")
