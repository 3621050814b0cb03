"""What a phrase still says once mineral, place, attribute and year are taken out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kuanggui.checks.audit.words import read_words
from kuanggui.regulation import find_minerals, find_places

_NOT_WORDS = re.compile(r"[^\u3400-\u9fff]+")
TELLING = 2  # characters; a single one that is left says nothing
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_JOINING = re.compile(r"^.*(?:和|及|与|以及)$")
_INSIDE = re.compile(r"区[内外]")
_WHERE = re.compile(r"^.*?[区市县矿][中内](?=共|规划|划定|划分|设|布|部署|拟|已)")


@dataclass(frozen=True, slots=True)
class _Fillers:
    words: re.Pattern[str]
    characters: re.Pattern[str]
    classes: tuple[tuple[str, re.Pattern[str]], ...]
    kind_states: tuple[tuple[str, re.Pattern[str]], ...]
    base_year: re.Pattern[str]
    state: re.Pattern[str]
    plan: re.Pattern[str]
    totals: frozenset[str]
    zone_kinds: re.Pattern[str]
    name_headers: re.Pattern[str]


@cache
def residue(phrase: str, attribute_words: str, home: str | None) -> str:
    """The telling words of a phrase: of 2020年全市规模以上工业增加值 something of 规模以上工业 is left when 增加值 is the attribute."""
    fillers, text = _fillers(), phrase
    for _, pattern in fillers.classes:
        text = pattern.sub("，", text)
    text = text.replace(attribute_words, "，") if attribute_words else text
    text = _NOT_WORDS.sub("，", _without_names(text, home))
    left = _NOT_WORDS.sub("", fillers.characters.sub("", fillers.words.sub("，", text)))
    telling = left if len(left) >= TELLING else ""
    return telling + "".join(dict.fromkeys(_INSIDE.findall(phrase)))


def class_of(phrase: str) -> str:
    """The class of minerals that a phrase confines itself to (非金属, 非煤 …), empty when to none."""
    return next((name for name, pattern in _fillers().classes if pattern.search(phrase)), "")


def kind_state_of(phrase: str) -> str:
    """What is said of kinds of minerals that a phrase counts: that they are proved, or used; empty for merely known ones."""
    return next((name for name, pattern in _fillers().kind_states if pattern.search(phrase)), "")


def says_base_year(phrase: str) -> bool:
    """Whether a title says that its figures are those of the base year."""
    return bool(_fillers().base_year.search(phrase))


def is_about_state(headings: Sequence[str]) -> bool | None:
    """Whether what stands below the headings is (True) or is planned (False); None when no heading tells."""
    if any(_fillers().state.search(heading) for heading in headings):
        return True
    return False if any(_fillers().plan.search(heading) for heading in headings) else None


def is_total(label: str) -> bool:
    """Whether a row label stands for a sum."""
    return re.sub(r"\s", "", label) in _fillers().totals


def is_name_header(header: str) -> bool:
    """Whether a column bears the names of its rows."""
    return bool(_fillers().name_headers.search(re.sub(r"\s", "", header)))


def zone_stem(name: str) -> str:
    """The name of an area without its kind, its minerals and signs: 甲县乙村石灰岩集中开采区 is 甲县乙村."""
    text = _fillers().zone_kinds.sub("", _NOT_WORDS.sub("", name))
    for match in reversed(find_minerals(text)):
        text = text[: match.start] + text[match.end :]
    return text.removesuffix("矿")


def without_brackets(phrase: str) -> str:
    """The phrase without what it says in round brackets."""
    return _BRACKETS.sub("", phrase)


def own_part(phrase: str) -> str:
    """The part of a head that belongs to the noun behind the number: not 重点勘查区和, nor the place in 重点勘查区中规划."""
    return "" if _JOINING.match(phrase) else _WHERE.sub("", phrase)


def _without_names(text: str, home: str | None) -> str:
    spans = [(m.start, m.end) for m in find_minerals(text)]
    spans += [(m.start, m.end) for m in find_places(text, home) if not m.embedded]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + "，" * (end - start) + text[end:]
    return text


@cache
def _fillers() -> _Fillers:
    data = read_words("subject_words")
    return _Fillers(
        words=_any_of(data["fillers"]),
        characters=re.compile(f"[{re.escape(''.join(data['function_characters']))}]"),
        classes=tuple((name, _any_of(words)) for name, words in data["classes"].items()),
        kind_states=tuple((name, _any_of(words)) for name, words in data["kind_states"].items()),
        base_year=_any_of(data["base_year"]),
        state=_any_of(data["state_headings"]),
        plan=_any_of(data["plan_headings"]),
        totals=frozenset(data["totals"]),
        name_headers=_any_of(data["name_headers"]),
        zone_kinds=re.compile(f"(?:{_any_of(data['zone_kinds']).pattern})$"),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)))
