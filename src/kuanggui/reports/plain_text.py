"""Text of a document made safe for terminals, workbooks and word documents."""

from __future__ import annotations

import re

# Control characters steer terminals and are forbidden in XML; a line end becomes a blank.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"[\t\n\r]+")


def printable(text: str) -> str:
    """The text without control characters, in one line."""
    return _CONTROL.sub("", _LINE_ENDS.sub(" ", text))
