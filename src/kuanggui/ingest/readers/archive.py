"""Zip archives opened with suspicion: nothing is unpacked but what is asked for, and only as far as the limits go."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import LIMITS, MIB, Limits

_CHUNK = 64 * 1024
_END = struct.Struct("<4s4H2LH")  # end of central directory, APPNOTE 4.3.16
_END64_LENGTH = 56  # zip64 end of central directory, APPNOTE 4.3.14
_END64_DIRECTORY_SIZE = struct.Struct("<Q")
_END64_DIRECTORY_SIZE_AT = 40
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    EOFError,
    OSError,
    struct.error,
    RuntimeError,
)


class Archive:
    """The members of a zip file, each unpacked when asked for; a budget holds over all of them together."""

    def __init__(self, path: Path, data: bytes, limits: Limits = LIMITS) -> None:
        """Open the archive; raises UnreadableFileError when it is truncated or its directory is out of bounds."""
        self.path = path
        self._limits = limits
        self._size = len(data)
        self._left = limits.total_bytes
        if _directory_size(data) > limits.directory_bytes:
            raise self._too_many()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise self._damaged() from error
        self._members = {member.filename: member for member in self._zip.infolist()}
        if len(self._zip.infolist()) > limits.members:
            raise self._too_many()

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """The content of a member; raises UnreadableFileError beyond a limit, when damaged, or when encrypted."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(f"{self.path}：压缩包内的 {name} 已加密；请去掉密码后再读")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFileError(f"{self.path}：压缩包内的 {name} 用了不支持的压缩方法；请重新另存后再读")
        try:
            return self._unpack(member)
        except _DAMAGE as error:
            raise self._damaged() from error

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        content = bytearray()
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                self._left -= len(chunk)
                self._check(member, len(content))
        return bytes(content)

    def _check(self, member: zipfile.ZipInfo, size: int) -> None:
        limits = self._limits
        suspicious = size > limits.ratio_counts_from and size > limits.ratio * min(member.compress_size, self._size)
        if suspicious or size > limits.part_bytes or self._left < 0:
            raise UnreadableFileError(
                f"{self.path}：压缩包内的 {member.filename} 解压后过大（已超过 {size // MIB} MB），可能是压缩炸弹；已拒绝读取"
            )

    def _too_many(self) -> UnreadableFileError:
        return UnreadableFileError(f"{self.path}：压缩包内的文件多于 {self._limits.members} 个；已拒绝读取")

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(f"{self.path}：文件已损坏或不完整；请重新导出或重新下载")


def _directory_size(data: bytes) -> int:
    """The bytes of the central directory, which are turned into objects before anything can be counted."""
    end = data.rfind(b"PK\x05\x06", -_LONGEST_COMMENT - _END.size)
    if end < 0 or end + _END.size > len(data):
        return 0
    size = int(_END.unpack_from(data, end)[5])
    record = data.rfind(b"PK\x06\x06", 0, end)
    if 0 <= record <= end - _END64_LENGTH:
        size = max(size, *_END64_DIRECTORY_SIZE.unpack_from(data, record + _END64_DIRECTORY_SIZE_AT))
    return size
