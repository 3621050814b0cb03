"""Archives that lie about themselves stay within their limits."""

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.archive import Archive
from kuanggui.ingest.readers.limits import LIMITS, MIB

PATH = Path("plan.docx")


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def with_declared_size(data: bytes, size: int) -> bytes:
    """The archive of one member, whose directory claims another size for it."""
    directory = data.index(b"PK\x01\x02")
    return data[: directory + 24] + struct.pack("<L", size) + data[directory + 28 :]


def test_members_are_read_by_name() -> None:
    archive = Archive(PATH, zipped(("a.xml", b"<a/>"), ("b.xml", b"<b/>")))
    assert archive.names == {"a.xml", "b.xml"}
    assert archive.read("b.xml") == b"<b/>"


def test_a_member_that_unpacks_beyond_measure_is_refused() -> None:
    archive = Archive(PATH, zipped(("a.xml", bytes(9 * MIB))), replace(LIMITS, ratio=100))
    with pytest.raises(UnreadableFileError, match="压缩炸弹"):
        archive.read("a.xml")


def test_a_member_at_the_size_limit_is_read_and_one_byte_more_is_refused() -> None:
    limits = replace(LIMITS, part_bytes=1000)
    assert len(Archive(PATH, zipped(("a", bytes(1000))), limits).read("a")) == 1000
    with pytest.raises(UnreadableFileError, match="解压后过大"):
        Archive(PATH, zipped(("a", bytes(1001))), limits).read("a")


def test_the_budget_holds_over_all_members_together() -> None:
    archive = Archive(PATH, zipped(("a", bytes(600)), ("b", bytes(600))), replace(LIMITS, total_bytes=1000))
    archive.read("a")
    with pytest.raises(UnreadableFileError, match="解压后过大"):
        archive.read("b")


def test_a_size_that_the_directory_makes_up_is_not_believed() -> None:
    data = with_declared_size(zipped(("a", bytes(1000))), 10)
    with pytest.raises(UnreadableFileError, match="已损坏"):
        Archive(PATH, data).read("a")


def test_too_many_members_are_refused() -> None:
    data = zipped(*((f"{n}", b"") for n in range(11)))
    with pytest.raises(UnreadableFileError, match="多于 10 个"):
        Archive(PATH, data, replace(LIMITS, members=10))


def test_an_overlong_directory_is_refused_before_it_is_read() -> None:
    data = zipped(("a" * 500, b""))
    with pytest.raises(UnreadableFileError, match="多于"):
        Archive(PATH, data, replace(LIMITS, directory_bytes=400))


def test_a_directory_length_in_the_64_bit_record_is_seen_too() -> None:
    data = zipped(("a", b""))
    end = data.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 10 * MIB, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    with pytest.raises(UnreadableFileError, match="多于"):
        Archive(PATH, data[:end] + record + locator + data[end:])


@pytest.mark.parametrize("cut", [10, 60, 100])
def test_a_truncated_archive_is_refused(cut: int) -> None:
    data = zipped(("a.xml", b"<a/>" * 50), method=zipfile.ZIP_STORED)
    with pytest.raises(UnreadableFileError, match="不完整"):
        Archive(PATH, data[:cut])


def test_damaged_content_is_refused() -> None:
    data = bytearray(zipped(("a.xml", b"<a/>" * 50)))
    data[40] ^= 0xFF
    with pytest.raises(UnreadableFileError, match="已损坏"):
        Archive(PATH, bytes(data)).read("a.xml")


def test_encrypted_members_are_refused() -> None:
    data = bytearray(zipped(("a.xml", b"<a/>")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFileError, match="已加密"):
        Archive(PATH, bytes(data)).read("a.xml")


def test_compression_methods_outside_of_the_standard_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="压缩方法"):
        Archive(PATH, zipped(("a.xml", b"<a/>"), method=zipfile.ZIP_LZMA)).read("a.xml")
