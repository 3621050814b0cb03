"""The catalogue of administrative divisions: records, who belongs to whom, and what existed when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kuanggui.errors import RegulationDataError
from kuanggui.regulation.citation import Citation, Confidence
from kuanggui.regulation.data_files import DataFile, data_files
from kuanggui.regulation.division import Division
from kuanggui.regulation.place_words import place_words


def divisions(extra: Path | None = None) -> tuple[Division, ...]:
    """All divisions, past ones included, in order of code; entries of `extra/divisions/**.yaml` replace those of the same code."""
    return tuple(_by_code(extra).values())


def division(code: str, extra: Path | None = None) -> Division:
    """The division with that code; KeyError when there is none."""
    return _by_code(extra)[code]


def children(code: str, as_of: date | None = None, extra: Path | None = None) -> tuple[Division, ...]:
    """The divisions directly below, those in being on `as_of` when it is given."""
    below = _by_parent(extra).get(code, ())
    return tuple(entry for entry in below if as_of is None or entry.exists_on(as_of))


def exists(code: str, day: date, extra: Path | None = None) -> bool:
    """Whether there is a division with that code on that day."""
    entry = _by_code(extra).get(code)
    return entry is not None and entry.exists_on(day)


def is_within(code: str, ancestor: str, extra: Path | None = None) -> bool:
    """Whether the division is `ancestor` or lies in it; codes that are not in the catalogue lie nowhere."""
    return ancestor in lineage(code, extra)


def lineage(code: str, extra: Path | None = None) -> tuple[str, ...]:
    """The code and those of the divisions it lies in, upwards; empty for an unknown code."""
    entry = _by_code(extra).get(code)
    if entry is None:
        return ()
    return (code, *(lineage(entry.parent, extra) if entry.parent else ()))


@cache  # called with its argument always, since the cache takes f() and f(None) for two calls
def _by_code(extra: Path | None) -> dict[str, Division]:
    raw: dict[str, tuple[Any, _Origin]] = {}
    for source in data_files("divisions", "divisions", extra):
        origin = _Origin.of(source)
        raw.update({code: (entry, origin) for code, entry in _entries(source.content)})
    return {code: _division(code, *raw[code], known=raw.keys()) for code in sorted(raw)}


def _entries(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Code and name, or code and all that is known: those of which only the name is stand one a line, which loads faster."""
    for line in content.get("names", "").splitlines():
        code, name = line.split()
        yield code, name
    yield from content.get("divisions", {}).items()


@cache
def _by_parent(extra: Path | None) -> dict[str, tuple[Division, ...]]:
    below: dict[str, tuple[Division, ...]] = {}
    for entry in divisions(extra):
        if entry.parent:
            below[entry.parent] = (*below.get(entry.parent, ()), entry)
    return below


@dataclass(frozen=True, slots=True)
class _Origin:
    """What all entries of one file share."""

    label: str
    citation: Citation
    confidence: Confidence
    invented: bool

    @classmethod
    def of(cls, source: DataFile) -> _Origin:
        content = source.content
        confidence = Confidence(content["confidence"])
        return cls(source.label, Citation.from_data(content["citation"]), confidence, content.get("invented", False))


def _division(code: str, entry: Any, origin: _Origin, known: Collection[str]) -> Division:
    full: dict[str, Any] = {"name": entry} if isinstance(entry, str) else entry
    level = _level(code)
    return Division(
        code=code,
        name=full["name"],
        level=level,
        parent=_parent(code, known),
        short=(*_short(full["name"], level), *full.get("short", ()), *place_words().also.get(code, ())),
        citation=Citation.from_data(full["citation"]) if "citation" in full else origin.citation,
        confidence=Confidence(full["confidence"]) if "confidence" in full else origin.confidence,
        valid_from=_day(full.get("from"), code, origin.label),
        valid_to=_day(full.get("to"), code, origin.label),
        successors=tuple(str(successor) for successor in full.get("successors", ())),
        invented=origin.invented,
    )


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _parent(code: str, known: Collection[str]) -> str | None:
    """The nearest division above: a county under a province directly (济源市) has no prefecture."""
    above = [code[:4] + "00", code[:2] + "0000"]
    return next((parent for parent in above if parent != code and parent in known), None)


def _short(name: str, level: str) -> tuple[str, ...]:
    """The name without its ending and the peoples in it, when two characters or more are left."""
    short = _short_pattern(level).sub("", name)
    return (short,) if len(short) > 1 and short not in place_words().never_short and short != name else ()


@cache
def _short_pattern(level: str) -> re.Pattern[str]:
    words = place_words()
    peoples = "|".join(sorted(map(re.escape, words.peoples), key=len, reverse=True))
    endings = "|".join(sorted(map(re.escape, words.endings[level]), key=len, reverse=True))
    return re.compile(rf"(?:{peoples})*(?:{endings})$")


def _day(text: str | None, code: str, label: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise RegulationDataError(f"{label}: {code}: 没有 {text} 这一天；请改为 年-月-日") from error
