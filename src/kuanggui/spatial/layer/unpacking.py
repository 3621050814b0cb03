"""Zipped layers unpacked with suspicion: sizes are counted while unpacking and never taken from headers."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kuanggui.errors import InputError, UnreadableFileError

MIB = 1024 * 1024
_CHUNK = 1 << 20
_LONGEST_TAIL = 0xFFFF + 22  # a comment and the record before it, APPNOTE 4.3.16
_LONGEST_ENTRY = 600  # bytes of a directory entry with a long path
_DAMAGE = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a packed layer may ask of the disk: members, bytes unpacked, and bytes unpacked for each byte packed."""

    members: int = 5_000
    total_bytes: int = 64 * 1024 * MIB
    ratio: int = 300
    ratio_counts_from: int = 16 * MIB


@contextmanager
def unpacked(path: Path, bounds: Bounds = Bounds()) -> Iterator[Path]:
    """The file itself, or for a .zip or .kmz the one layer in it, unpacked into a folder that is removed afterwards.

    Raises UnreadableFileError for an archive that is damaged, encrypted or out of bounds.
    """
    if path.suffix.lower() not in {".zip", ".kmz"}:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="kuanggui-") as folder:
        _unpack(path, Path(folder), bounds)
        yield _find_layer(path, Path(folder))


def _unpack(path: Path, folder: Path, bounds: Bounds) -> None:
    if _measure_directory(path) > bounds.members * _LONGEST_ENTRY:
        raise UnreadableFileError(f"{path}：压缩包内的文件多于 {bounds.members} 个；已拒绝读取")
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > bounds.members:
                raise UnreadableFileError(f"{path}：压缩包内的文件多于 {bounds.members} 个；已拒绝读取")
            written = 0
            for member in members:
                written = _write_member(path, archive, member, folder, written, bounds)
    except _DAMAGE as error:
        if isinstance(error, RuntimeError) and "encrypted" in str(error):
            raise UnreadableFileError(f"{path}：压缩包已加密；请去掉密码后再读") from error
        raise UnreadableFileError(f"{path}：压缩包已损坏或不完整；请重新打包") from error


def _measure_directory(path: Path) -> int:
    """Bytes of the archive's directory by the record at its end, which would be turned into objects before it is counted."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - _LONGEST_TAIL))
        tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or end + 16 > len(tail):
        return 0
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    # In the 64-bit format the field is full and the directory lies between its members and the end of the file.
    return directory if directory < 0xFFFFFFFF else size


def _write_member(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, written: int, bounds: Bounds
) -> int:
    """Unpack one member below the folder; the number of bytes unpacked so far."""
    target = folder.joinpath(*_safe_parts(path, member))
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = path.stat().st_size
    with archive.open(member) as stream, target.open("wb") as sink:
        while chunk := stream.read(_CHUNK):
            sink.write(chunk)
            written += len(chunk)
            swollen = written > bounds.ratio_counts_from and written > bounds.ratio * packed
            if swollen or written > bounds.total_bytes:
                raise UnreadableFileError(
                    f"{path}：压缩包内的 {member.filename} 解压后过大（已超过 {written // MIB} MB），可能是压缩炸弹；已拒绝读取"
                )
    return written


def _safe_parts(path: Path, member: zipfile.ZipInfo) -> tuple[str, ...]:
    """The parts of a member's name, in GBK where the archive does not say UTF-8; refuses names that lead out."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = member.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part in {"..", "/"} or ":" in part for part in parts):
        raise UnreadableFileError(f"{path}：压缩包内的 {name} 指向包外；已拒绝读取")
    return parts


def _find_layer(path: Path, folder: Path) -> Path:
    kinds = (".shp", ".gpkg", ".geojson", ".json", ".kml", ".dxf", ".fgb", ".gml", ".tab", ".mif")
    found = sorted(
        entry
        for entry in folder.rglob("*")
        if entry.suffix.lower() in kinds or (entry.is_dir() and entry.suffix.lower() == ".gdb")
    )
    if not found:
        raise UnreadableFileError(f"{path}：压缩包内没有矢量图层；请核对内容")
    if len(found) > 1:
        names = "、".join(entry.name for entry in found[:8])
        raise InputError(f"{path}：压缩包内有 {len(found)} 个图层（{names}）；请解压后逐个读取")
    return found[0]
