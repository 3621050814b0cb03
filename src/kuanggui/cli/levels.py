"""`kuanggui levels`: plans of province, city and county beside each other."""

from __future__ import annotations

from typing import Annotated

import typer

from kuanggui.app.authority import Credentials
from kuanggui.app.levels.checking import Language, LevelsFormat, check_levels
from kuanggui.app.levels.merging import Merged, merge_plans
from kuanggui.cli.level_reports import Day, FailOn, Form, Lang, Least, Out, day_of, end_with, report_options
from kuanggui.cli.level_shares import add_up, keep, split
from kuanggui.cli.options import Database, Token
from kuanggui.findings.judgement import Severity

levels = typer.Typer(
    help="省、市、县三级规划：分解指标、汇总、并库、核对。Plans of three levels: split, sum, merge, check.",
    no_args_is_help=True,
)
Plan = Annotated[
    str | None,
    typer.Argument(help="规划编号或其开头，默认级别最高的一份。The plan.", metavar="PLAN", show_default=False),
]
levels.command()(split)
levels.command(name="sum")(add_up)
levels.command()(keep)


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
    merged = merge_plans(tuple(sources), db, day_of(as_of), tuple(trust or ()), Credentials(token))
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
    options = report_options(form, lang, min_severity, out)
    checked = check_levels(db, plan, day_of(as_of), options, Credentials(token))
    end_with(checked, "levels", options, out, fail_on)


def _say(source: Merged) -> None:
    for each in source.plans:
        state = "新并入" if each.is_new else "已在库中"
        typer.echo(f"{source.source}：规划 {each.plan} {state}，更新 {each.changed} 个要素")
        for conflict in each.conflicts:
            typer.echo(f"  冲突：{conflict}")
