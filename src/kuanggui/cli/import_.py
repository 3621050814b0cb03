"""`kuanggui import`: read a document into the plan database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.authority import Credentials
from kuanggui.app.import_ import Imported, import_file
from kuanggui.cli.names import PARTS
from kuanggui.cli.options import Database, Token
from kuanggui.cli.progress import phase_bar

PHASES = {"read": "读取", "structure": "识别结构", "facts": "提取数据", "plan": "对应模型", "store": "入库"}
PER_LINE = 6
NO_PLAN = "注意：没有读出指标、分区、资源等任何规划内容；请用 kuanggui tables 查看文档是否读对"


def import_(
    file: Annotated[Path, typer.Argument(help="规划文档。A plan document.", show_default=False)],
    db: Database,
    words: Annotated[
        Path | None,
        typer.Option(help="自备的表头用语（YAML）。Your own header wordings (YAML).", metavar="FILE"),
    ] = None,
    token: Token = None,
) -> None:
    """读取一份规划并存入数据库；已导入过的文件按哈希识别，不重复入库。Read a plan into the database, each file once.

    示例 Examples:

    kuanggui import 规划.docx --db plans.db

    kuanggui import 规划.docx --db plans.db --words 本市用语.yaml
    """
    with phase_bar(file.name, PHASES) as report:
        imported = import_file(file, db, words, report, Credentials(token))
    for line in summary(file, imported):
        typer.echo(line)


def summary(file: Path, imported: Imported) -> list[str]:
    """What an import did, in lines: the plan, what was found in it, and the boxes that gave nothing."""
    entry = imported.plan
    if not imported.is_new:
        day = entry.imported_at.astimezone().strftime("%Y-%m-%d %H:%M")
        return [f"{file}：已于 {day} 导入，规划 {entry.id}，未重复入库"]
    unmapped = [f"未入库：{box.title or box.id}（第{box.place.line}行）：{box.reason}" for box in imported.unmapped]
    warning = [] if imported.says_something else [NO_PLAN]
    return [f"已入库：{entry.id}　{entry.title or file.name}", *_found(imported), *warning, *unmapped]


def _found(imported: Imported) -> list[str]:
    """What was found, some to a line; what was not found is not named."""
    said = [f"{PARTS[name]} {count}" for name, count in imported.found.items() if count]
    return ["　".join(said[start : start + PER_LINE]) for start in range(0, len(said), PER_LINE)]
