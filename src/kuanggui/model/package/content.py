"""What is to be written into a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kuanggui.model.package.layer import Feature


@dataclass(frozen=True, slots=True)
class LayerContent:
    """The features of one layer; `entry` is the key of its catalogue entry, the geometries are in the system of the package."""

    entry: str
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class PackageContent:
    """A package before it is written. `names` fills the templates of folder and file names (level, kind, adcode, name, scale, year)."""

    names: Mapping[str, str]
    crs: str
    layers: tuple[LayerContent, ...]
    documents: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)  # by part: text, annexes, maps
    metadata: Mapping[str, str] = field(default_factory=dict)
