"""Reads the content files of the invented plans."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import yaml

from rendering.content import Block, Box, Heading, Level, Paragraph, Sheet
from rendering.grids import read_grid

_Entry = Mapping[str, object]


def read_plan(path: Path) -> list[Block]:
    """The blocks of a plan in reading order."""
    return [_block(entry) for entry in _entries(path)]


def read_annexes(path: Path) -> list[Sheet]:
    """The annex tables of a plan in the order of their sheets."""
    return [_sheet(entry) for entry in _entries(path)]


def _entries(path: Path) -> list[_Entry]:
    # Figures keep their digits (86.40 stays 86.40), so nothing but text is read (this loader builds no objects).
    return cast("list[_Entry]", yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def _block(entry: _Entry) -> Block:
    ((kind, body),) = entry.items()
    if kind == "box":
        return _box(cast("_Entry", body))
    text = _one_line(str(body))
    return Paragraph(text) if kind == "text" else Heading(Level[kind.upper()], text)


def _one_line(text: str) -> str:
    # Chinese has no blank at a line break.
    return "".join(text.splitlines())


def _box(body: _Entry) -> Box:
    grid = read_grid(str(body["rows"]), int(str(body["header"])))
    return Box(str(body["caption"]), str(body["caption_place"]), grid)


def _sheet(entry: _Entry) -> Sheet:
    return Sheet(str(entry["sheet"]), read_grid(str(entry["rows"]), int(str(entry["header"]))))
