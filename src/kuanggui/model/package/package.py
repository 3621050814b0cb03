"""A package as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kuanggui.model.package.layer import LayerData


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file: its path with slashes within the package, its size in bytes, and the part it belongs to (layers, text …; empty: none)."""

    path: str
    size: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: `name` is that of its folder, `sha256` the hash over the hashes of all its files in order of path.

    `metadata` holds what its metadata file says, `metadata_error` why that cannot be read.
    """

    name: str
    sha256: str
    files: tuple[PackageFile, ...] = ()
    folders: tuple[str, ...] = ()
    layers: tuple[LayerData, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    metadata_error: str = ""

    def of_part(self, part: str) -> tuple[PackageFile, ...]:
        """The files of a part."""
        return tuple(file for file in self.files if file.part == part)
