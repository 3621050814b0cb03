"""`kuanggui tables`: the boxes of a document."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kuanggui.app.tables import box_record, read_tables
from kuanggui.cli.formats import Format
from kuanggui.model.box import Box, BoxCell, Fill

# A pipe has no width; wide enough that cells are not broken into many lines.
_PIPE_WIDTH = 200


def tables(
    file: Annotated[
        Path, typer.Argument(help="规划文档：文本导出、DOCX、PDF、XLSX。A plan document.", show_default=False)
    ],
    output: Annotated[
        Format, typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")
    ] = Format.TABLE,
) -> None:
    """列出文档中的全部专栏与表格：编号、标题、列、行、起止行。The boxes of a document.

    合并单元格已向下填充（↓），推定的列名带 *。Merged cells are filled down (↓), inferred column names carry a *.

    示例 Examples:

    kuanggui tables 规划.docx

    kuanggui tables plan.txt --format json > boxes.json
    """
    boxes = _read(file)
    if output is Format.JSON:
        typer.echo(json.dumps([box_record(box) for box in boxes], ensure_ascii=False, indent=1))
    else:
        _print(boxes)


def _read(file: Path) -> tuple[Box, ...]:
    messages = Console(stderr=True)
    if not messages.is_terminal:
        return read_tables(file)
    with messages.status(f"正在读取 {file.name}"):
        return read_tables(file)


def _print(boxes: tuple[Box, ...]) -> None:
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    for box in boxes:
        console.print(Text(_heading(box), style="bold"))
        console.print(_drawn(box))
        for line in _lines(box):
            console.print(Text(line))
        console.print()
    console.print(Text(f"共 {len(boxes)} 个专栏或表格 boxes"))


def _heading(box: Box) -> str:
    name = " ".join(word for word in (box.label, box.title) if word) or "（无题 untitled）"
    return f"{name}  第 {box.line_start}–{box.line_end} 行"


def _drawn(box: Box) -> Table:
    drawn = Table(show_header=any(column.name for column in box.columns))
    for column in box.columns:
        drawn.add_column(Text(column.name + ("*" if column.inferred is not None else "")), overflow="fold")
    for row in box.rows:
        drawn.add_row(*(_cell(cell) for cell in row.cells))
    return drawn


def _cell(cell: BoxCell) -> Text:
    if cell.fill is Fill.DOWN:
        return Text(f"↓{cell.value}", style="dim")
    return Text(cell.value)


def _lines(box: Box) -> Iterator[str]:
    """What stands below a box: unit, notes, what the reader noticed and inferred."""
    if box.unit_note:
        yield f"单位：{box.unit_note}"
    yield from (note.text for note in box.notes)
    yield from (f"！{remark}" for remark in box.remarks)
    for column in box.columns:
        if column.inferred is not None:
            yield f"* {column.name or '（无法推定）'}：{column.inferred}"
