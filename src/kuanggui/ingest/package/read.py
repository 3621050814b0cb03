"""A package from its folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.package.inventory import LAYER_SUFFIXES, hash_file, list_files, list_folders
from kuanggui.ingest.package.layers import LayerReader
from kuanggui.ingest.package.mapping import FieldMapping
from kuanggui.ingest.package.metadata import read_metadata
from kuanggui.model.package import Package, PackageFile
from kuanggui.regulation.standards import Edition, PartKind

_NOTHING = FieldMapping()


def read_package(root: Path, edition: Edition, mapping: FieldMapping = _NOTHING) -> Package:
    """The package in a folder; features are read when asked for, so that a package may be larger than memory."""
    files = list_files(root, edition)
    reader = LayerReader(root, edition, mapping)
    found = [file.path for file in files if Path(file.path).suffix.lower() in LAYER_SUFFIXES | {".gdb"}]
    metadata, error = _metadata(root, files)
    return Package(
        name=root.name,
        sha256=_hash(root, files),
        files=files,
        folders=list_folders(root),
        layers=tuple(layer for inside in found for layer in reader.layers_of(inside)),
        metadata=metadata,
        metadata_error=error,
    )


def _hash(root: Path, files: tuple[PackageFile, ...]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{hash_file(root / file.path)}\n".encode())
    return digest.hexdigest()


def _metadata(root: Path, files: tuple[PackageFile, ...]) -> tuple[dict[str, str], str]:
    found = next((file.path for file in files if file.part == PartKind.METADATA), None)
    if found is None:
        return {}, ""
    try:
        return read_metadata(root / found), ""
    except UnreadableFileError as error:
        return {}, str(error)
