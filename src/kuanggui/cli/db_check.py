"""`kuanggui db check`: a database for damage, a package for conformity."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app import database
from kuanggui.app.packages.checking import (
    CheckFormat,
    CheckOptions,
    Language,
    PackageChecked,
    PackageSources,
    check_package,
)
from kuanggui.cli.progress import phase_bar
from kuanggui.errors import InputError
from kuanggui.findings.judgement import Severity

_PIPE_WIDTH = 120
_PHASES = {"read": "读取图层", "documents": "读取文档", "check": "检查", "report": "写报告"}
_BINARY = {CheckFormat.HTML, CheckFormat.XLSX}
DEFAULT_EDITION = "dzt0226-2015-trial"


def check(
    package: Annotated[
        Path | None,
        typer.Argument(
            help="成果包：文件夹或 zip；不给则检查 --db 的数据库。A package, folder or zip; else the database is checked.",
            show_default=False,
        ),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="KUANGGUI_DB",
            metavar="FILE",
            help="规划数据库；与成果包同给时核对两者。The plan database; with a package, the two are compared.",
            show_default=False,
        ),
    ] = None,
    edition: Annotated[
        str, typer.Option(help="标准版本：名称、YAML 文件或文件夹。Edition: a name, a YAML file or a folder.")
    ] = DEFAULT_EDITION,
    mapping: Annotated[
        Path | None, typer.Option(help="图层和字段名对照文件。What foreign names of layers and fields stand for.")
    ] = None,
    upper: Annotated[Path | None, typer.Option(help="上级规划成果包。The package of the upper plan.")] = None,
    form: Annotated[CheckFormat, typer.Option("--format", help="报告形式。Form of the report.")] = CheckFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="写到文件。Write the report to a file.")] = None,
    min_severity: Annotated[
        Severity, typer.Option(help="只列出不轻于此级别的问题。List findings of this severity or graver.")
    ] = Severity.INFO,
    fail_on: Annotated[
        Severity | None,
        typer.Option(help="有不轻于此级别的问题时以 1 退出。Exit with 1 for findings of this severity or graver."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="报告语言。Language of the report.")] = Language.ZH,
) -> None:
    """检查成果包是否合乎数据库标准；不给成果包时检查数据库文件是否完好。Check a package against the standard, or a database for damage.

    退出码 Exit codes: 0 完成或完好 done or sound, 1 数据库有问题或有不轻于 --fail-on 的问题 problems, 2 打不开 cannot be opened.

    示例 Examples:

    kuanggui db check --db plans.db

    kuanggui db check 140200示例市矿产资源规划数据库 --format html --out 检查.html

    kuanggui db check 成果.zip --edition our-province.yaml --upper 省级成果.zip --fail-on error
    """
    if package is None or (package.is_file() and package.suffix.lower() != ".zip"):
        _check_database(str(package) if package else db)
        return
    sources = PackageSources(edition, datetime.now(UTC).astimezone().date(), mapping, upper, db)
    terminal = sys.stdout.isatty()
    options = CheckOptions(
        form, lang, min_severity, Console().width if terminal else _PIPE_WIDTH, colour=terminal and out is None
    )
    with phase_bar("检查成果包", _PHASES) as report:
        checked = check_package(package, sources, options, report)
    for broken in checked.broken:
        typer.echo(f"注意：{package}：规则 {broken}；其余规则已运行，请报告此问题", err=True)
    _write(package, checked, form, out)
    raise typer.Exit(int(fail_on is not None and checked.worst is not None and checked.worst.reaches(fail_on)))


def _check_database(file: str | None) -> None:
    if file is None:
        raise InputError("没有给出成果包，也没有给出 --db；请给出其中一个")
    checked = database.check(file)
    for problem in checked.problems:
        typer.echo(f"{file}：{problem}")
    if checked.problems:
        raise typer.Exit(1)
    typer.echo(f"{file}：完好，共 {checked.plans} 份规划")


def _write(package: Path, checked: PackageChecked, form: CheckFormat, out: Path | None) -> None:
    if out is None and form not in _BINARY:
        typer.echo(checked.report, nl=form is CheckFormat.JSON)
        return
    path = out or Path(f"{package.stem}.check.{form.value}")
    try:
        path.write_bytes(checked.report)
    except OSError as error:
        raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
    typer.echo(f"已写入 {path}", err=True)
