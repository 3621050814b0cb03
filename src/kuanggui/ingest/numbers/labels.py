"""Numerals that are no quantities: years, document numbers, map scales, coordinates, roads, references, ordinals, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.ingest.numbers.numerals import Numeral
from kuanggui.model.number import NumberKind

YEAR = r"(?<!\d)(?:19|20)\d{2}"
YEAR_TAIL = r"年(?:度|底|末|初|以前|之前|前|以后|之后|以来)?"
DASH = r"\s*[-－—–~～∼−至到]+\s*"

# Order matters: the first pattern that claims a numeral keeps it.
LABELS: tuple[tuple[NumberKind, str], ...] = (
    (NumberKind.DOCUMENT_NUMBER, r"[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*第?\s*\d+\s*号?"),
    (NumberKind.DOCUMENT_NUMBER, r"第\s*\d+\s*号(?:令|公告|文)?"),
    (
        NumberKind.DOCUMENT_NUMBER,
        r"(?<![A-Za-z])[A-Z]{2,4}(?:/[TZ])?\s*\d+(?:\.\d+)?(?:\s*[-－—–]\s*(?:19|20)?\d{2})?(?![\d.]*\s*[%℃])",
    ),
    (
        NumberKind.COORDINATE,
        r"(?:东经|西经|北纬|南纬|[EWNS])?\s*\d{1,3}(?:\.\d+)?\s*[°º度](?![CF])\s*(?:\d{1,2}(?:\.\d+)?\s*[′'’分]\s*)?(?:\d{1,2}(?:\.\d+)?\s*(?:″|\"|”|′′|''|秒))?",
    ),
    (NumberKind.MAP_SCALE, r"(?<![\d.:：∶])1\s*[:：∶]\s*\d+(?:\.\d+)?\s*万"),
    (NumberKind.MAP_SCALE, r"(?<![\d.:：∶])1\s*[:：∶]\s*\d+(?=\s*[、，,和及]\s*1\s*[:：∶])"),
    (NumberKind.MAP_SCALE, r"(?<![\d.:：∶])1\s*[:：∶]\s*\d{3,}(?![\d.])"),
    (NumberKind.RATIO, r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?)+(?![\d.])"),
    (
        NumberKind.REFERENCE,
        r"(?:专栏|附表|附图|附件|附录)\s*(?:表|图)?\s*\d+(?:\s*[-－—–.、和及至]\s*\d+(?![\d.]*\s*[^\s\d，。；、）)和及至.\-－]))*",
    ),
    (NumberKind.REFERENCE, r"(?<![\u4e00-\u9fff代报列])[表图]\s*\d+(?:\s*[-－—–.]\s*\d+)*"),
    (NumberKind.REFERENCE, r"(?<=[见如由据照和及、])[表图]\s*\d+(?:\s*[-－—–.]\s*\d+)*"),
    (NumberKind.REFERENCE, r"第\s*\d+\s*[章节条款项]"),
    (NumberKind.DATE, rf"{YEAR}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*[日号])?(?:底|末|初|上旬|中旬|下旬)?"),
    (NumberKind.DATE, rf"{YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)"),
    (NumberKind.DATE, r"(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*日"),
    (NumberKind.DATE, r"(?<!\d)\d{1,2}\s*月(?:底|末|初|份)"),
    (NumberKind.PERIOD, rf"{YEAR}\s*(?:{YEAR_TAIL})?{DASH}(?:(?:19|20)\d{{2}}|\d{{2}})\s*{YEAR_TAIL}"),
    (NumberKind.PERIOD, rf"{YEAR}{DASH}(?:19|20)\d{{2}}(?![\d.])"),
    (NumberKind.YEAR, rf"{YEAR}\s*{YEAR_TAIL}"),
    (NumberKind.YEAR, rf"{YEAR}(?=\s*[、，和及]\s*(?:19|20)\d{{2}}\s*年)"),
    (NumberKind.ORDINAL, r"第\s*\d+\s*(?:次|批|轮|届|期|类|位|名|个|四纪)?"),
    (NumberKind.ORDINAL, r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+\s*[-－—]?\s*\d+(?:\s*[-－]\s*\d+)*(?![\d.])"),
    (NumberKind.ROAD, r"(?<![A-Za-z])[GSXYZCK]\s?\d{2,4}(?![\d.])"),
    (NumberKind.NAME, r"(?<=[“‘\"「『])\s*\d+(?=\s*[”’\"」』])"),
    (NumberKind.NAME, r"(?<=[“‘\"「『])\d+(?:[+\-]\d+)+(?=[”’\"」』])"),
    (NumberKind.NAME, r"[A-Za-z][A-Za-z_]*[-－—]?\d+(?:\.\d+)?[A-Za-z]*|\d+[A-Za-z]{1,2}\d+"),
)
LABEL_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in LABELS)
MARKER = re.compile(
    r"^\s*(?:[（(]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[、．)）]|\d{1,2}(?:\.\d{1,2})*\s*\.(?!\d)|\d{1,2}(?:\.\d{1,2})+\s(?=\D))"
)
INNER_MARKER = re.compile(r"(?<=[。；;：:，,、\n])\s*[（(]\d{1,2}[)）]|(?<=[。；;：:\n])\s*\d{1,2}[、．](?!\d)")


def find_labels(text: str) -> Iterator[Numeral]:
    """Every numeral in the text that is a label; they do not overlap."""
    taken = bytearray(len(text))
    marker = MARKER.match(text)
    if marker:
        yield _claim(taken, NumberKind.ORDINAL, marker)
    for kind, pattern in LABEL_PATTERNS:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                yield _claim(taken, kind, match)
    for match in INNER_MARKER.finditer(text):
        if not any(taken[match.start() : match.end()]):
            yield _claim(taken, NumberKind.ORDINAL, match)


def _claim(taken: bytearray, kind: NumberKind, match: re.Match[str]) -> Numeral:
    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return Numeral(kind, match.start(), match.end(), match.group())
