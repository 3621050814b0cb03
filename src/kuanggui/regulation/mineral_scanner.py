"""Finding the minerals that a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kuanggui.regulation.mineral import Mineral, MineralMatch
from kuanggui.regulation.mineral_catalogue import mineral_words, spellings
from kuanggui.regulation.word_index import WordIndex

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word found: `minerals` is empty for a word that only looks like one; `symbol` for a name of one character."""

    start: int
    end: int
    minerals: tuple[Mineral, ...]
    symbol: bool


def find_minerals(text: str, extra: Path | None = None) -> list[MineralMatch]:
    """The minerals named in `text`, in order, the longest wording at each place; an ambiguous wording gives one match per meaning.

    One-character names (煤, 铁, 金) count only where the words around them are those of a mineral: not in 资金, 铁路 or 银行.
    """
    return list(_find(text, extra))


@lru_cache(maxsize=16384)  # the same cells and phrases are read by the boxes, the facts, the plan and many rules
def _find(text: str, extra: Path | None) -> tuple[MineralMatch, ...]:
    return tuple(match for run in _runs(_tokens(text, extra)) for match in _matches(text, run))


def _tokens(text: str, extra: Path | None) -> list[_Token]:
    found = _index(extra).find(text)
    return [_Token(start, end, minerals, end - start == 1) for start, end, minerals in found]


@cache
def _index(extra: Path | None) -> WordIndex[tuple[Mineral, ...]]:
    words: dict[str, tuple[Mineral, ...]] = dict.fromkeys(mineral_words().not_minerals, ())
    spelled = {word: entries for word, entries in spellings(extra).items() if word not in words}
    return WordIndex(words | spelled)


def _runs(tokens: list[_Token]) -> list[list[_Token]]:
    """Names that stand without a gap, such as 铅 and 锌矿 in 铅锌矿, share what stands before and after them."""
    runs: list[list[_Token]] = []
    for token in tokens:
        if not token.minerals:
            runs.append([])
        elif runs and runs[-1] and runs[-1][-1].end == token.start:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [run for run in runs if run]


def _matches(text: str, run: list[_Token]) -> list[MineralMatch]:
    words = mineral_words()
    if text.startswith(words.never_before, run[-1].end) or text.endswith(words.never_after, 0, run[0].start):
        return []
    named = run if _has_right_surroundings(text, run) else [token for token in run if not token.symbol]
    return [
        MineralMatch(token.start, _with_suffix(text, token.end), mineral)
        for token in named
        for mineral in token.minerals
        if _allowed(text, token, mineral)
    ]


def _has_right_surroundings(text: str, run: list[_Token]) -> bool:
    """Whether the one-character names at the ends of a run stand beside words that go with minerals."""
    if run[-1].symbol and text.startswith(mineral_words().after_any_symbol, run[-1].end):
        return True
    return _fits_after(text, run[-1]) and (len(run) > 1 or _fits_before(text, run[0]))


def _fits_before(text: str, token: _Token) -> bool:
    if not token.symbol or token.start == 0 or not _HAN.match(text[token.start - 1]):
        return True
    return text.endswith(mineral_words().before_symbol, 0, token.start)


def _fits_after(text: str, token: _Token) -> bool:
    if not token.symbol or token.end == len(text) or not _HAN.match(text[token.end]):
        return True
    return text.startswith(mineral_words().after_symbol, token.end)


def _allowed(text: str, token: _Token, mineral: Mineral) -> bool:
    after = bool(mineral.not_after) and text.endswith(mineral.not_after, 0, token.start)
    before = bool(mineral.not_before) and text.startswith(mineral.not_before, token.end)
    return not after and not before


def _with_suffix(text: str, end: int) -> int:
    """The end including 矿 or 矿石, but not the 矿 of 矿区 or 矿山."""
    return end + len(_suffix().match(text, end)[0])  # type: ignore[index]


@cache
def _suffix() -> re.Pattern[str]:
    suffixes = "|".join(re.escape(suffix) for suffix in mineral_words().suffixes)
    return re.compile(rf"(?:(?:{suffixes})(?![\u3400-\u9fff]))?")
