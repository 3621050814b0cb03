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


def _of_facts_before(made: Sequence[Draft], run: Sequence[int], field: str) -> list[tuple[str, ...]]:
    """What as many figures right in front of the list are about, if each is about something else."""
    before = made[max(0, run[0] - len(run)) : run[0]]
    keys: list[tuple[str, ...]] = [getattr(draft, field) for draft in before]
    return keys if len(keys) == len(run) == len(set(keys)) and all(keys) else []
