"""A、B、C分别为1、2和3: each figure of a list belongs to the name in the same position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kuanggui.ingest.facts.lexicon import lexicon
from kuanggui.ingest.facts.names import Name
from kuanggui.ingest.facts.text import ClauseText

if TYPE_CHECKING:
    from kuanggui.ingest.facts.clauses import Draft

IN_TURN = re.compile(r"分别|依次|各自")
ITEM = re.compile(r"[^、，。；：和及与]+")
ITEMS = re.compile(r"(?P<items>[^，。；：]+(?:、[^，。；：]+)+?)(?:分别|依次|各自)")
LINKS = {"", "和", "及", "与", "以及"}


def distribute(clause: ClauseText, made: list[Draft]) -> list[Draft]:
    """The drafts, the figures of each list behind 分别 or 依次 given their own mineral and place."""
    result = list(made)
    for run in _runs(made):
        drafts = [made[index] for index in run]
        for index, head in zip(run, _series(drafts[0].wide, len(run)), strict=False):
            said = result[index].qualifiers | lexicon().qualifiers(head)
            result[index] = replace(result[index], head=head, qualifiers=said)
        for field, names in (("minerals", clause.minerals), ("regions", clause.places)):
            if items := _partly_known(clause, drafts[0], names, len(run)):
                for index, item in zip(run, items, strict=True):
                    result[index] = _named(result[index], item, field, names, clause)
                continue
            keys = _in_order(clause, drafts[0], names, len(run)) or _of_facts_before(made, run, field)
            for index, key in zip(run, keys, strict=False):
                own = result[index]
                change = {field: key, "inherited": own.inherited - {field}}
                result[index] = replace(own, **change)  # type: ignore[arg-type]
    return result


def _series(head: str, count: int) -> list[str]:
    """三次产业增加值分别为 in front of three figures: what each is called, 第一产业增加值 and so on."""
    for word, members in lexicon().series.items():
        if word in head and len(members) == count:
            return [IN_TURN.sub("", head.replace(word, member)) for member in members]
    return []


def _runs(made: Sequence[Draft]) -> Iterator[list[int]]:
    """Indexes of two or more figures of which the first comes behind 分别 and the others behind nothing but a link."""
    for index, draft in enumerate(made):
        if not IN_TURN.search(draft.head):
            continue
        run = [index]
        while run[-1] + 1 < len(made) and made[run[-1] + 1].head.strip() in LINKS:
            run.append(run[-1] + 1)
        if len(run) > 1:
            yield run


def _in_order(clause: ClauseText, first: Draft, names: Sequence[Name], count: int) -> list[tuple[str, ...]]:
    """As many names in front of the first figure, in its phrase or else its sentence, as there are figures."""
    end = first.numeral.head_end
    sentence = clause.sentence_starts[clause.sentence(first.numeral.start)]
    for start in (end - len(first.wide) - 1, sentence):
        found = list(
            dict.fromkeys(name.key for name in names if max(start, sentence) <= name.start and name.end <= end)
        )
        if len(found) == count:
            return [(key,) for key in found]
    return []


def _partly_known(clause: ClauseText, first: Draft, names: Sequence[Name], count: int) -> list[tuple[int, int]]:
    """The items of a list in front of 分别 that is as long as the figures, where some items are names and some are no known ones."""
    begin = clause.sentence_starts[clause.sentence(first.numeral.start)]
    listed = ITEMS.search(clause.text, begin, first.numeral.head_end)
    if listed is None or not count > 1:
        return []
    items = [match.span() for match in ITEM.finditer(clause.text, *listed.span("items"))]
    known = sum(any(_inside(name, item) for name in names) for item in items)
    return items if len(items) == count and 0 < known < count else []


def _named(draft: Draft, item: tuple[int, int], field: str, names: Sequence[Name], clause: ClauseText) -> Draft:
    """The figure of one item: by the key of its name, or with the printed name at its head where no key is known."""
    keys = tuple(dict.fromkeys(name.key for name in names if _inside(name, item)))
    printed = clause.text[item[0] : item[1]]
    head = draft.head if keys else printed if draft.head in LINKS else IN_TURN.split(draft.head)[-1] + printed
    change = {field: keys, "head": head, "inherited": draft.inherited - {field}}
    return replace(draft, **change)  # type: ignore[arg-type]


def _inside(name: Name, item: tuple[int, int]) -> bool:
    return item[0] <= name.start and name.end <= item[1]


def _of_facts_before(made: Sequence[Draft], run: Sequence[int], field: str) -> list[tuple[str, ...]]:
    """What as many figures right in front of the list are about, if each is about something else."""
    before = made[max(0, run[0] - len(run)) : run[0]]
    keys: list[tuple[str, ...]] = [getattr(draft, field) for draft in before]
    return keys if len(keys) == len(run) == len(set(keys)) and all(keys) else []
