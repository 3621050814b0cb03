"""OLE compound files small enough to write by hand: one sector of streams behind each other."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _entry(name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int = END, size: int = 0) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    links = struct.pack("<III", FREE, right, child)
    return head + links + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)


def write_compound(**streams: bytes) -> bytes:
    """A compound file (version 3) of up to three streams, each padded to the 4096 bytes below which streams are stored apart."""
    padded = [content.ljust(4096, b"\0") for content in streams.values()]
    starts = [2 + index * 8 for index in range(len(padded))]
    names = list(streams)
    entries = [_entry("Root Entry", 5, child=1)]
    for index, name in enumerate(names):
        right = index + 2 if index + 1 < len(names) else FREE
        entries.append(_entry(name, 2, right=right, start=starts[index], size=4096))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    table = [FAT, END]
    for start in starts:
        table += [*range(start + 1, start + 8), END]
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    header = (
        MAGIC + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + fat + directory + b"".join(padded)
