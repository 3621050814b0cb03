"""Reading editions: the shipped ones by name, a bureau's own from a file or folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kuanggui.errors import InputError, RegulationDataError
from kuanggui.regulation.data_files import DATA, read_yaml
from kuanggui.regulation.schema import check
from kuanggui.regulation.standards.building import build
from kuanggui.regulation.standards.edition import Edition
from kuanggui.regulation.standards.merging import merge

SCHEMA = "standard"
_SHIPPED = DATA / "standards"
_COMMON = "common"
_DEEPEST = 8

Content = dict[str, Any]


def edition_names() -> tuple[str, ...]:
    """The names of the shipped editions."""
    return tuple(sorted(name for name, _ in _shipped() if name != _COMMON))


@cache
def read_edition(name_or_path: str) -> Edition:
    """A shipped edition by name, or one from a YAML file or a folder of them; its `base` is read first and what it says anew wins.

    Raises InputError for an unknown name or missing path, RegulationDataError for a file that breaks the schema.
    """
    try:
        return build(_read(name_or_path, _DEEPEST))
    except KeyError as error:
        raise RegulationDataError(f"{name_or_path}：缺少 {error.args[0]}；请补上") from error


def _read(name_or_path: str, depth: int) -> Content:
    if depth == 0:
        raise RegulationDataError(f"{name_or_path}：base 互相引用成环；请改正")
    files = _files(name_or_path)
    heads = [content for _, content in files if "edition" in content]
    if len(heads) != 1:
        raise RegulationDataError(f"{name_or_path}：应有且只有一个带 edition 的文件，实有 {len(heads)} 个；请改正")
    own = dict(heads[0])
    own["layers"] = [layer for _, content in files for layer in content.get("layers", ())]
    base = own.pop("base", None)
    return merge(_read(_beside(base, name_or_path), depth - 1), own) if base else own


def _beside(base: str, name_or_path: str) -> str:
    """A base given as a path counts from the file that names it."""
    path = Path(name_or_path)
    folder = path if path.is_dir() else path.parent
    own = folder / base
    return str(own) if path.exists() and own.exists() else base


def _files(name_or_path: str) -> list[tuple[str, Content]]:
    shipped = dict(_shipped())
    if name_or_path in shipped:
        return list(_contents(shipped[name_or_path], f"standards/{name_or_path}", checked=True))
    path = Path(name_or_path)
    if path.is_dir():
        return list(_contents(path, str(path), checked=False))
    if path.is_file():
        return [(str(path), _content(path, str(path), checked=False))]
    raise InputError(f"没有标准版本 {name_or_path}；可用 {'、'.join(edition_names())}，或给出 YAML 文件或文件夹")


def _shipped() -> Iterator[tuple[str, Traversable]]:
    for node in _SHIPPED.iterdir():
        if node.is_dir():
            yield node.name.replace("_", "-"), node


def _contents(folder: Traversable | Path, label: str, *, checked: bool) -> Iterable[tuple[str, Content]]:
    for node in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if node.name.endswith((".yaml", ".yml")):
            name = f"{label}/{node.name}"
            yield name, _content(node, name, checked=checked)


def _content(node: Traversable | Path, label: str, *, checked: bool) -> Content:
    """The shipped files have been checked by the tests."""
    try:
        content = read_yaml(node.read_text(encoding="utf-8"), label)
    except UnicodeDecodeError as error:
        raise RegulationDataError(f"{label}: 不是 UTF-8 编码；请另存为 UTF-8") from error
    if not checked:
        check(content, SCHEMA, label)
    return content
