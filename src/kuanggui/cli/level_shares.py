"""`kuanggui levels split|sum|keep`: targets divided among divisions and years."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.authority import Credentials
from kuanggui.app.levels.checking import Language, LevelsFormat, check_shares
from kuanggui.app.levels.keeping import keep_shares
from kuanggui.app.levels.splitting import SplitOptions, split_targets
from kuanggui.cli.level_reports import Day, FailOn, Form, Lang, Least, Out, day_of, end_with, report_options
from kuanggui.cli.options import Database, Token
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity
from kuanggui.model.shares import Course, Method

Table = Annotated[Path, typer.Argument(metavar="FILE", help="分解表（YAML 或 XLSX）。The table.", show_default=False)]


def split(
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="写到 .xlsx 或 .yaml。Where the table goes.", show_default=False)
    ],
    db: Database,
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    by: Annotated[Method, typer.Option(help="分解方法。By what the targets are divided.")] = Method.RESOURCES,
    share: Annotated[
        list[str] | None, typer.Option(help="given 的份额：行政区代码=份额，可重复。A share, CODE=WEIGHT.")
    ] = None,
    otherwise: Annotated[
        Method | None, typer.Option(help="缺少数据的指标改用的方法。For targets without the data.", show_default=False)
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="只分解名称含此词的指标，可重复。Only targets with this word.")
    ] = None,
    course: Annotated[
        Course | None,
        typer.Option(
            help="年度方式：same 每年、spread 分年累计、final 期末；默认按指标。How the years go.", show_default=False
        ),
    ] = None,
    decimals: Annotated[
        int | None, typer.Option(help="份额的小数位。Places of the shares.", show_default=False)
    ] = None,
    as_of: Day = None,
    token: Token = None,
) -> None:
    """把规划指标按下级行政区和年度分解，写成可修改的表；各数之和正好等于总指标。Split targets by division and year.

    示例 Examples:

    kuanggui levels split 分解.xlsx --db plans.db --by resources --otherwise even

    kuanggui levels split 分解.yaml --db plans.db --by given --share 990102=1 --share 990121=4 --share 990122=2 --only 原煤
    """
    given = tuple(_share(text) for text in share or ())
    options = SplitOptions(by, plan, tuple(only or ()), given, otherwise, course, decimals)
    done = split_targets(db, options, out, day_of(as_of), Credentials(token))
    typer.echo(f"已写入 {out}：{len(done.table.targets)} 个指标，{len({s.adcode for s in done.table.shares})} 个行政区")
    for name, reason in done.left:
        typer.echo(f"  未分解 {name}：{reason}")


def add_up(
    table: Table,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="DB", help="规划数据库，给出时与下级规划核对。The plan database.", show_default=False
        ),
    ] = None,
    form: Form = LevelsFormat.TABLE,
    out: Out = None,
    min_severity: Least = Severity.INFO,
    fail_on: FailOn = None,
    lang: Lang = Language.ZH,
    as_of: Day = None,
    token: Token = None,
) -> None:
    """把分解指标和上报数加总，核对是否等于总指标、是否突破。Add shares and what was filed up again.

    退出码 Exit codes: 0 完成 done, 1 有不轻于 --fail-on 的问题 findings at or above it.

    示例 Example:

    kuanggui levels sum 分解.xlsx --db plans.db --fail-on error
    """
    options = report_options(form, lang, min_severity, out)
    checked = check_shares(table, db, day_of(as_of), options, Credentials(token))
    end_with(checked, table.stem, options, out, fail_on)


def keep(table: Table, db: Database, token: Token = None) -> None:
    """把核对无误的分解表存入数据库，供核对下级规划。Keep a table of shares in the database.

    示例 Example:

    kuanggui levels keep 分解.xlsx --db plans.db
    """
    kept = keep_shares(table, db, Credentials(token))
    state = "已存入" if kept.is_new else "与库中相同"
    typer.echo(f"{table}：{state}，规划 {kept.plan}，{kept.targets} 个指标")


def _share(text: str) -> tuple[str, Decimal]:
    code, _, weight = text.partition("=")
    try:
        value = Decimal(weight)
    except InvalidOperation:
        value = Decimal(-1)
    if not code or not value.is_finite() or value < 0:
        raise InputError(f"--share {text}：应为 行政区代码=份额，如 990121=4")
    return code, value
