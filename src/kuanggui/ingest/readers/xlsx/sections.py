"""Number format codes (ISO/IEC 29500-1 §18.8.31) taken apart: sections, conditions, literals, placeholders."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?       # text in quotation marks
    | \\(?P<escaped>.)           # one character taken as it is
    | (?P<filler>[_*].)          # a gap as wide as a character, or a filling
    | \[(?P<bracket>[^\]]*)\]?   # colour, condition, currency, elapsed time
    | (?P<exponent>[Ee][+-]0+)
    | (?P<general>General)
    | (?P<digits>[0\#?.,]+)
    | (?P<clock>AM/PM|A/P|上午/下午)
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4})
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Kind(Enum):
    """What a token of a format code stands for."""

    LITERAL = "literal"
    GENERAL = "general"
    DIGITS = "digits"
    EXPONENT = "exponent"
    PERCENT = "percent"
    DATE = "date"
    ELAPSED = "elapsed"
    CLOCK = "clock"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a format code, with its text: of a literal, the text it prints."""

    kind: Kind
    text: str


Section = tuple[Token, ...]


def split_sections(code: str) -> list[Section]:
    """The sections of a format code: positive, negative, zero, text, or one for each condition."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            sections.append([])
        else:
            token = _token(match)
            if token is not None:
                sections[-1].append(token)
    return [tuple(section) for section in sections]


def choose_section(sections: list[Section], value: Decimal) -> tuple[Section, bool]:
    """The section that prints a value, and whether it leaves the minus sign to be written before it."""
    if any(token.kind is Kind.CONDITION for section in sections for token in section):
        return next((section for section in sections if _holds(section, value)), ()), value < 0
    numeric = sections[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], value < 0


def _token(match: re.Match[str]) -> Token | None:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind in _KINDS:
        return Token(_KINDS[kind], text)
    if kind == "bracket":
        return _bracket(text)
    if kind == "filler":
        return None
    if text == "@":
        return Token(Kind.GENERAL, text)
    return Token(Kind.PERCENT if text == "%" else Kind.LITERAL, text)


_KINDS = {
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "exponent": Kind.EXPONENT,
    "general": Kind.GENERAL,
    "digits": Kind.DIGITS,
    "clock": Kind.CLOCK,
    "date": Kind.DATE,
}


def _bracket(text: str) -> Token | None:
    if text.startswith("$"):
        return Token(Kind.LITERAL, text[1:].split("-", maxsplit=1)[0])
    if _CONDITION.fullmatch(text):
        return Token(Kind.CONDITION, text)
    return Token(Kind.ELAPSED, text) if _ELAPSED.fullmatch(text) else None


def _holds(section: Section, value: Decimal) -> bool:
    """Whether the conditions of a section hold; one without conditions takes what is left."""
    conditions = [_CONDITION.fullmatch(token.text) for token in section if token.kind is Kind.CONDITION]
    return all(_COMPARE[match[1]](value, Decimal(match[2])) for match in conditions if match)
