"""`kuanggui levels`: plans of province, city and county beside each other."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.authority import Credentials
from kuanggui.app.features import parse_day
from kuanggui.app.levels.checking import (
    Language,
    LevelsChecked,
    LevelsFormat,
    LevelsOptions,
    check_levels,
    check_shares,
)
from kuanggui.app.levels.keeping import keep_shares
from kuanggui.app.levels.merging import Merged, merge_plans
from kuanggui.app.levels.splitting import SplitOptions, split_targets
from kuanggui.cli.options import Database, Token
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity
from kuanggui.model.shares import Course, Method

PIPE_WIDTH = 120
BINARY = {LevelsFormat.HTML, LevelsFormat.XLSX}
levels = typer.Typer(
    help="省、市、县三级规划：分解指标、汇总、并库、核对。Plans of three levels: split, sum, merge, check.",
    no_args_is_help=True,
)
Plan = Annotated[
    str | None,
    typer.Argument(help="规划编号或其开头，默认级别最高的一份。The plan.", metavar="PLAN", show_default=False),
]
Table = Annotated[Path, typer.Argument(metavar="FILE", help="分解表（YAML 或 XLSX）。The table.", show_default=False)]
Out = Annotated[Path | None, typer.Option(help="写到文件。Write the report to a file.", show_default=False)]
Form = Annotated[LevelsFormat, typer.Option("--format", help="报告形式。Form of the report.")]
Least = Annotated[Severity, typer.Option(help="只列出不轻于此级别的问题。List findings of this severity or graver.")]
FailOn = Annotated[
    Severity | None,
    typer.Option(help="有不轻于此级别的问题时以 1 退出。Exit with 1 for findings of this severity or graver."),
]
Lang = Annotated[Language, typer.Option(help="报告语言。Language of the report.")]
Day = Annotated[str | None, typer.Option(help="哪一天的状态，默认今天。As of a day.", show_default=False)]


@levels.command()
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
    done = split_targets(db, options, out, _day(as_of), Credentials(token))
    typer.echo(f"已写入 {out}：{len(done.table.targets)} 个指标，{len({s.adcode for s in done.table.shares})} 个行政区")
    for name, reason in done.left:
        typer.echo(f"  未分解 {name}：{reason}")


@levels.command(name="sum")
def sum_(
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
    options = _options(form, lang, min_severity, out)
    checked = check_shares(table, db, _day(as_of), options, Credentials(token))
    _end(checked, table.stem, options, out, fail_on)


@levels.command()
def keep(table: Table, db: Database, token: Token = None) -> None:
    """把核对无误的分解表存入数据库，供核对下级规划。Keep a table of shares in the database.

    示例 Example:

    kuanggui levels keep 分解.xlsx --db plans.db
    """
    kept = keep_shares(table, db, Credentials(token))
    state = "已存入" if kept.is_new else "与库中相同"
    typer.echo(f"{table}：{state}，规划 {kept.plan}，{kept.targets} 个指标")


@levels.command()
def merge(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="县、市的数据库，或签名的交换包。Databases or bundles.", show_default=False
        ),
    ],
    db: Database,
    trust: Annotated[list[str] | None, typer.Option(help="交换包信任的公钥，可重复。A trusted public key.")] = None,
    as_of: Day = None,
    token: Token = None,
) -> None:
    """把县、市、省的规划并入一个数据库，重复并入不起作用，与本库改动冲突的列出而不覆盖。Merge plans into one database.

    退出码 Exit codes: 0 已并入 merged, 1 有冲突 with conflicts.

    示例 Example:

    kuanggui levels merge county.db city.db --db province.db
    """
    merged = merge_plans(tuple(sources), db, _day(as_of), tuple(trust or ()), Credentials(token))
    for source in merged:
        _say(source)
    if any(each.conflicts for source in merged for each in source.plans):
        raise typer.Exit(1)


@levels.command()
def check(
    db: Database,
    plan: Plan = None,
    form: Form = LevelsFormat.TABLE,
    out: Out = None,
    min_severity: Least = Severity.INFO,
    fail_on: FailOn = None,
    lang: Lang = Language.ZH,
    as_of: Day = None,
    token: Token = None,
) -> None:
    """核对一份规划与其下各级规划：缺少、改动、重叠、合计、突破分解、低于上级，一份报告。One report over all levels.

    退出码 Exit codes: 0 完成 done, 1 有不轻于 --fail-on 的问题 findings at or above it.

    示例 Examples:

    kuanggui levels check --db province.db --format html --out 核对.html

    kuanggui levels check 990100 --db province.db --fail-on error
    """
    options = _options(form, lang, min_severity, out)
    checked = check_levels(db, plan, _day(as_of), options, Credentials(token))
    _end(checked, "levels", options, out, fail_on)


def _share(text: str) -> tuple[str, Decimal]:
    code, _, weight = text.partition("=")
    try:
        value = Decimal(weight)
    except InvalidOperation:
        value = Decimal(-1)
    if not code or not value.is_finite() or value < 0:
        raise InputError(f"--share {text}：应为 行政区代码=份额，如 990121=4")
    return code, value


def _day(text: str | None) -> date:
    return parse_day(text, "--as-of") if text else date.today()


def _options(form: LevelsFormat, lang: Language, least: Severity, out: Path | None) -> LevelsOptions:
    terminal = sys.stdout.isatty()
    return LevelsOptions(form, lang, least, Console().width if terminal else PIPE_WIDTH, terminal and out is None)


def _end(checked: LevelsChecked, stem: str, options: LevelsOptions, out: Path | None, fail_on: Severity | None) -> None:
    for broken in checked.broken:
        typer.echo(f"注意：规则 {broken}；其余规则已运行，请报告此问题", err=True)
    if out is None and options.form not in BINARY:
        typer.echo(checked.report, nl=options.form is LevelsFormat.JSON)
    else:
        _write(checked.report, out or Path(f"{stem}.check.{options.form.value}"))
    raise typer.Exit(int(fail_on is not None and checked.worst is not None and checked.worst.reaches(fail_on)))


def _write(report: bytes, path: Path) -> None:
    try:
        path.write_bytes(report)
    except OSError as error:
        raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
    typer.echo(f"已写入 {path}", err=True)


def _say(source: Merged) -> None:
    for each in source.plans:
        state = "新并入" if each.is_new else "已在库中"
        typer.echo(f"{source.source}：规划 {each.plan} {state}，更新 {each.changed} 个要素")
        for conflict in each.conflicts:
            typer.echo(f"  冲突：{conflict}")
