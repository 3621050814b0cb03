"""Characters that have several spellings, mapped one to one."""

from __future__ import annotations

import re
import unicodedata

# Full-width digits, letters and signs of arithmetic. Chinese punctuation and brackets stay as they are: they are right as printed,
# and dashes between digits are for the number scanner to judge.
_FULL_WIDTH = "０１２３４５６７８９％＋／" + "".join(chr(0xFF21 + i) + chr(0xFF41 + i) for i in range(26))

# PDF text often holds radicals (⽯) and compatibility forms (金 as U+F90A) in place of the ordinary ideographs.
_LOOKALIKES = [chr(code) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))]


def _table() -> dict[int, str]:
    pairs = ((character, unicodedata.normalize("NFKC", character)) for character in (*_FULL_WIDTH, *_LOOKALIKES))
    return {ord(old): new for old, new in pairs if len(new) == 1 and new != old}


_TABLE = _table()
_POINT = re.compile(r"(?<=\d)．(?=\d)")


def unify_characters(text: str) -> str:
    """The text in ordinary characters, of the same length."""
    return _POINT.sub(".", text.translate(_TABLE))
