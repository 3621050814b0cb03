"""How much a source file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; sizes in bytes, those of packed files counted while unpacking and never taken from headers.

    A plan of 300 pages unpacks to some 10 MiB of XML with half a million tags and attributes, at a ratio of 10 to 60. Only what is
    read counts, pictures do not.
    """

    text_bytes: int = 32 * MIB
    text_lines: int = 500_000
    members: int = 10_000
    directory_bytes: int = 4 * MIB
    part_bytes: int = 64 * MIB
    total_bytes: int = 128 * MIB
    ratio: int = 300
    ratio_counts_from: int = 4 * MIB
    marks: int = 2_000_000  # tags and attributes of one XML part
    cells: int = 300_000  # of all tables or sheets together
    pages: int = 2_000
    page_seconds: int = 60
    file_seconds: int = 1_800
    process_bytes: int = 1_024 * MIB  # of the process that reads a PDF
    convert_seconds: int = 180
    converted_bytes: int = 256 * MIB
    converter_bytes: int = 6_144 * MIB  # address space; LibreOffice reserves far more than it uses


LIMITS = Limits()
