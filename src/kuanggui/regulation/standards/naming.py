"""Names of folders and files of a package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kuanggui.regulation.standards.entries import Mark


class PartKind(StrEnum):
    """The parts of a package."""

    LAYERS = "layers"
    TEXT = "text"
    ANNEXES = "annexes"
    MAPS = "maps"
    METADATA = "metadata"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"layers": "图层", "text": "规划文本", "annexes": "规划附表", "maps": "规划附图", "metadata": "元数据"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package: its folder with slashes, and words by which a folder of another name is known."""

    kind: PartKind
    folder: str
    mark: Mark
    words: tuple[str, ...] = ()
    required: bool | None = None


class NameParts(NamedTuple):
    """What the name of a layer file says; empty where the pattern has no such part."""

    level: str = ""
    kind: str = ""
    adcode: str = ""
    scale: str = ""
    year: str = ""
    layer: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A regular expression with named groups, and the template that builds such a name."""

    pattern: str
    template: str
    mark: Mark

    def parse(self, name: str) -> NameParts | None:
        """The parts of a name; None when the name does not follow the pattern."""
        found = re.fullmatch(self.pattern, name)
        if found is None:
            return None
        return NameParts(**{key: value or "" for key, value in found.groupdict().items() if key in NameParts._fields})

    def build(self, parts: Mapping[str, str]) -> str:
        """A name from its parts; raises KeyError when one is missing."""
        return self.template.format_map(parts)
