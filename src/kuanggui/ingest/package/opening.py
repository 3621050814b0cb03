"""A package as a folder: itself, or a zip file unpacked for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.archive import Archive
from kuanggui.ingest.readers.limits import MIB, Limits

# Layers are larger than documents, and repetitive coordinates pack well.
LIMITS = Limits(part_bytes=1024 * MIB, total_bytes=4096 * MIB, ratio=1000, ratio_counts_from=64 * MIB)
_LARGEST_ARCHIVE = 1024 * MIB


@contextmanager
def open_package(path: Path) -> Iterator[Path]:
    """The folder of a package; raises UnreadableFileError when `path` is neither a folder nor a sound zip file."""
    if path.is_dir():
        yield _only_child(path)
    elif not path.exists():
        raise UnreadableFileError(f"{path}：没有这个文件或文件夹；请核对路径")
    elif path.suffix.lower() != ".zip":
        raise UnreadableFileError(f"{path}：成果包应为文件夹或 zip 文件；请解压或改正路径")
    else:
        with TemporaryDirectory(prefix="kuanggui-package-") as folder:
            inner = Path(folder) / path.stem
            _unpack(path, inner)
            yield _only_child(inner)


def _only_child(folder: Path) -> Path:
    """Packers often put the folder into a folder."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith((".", "__MACOSX"))]
    wrapped = len(entries) == 1 and entries[0].is_dir() and entries[0].suffix.lower() != ".gdb"
    return entries[0] if wrapped and "矿产资源规划" in entries[0].name else folder


def _unpack(path: Path, folder: Path) -> None:
    if path.stat().st_size > _LARGEST_ARCHIVE:
        raise UnreadableFileError(f"{path}：压缩包超过 {_LARGEST_ARCHIVE // MIB} MB；请解压后给出文件夹")
    archive = Archive(path, path.read_bytes(), LIMITS)
    folder.mkdir()
    for name in sorted(archive.names):
        if name.endswith("/"):
            continue
        inside = PurePosixPath(_recode(name).replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in str(inside):
            raise UnreadableFileError(f"{path}：压缩包内的路径 {name[:60]} 越出文件夹；已拒绝读取")
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(name))


def _recode(name: str) -> str:
    """A name packed on a Chinese Windows: its GBK bytes were taken for code page 437."""
    try:
        return name if name.isascii() else name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
