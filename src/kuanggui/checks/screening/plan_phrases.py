"""Phrases of a plan's provisions that forbid, restrict or ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from kuanggui.checks.data import words
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.regulation.mineral_scanner import find_minerals


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a provision without full stop or semicolon, and where the provision stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Directive:
    """What comes behind a modality word: the object of a prohibition or restriction."""

    text: str
    forbidden: bool
    place: Place


@dataclass(frozen=True, eq=False)
class PlanText:
    """A plan with its provisions cut into phrases, once for all cases screened against it."""

    plan: Plan

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases of the provisions, in order."""
        ends = "".join(words("plan_words")["ends"])
        return tuple(
            Phrase(text.strip(), provision.place)
            for provision in self.plan.provisions
            for text in re.split(f"[{ends}]", provision.text)
            if text.strip()
        )

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """Every stretch that begins with a word of forbidding or restricting and reaches to the next one."""
        return tuple(found for phrase in self.phrases for found in _directives(phrase))

    def demands(self, topic: str) -> tuple[Phrase, ...]:
        """The phrases that speak of a topic of entry (`entry` in plan_words.yaml)."""
        wanted = words("plan_words")["entry"][topic]["with"]
        return tuple(phrase for phrase in self.phrases if any(word in phrase.text for word in wanted))


def _directives(phrase: Phrase) -> Iterator[Directive]:
    forbid = words("plan_words")["forbid"]
    words_found = list(_modality().finditer(phrase.text))
    bounds = [*(match.start() for match in words_found), len(phrase.text)]
    for match, (start, end) in zip(words_found, pairwise(bounds), strict=True):
        yield Directive(phrase.text[start:end], match[0] in forbid, phrase.place)


@cache
def _modality() -> re.Pattern[str]:
    known = words("plan_words")
    return re.compile("|".join(sorted((*known["forbid"], *known["restrict"]), key=len, reverse=True)))


def figure_in(phrase: Phrase, topic: str) -> str | None:
    """The figure that a phrase gives for a topic, None where it gives none."""
    match = re.search(str(words("plan_words")["entry"][topic]["figure"]), phrase.text)
    return match[1] if match else None


@lru_cache(maxsize=4096)
def minerals_in(text: str) -> tuple[str, ...]:
    """Codes of the minerals that a text names."""
    return tuple(dict.fromkeys(match.mineral.code for match in find_minerals(text)))
