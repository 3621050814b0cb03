"""Reading the YAML data shipped with Kuanggui, and a user's own beside it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from kuanggui.errors import RegulationDataError
from kuanggui.regulation.schema import check

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

DATA = files("kuanggui.regulation") / "data"


class _StrictLoader(SafeLoader):
    """Safe YAML without surprises: keys and dates stay text, decimals stay exact, a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "键应为文字", key.start_mark)
            if key.value in mapping:
                raise yaml.constructor.ConstructorError(None, None, f"键 {key.value} 重复", key.start_mark)
            plain = value.tag == "tag:yaml.org,2002:str"  # most are, and thousands of names load faster so
            mapping[key.value] = value.value if plain else self.construct_object(value, deep=deep)
        return mapping

    def construct_decimal(self, node: yaml.ScalarNode) -> Decimal:
        try:
            return Decimal(node.value.replace("_", ""))
        except InvalidOperation as error:
            raise yaml.constructor.ConstructorError(None, None, f"{node.value} 不是数", node.start_mark) from error


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _StrictLoader.construct_decimal)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file: `path` under the data directory without suffix, `label` to name it in errors, and its content."""

    path: str
    label: str
    content: dict[str, Any]


def read_yaml(text: str, label: str) -> dict[str, Any]:
    """The mapping in `text`; raises RegulationDataError with file, line and what to mend."""
    try:
        content = yaml.load(text, _StrictLoader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RegulationDataError(f"{label}: 第 {line} 行: {error.problem or 'YAML 有误'}；请改正后重试") from error
    except yaml.YAMLError as error:
        raise RegulationDataError(f"{label}: 不是有效的 YAML；请改正后重试") from error
    if not isinstance(content, dict):
        raise RegulationDataError(f"{label}: 顶层应为键值对；请按同目录其他文件的写法改正")
    return content


def data_files(place: str, schema: str, extra: Path | None = None) -> Iterator[DataFile]:
    """The data files at `place` (a file or folder under the data directory), shipped ones first, then those of `extra`.

    Files of `extra` are checked against `schema`; the shipped ones have been, by the tests. Raises RegulationDataError.
    """
    for path, node in _walk(DATA, place):
        yield DataFile(path, f"{path}.yaml", read_yaml(node.read_text(encoding="utf-8"), f"{path}.yaml"))
    if extra is not None:
        yield from _extra_files(place, schema, extra)


def _extra_files(place: str, schema: str, extra: Path) -> Iterator[DataFile]:
    for path, node in _walk(extra, place):
        label = str(extra / f"{path}.yaml")
        content = read_yaml(_text(node, label), label)
        check(content, schema, label)
        yield DataFile(path, label, content)


def _text(node: Traversable | Path, label: str) -> str:
    try:
        return node.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RegulationDataError(f"{label}: 不是 UTF-8 编码；请另存为 UTF-8") from error
    except OSError as error:
        raise RegulationDataError(f"{label}: 无法读取（{error.strerror}）；请检查文件和权限") from error


def _walk(root: Traversable | Path, place: str) -> Iterator[tuple[str, Traversable | Path]]:
    single = root / f"{place}.yaml"
    if single.is_file():
        yield place, single
    folder = root / place
    if folder.is_dir():
        for node in sorted(folder.iterdir(), key=lambda entry: entry.name):
            name = node.name.removesuffix(".yaml")
            if node.is_dir() or name != node.name:
                yield from _walk(root, f"{place}/{name}")
