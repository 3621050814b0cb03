"""Which files a package has, and to which part each belongs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kuanggui.model.package import PackageFile
from kuanggui.regulation.standards import Edition, PartKind

LAYER_SUFFIXES = {".shp", ".gpkg"}
COMPANIONS = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj"}
_SUFFIXES = {
    PartKind.TEXT: {".docx", ".doc", ".wps", ".pdf", ".txt"},
    PartKind.ANNEXES: {".xlsx", ".xls", ".csv"},
    PartKind.MAPS: {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"},
    PartKind.METADATA: {".xml", ".txt", ".json"},
}
_CHUNK = 1024 * 1024


def list_files(root: Path, edition: Edition) -> tuple[PackageFile, ...]:
    """Every file below the folder, in order of path; a file geodatabase counts as one."""
    return tuple(_file(root, path, edition) for path in sorted(_walk(root), key=lambda path: _key(root, path)))


def list_folders(root: Path) -> tuple[str, ...]:
    """Every folder below, with slashes, in order."""
    found = (path for path in root.rglob("*") if path.is_dir() and not _within_geodatabase(root, path))
    return tuple(sorted(path.relative_to(root).as_posix() for path in found))


def hash_file(path: Path) -> str:
    """SHA-256 of a file, or of the files of a geodatabase in order of name."""
    digest = hashlib.sha256()
    for part in sorted(path.iterdir()) if path.is_dir() else [path]:
        if part.is_file():
            with part.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    return digest.hexdigest()


def _walk(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if path.name.startswith(".") or _within_geodatabase(root, path):
            continue
        if path.is_file() or _is_geodatabase(path):
            yield path


def _is_geodatabase(path: Path) -> bool:
    return path.is_dir() and path.suffix.lower() == ".gdb"


def _within_geodatabase(root: Path, path: Path) -> bool:
    return any(part.lower().endswith(".gdb") for part in path.relative_to(root).parts[:-1])


def _key(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _file(root: Path, path: Path, edition: Edition) -> PackageFile:
    inside = _key(root, path)
    size = sum(part.stat().st_size for part in path.iterdir()) if path.is_dir() else path.stat().st_size
    return PackageFile(inside, size, _part(inside, path.suffix.lower(), edition))


def _part(inside: str, suffix: str, edition: Edition) -> str:
    if suffix in LAYER_SUFFIXES | COMPANIONS | {".gdb"}:
        return PartKind.LAYERS.value
    for part in edition.parts:
        suffixes = _SUFFIXES.get(part.kind, set())
        if suffix in suffixes and (inside.startswith(part.folder + "/") or any(word in inside for word in part.words)):
            return part.kind.value
    return ""
