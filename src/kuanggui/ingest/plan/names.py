"""What the name of a thing says of its minerals, regions, kind and origin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kuanggui.ingest.plan.cells import MINERAL_FIELDS, is_enumeration, value_kind
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.plan.value import Word
from kuanggui.regulation import find_minerals

FROM_NAME = "取自名称"


def read_in_name(source: PlanSource, mapping: Mapping, name: Word, field: str, annotation: Any) -> Any:
    """The value that a name gives to a field; None where it gives none."""
    kind, many = value_kind(annotation)
    if is_enumeration(annotation):
        meaning = mapping.meaning(field, name.text)
        return None if meaning is None else kind(meaning)
    words = minerals_in(name) if field in MINERAL_FIELDS else regions_in(source, name)
    if many:
        return words
    return _one(name, words)


def _one(name: Word, words: tuple[Word, ...]) -> Word | None:
    """The first mineral of a name as one word, with those that go on without a gap (铅锌矿)."""
    if not words:
        return None
    start = name.text.index(words[0].text)
    end, keys = start + len(words[0].text), list(words[0].keys)
    for word in words[1:]:
        if not name.text.startswith(word.text, end):
            break
        end, keys = end + len(word.text), [*keys, *word.keys]
    return part_of(name, start, end, tuple(dict.fromkeys(keys)), None)


def minerals_in(name: Word) -> tuple[Word, ...]:
    """Every mineral named, each place once."""
    found: dict[tuple[int, int], list[str]] = {}
    for start, end, mineral in find_minerals(name.text):
        found.setdefault((start, end), []).append(mineral.code)
    return tuple(part_of(name, start, end, tuple(keys), FROM_NAME) for (start, end), keys in found.items())


def regions_in(source: PlanSource, name: Word, inferred: str | None = FROM_NAME) -> tuple[Word, ...]:
    """Every division named."""
    return tuple(part_of(name, start, end, (code,), inferred) for start, end, code in source.regions(name.text))


def part_of(word: Word, start: int, end: int, keys: tuple[str, ...], inferred: str | None) -> Word:
    """Characters of a word that stands in one line, with their own place."""
    place = word.place
    if len(place.quote) == len(word.text) and place.end - place.start == len(word.text):
        place = replace(place, start=place.start + start, end=place.start + end, quote=word.text[start:end])
    return Word(word.text[start:end], place, keys, inferred)
