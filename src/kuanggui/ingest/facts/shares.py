"""Shares: a printed percentage, the figure it is a share of the whole of, and the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kuanggui.ingest.facts.breakdowns import CHANGED, COMPARED, Group
from kuanggui.ingest.facts.lexicon import lexicon
from kuanggui.ingest.facts.text import ClauseText
from kuanggui.model.document import Document
from kuanggui.model.fact import Fact, Share
from kuanggui.model.outline import Clause

SHARE_HEAD = re.compile(
    r"(?P<subject>[^，。；：]*?)(?:约|仅|共|只|大约|均|合计|已)?占(?!用|地|有|比)(?:到|了)?"
    r"(?P<whole>[^，。；、：]*?)(?:的|之)?(?:比例|比重)?(?:约)?(?:为|达|达到)?\s*(?:约|近)?$"
)
RATIO_HEAD = re.compile(
    r"(?P<subject>[^，。；：]*?)(?P<whole>)(?:所占)?(?:的)?(?:比例|比重|占比)(?:约)?(?:分别|依次)?(?:为|是|达|达到)?\s*$"
)
OF_PRINTED = re.compile(r"^(?:的|之)(?:约|近)?\s*$")
IN_TURN = re.compile(r"分别|依次|各")
LINK = re.compile(r"^\s*[、，,和及与以]*\s*$")
SUM = re.compile(r"^(?:共|合计|总计|小计)")
PRONOUN = re.compile(r"^(?:其|它|分别|依次|各|所|该|此|共|合计|约|也|均|并|且|仅|三者|二者|两者|两项|三项|上述|以上)*$")


def find_shares(
    text: ClauseText, facts: Sequence[Fact], groups: Sequence[Group], document: Document, clause: Clause, first: int
) -> list[Share]:
    """占…的N%, 比例为N%, 为A的N% and lists of them, each with its part and, where the clause itself says it, its whole."""
    shares: list[Share] = []
    listed: set[str] = set()
    for position, fact in enumerate(facts):
        if not _is_percentage(fact) or fact.id in listed:
            continue
        run = _run(text, facts, position)
        found = _of_printed(text, facts, position) or _said(text, facts, position, groups)
        if found is None:
            continue
        for one, part in _each(run, found[0], facts[:position], phrase(text, facts, position)):
            listed.add(one.id)
            whole = found[1] or _divided(part, groups, found[2])
            place = document.place(clause.text, min(part.start, one.start) if part else one.start, one.end)
            key = f"s{first + len(shares)}"
            shares.append(Share(key, part.id if part else None, one.id, whole.id if whole else None, found[2], place))
    return shares


# Part, whole and the words of the whole.
_Found = tuple[Fact | None, Fact | None, str]


def _of_printed(text: ClauseText, facts: Sequence[Fact], position: int) -> _Found | None:
    """相当于未治理面积1052.3公顷的64.6%: the whole stands right in front of the percentage."""
    whole = facts[position - 1] if position else None
    if whole is None or _is_rate(whole) or not OF_PRINTED.match(text.text[whole.end : facts[position].start]):
        return None
    alike = [f for f in facts[: position - 1] if f.sentence == whole.sentence and _same_dimension(f, whole)]
    main = [f for f in alike if not _beside(f)]
    return (main[-1] if main else None), whole, whole.subject


def _said(text: ClauseText, facts: Sequence[Fact], position: int, groups: Sequence[Group]) -> _Found | None:
    fact = facts[position]
    head = phrase(text, facts, position)
    match = SHARE_HEAD.fullmatch(head) or RATIO_HEAD.fullmatch(head)
    if not match:
        return None
    words = match.group("whole").strip()
    subject = match.group("subject").strip()
    named = bool(subject) and not PRONOUN.match(subject)
    if not named:
        return _part(facts[:position], fact, groups, words), None, words
    return None, (None if words else _names_parts_of(subject, [g for g in groups if g.start < fact.start], fact)), words


def _names_parts_of(subject: str, groups: Sequence[Group], fact: Fact) -> Fact | None:
    """财政资金占比 behind 其中中央财政…、省级财政…: the whole of the list that the subject speaks of."""
    pairs = {subject[i : i + 2] for i in range(len(subject) - 1)}
    for group in reversed(groups):
        here = group.whole is not None and group.whole.sentence == fact.sentence
        if here and any(pair in part.subject for part in group.parts for pair in pairs):
            return group.whole
    return None


def phrase(text: ClauseText, facts: Sequence[Fact], position: int) -> str:
    """The words in front of a figure, back to a comma or the figure before it; 约占 is part of them."""
    lead = re.match(r"\D*占", facts[position].quantity.text)
    stop = facts[position].start + (lead.end() if lead else 0)
    start = max(text.sentence_starts[text.sentence(facts[position].start)], facts[position - 1].end if position else 0)
    return re.split(r"[，；：]", text.text[start:stop])[-1].strip()


def _part(before: Sequence[Fact], fact: Fact, groups: Sequence[Group], words: str) -> Fact | None:
    """The last figure of the sentence that is no rate and no comparison; the whole of a list that the share speaks of."""
    near = [f for f in before if f.sentence == fact.sentence and not _is_rate(f) and not _beside(f)]
    if not near:
        return None
    for group in groups:
        listed = len(group.parts) > 1 and group.parts[-1].id == near[-1].id and group.whole in near
        own = any(_is_percentage(f) and f.start > group.start and f.start < group.parts[-1].start for f in before)
        if words and listed and not own:
            return group.whole
    return near[-1]


def _divided(part: Fact | None, groups: Sequence[Group], words: str) -> Fact | None:
    """What the part is printed as a part of, when the share does not name another whole."""
    if part is None or words.removesuffix("的"):
        return None
    return next((group.whole for group in groups if group.whole and any(p.id == part.id for p in group.parts)), None)


def _run(text: ClauseText, facts: Sequence[Fact], position: int) -> list[Fact]:
    """占比依次为14%、18%和26%: the percentage and those that follow it with nothing but a link between."""
    run = [facts[position]]
    if IN_TURN.search(phrase(text, facts, position)):
        for fact in facts[position + 1 :]:
            if not _is_percentage(fact) or not LINK.match(text.text[run[-1].end : fact.start]):
                break
            run.append(fact)
    return run


def _each(run: list[Fact], part: Fact | None, before: Sequence[Fact], head: str) -> list[tuple[Fact, Fact | None]]:
    """Each percentage of a list with the figure in the same position of the list in front of it, if that is what is shared out."""
    if len(run) == 1:
        return [(run[0], part)]
    figures = [f for f in before if not _is_rate(f) and f.sentence == run[0].sentence][-len(run) :]
    alike = len(figures) == len(run) and all(_same_dimension(f, figures[0]) for f in figures)
    alike = alike and not _of_another_thing(head, figures) and not any(SUM.search(f.subject) for f in figures)
    return list(zip(run, figures, strict=True)) if alike else [(one, None) for one in run]


def _of_another_thing(head: str, figures: Sequence[Fact]) -> bool:
    """Whether the words of the shares name something that these figures cannot be: 产能占比 behind numbers of mines."""
    words = head.split("占", maxsplit=1)[0]
    return lexicon().find_attribute(words, None) is not None and not lexicon().find_attribute(
        words, figures[0].quantity.unit
    )


def _beside(fact: Fact) -> bool:
    """Whether a figure is only compared with, or says by how much something changed."""
    return bool(COMPARED.search(fact.subject) or CHANGED.search(fact.subject)) or "difference" in fact.qualifiers


def _is_percentage(fact: Fact) -> bool:
    return fact.quantity.unit is not None and fact.quantity.unit.dimension == "ratio"


def _is_rate(fact: Fact) -> bool:
    return fact.quantity.unit is None or fact.quantity.unit.dimension in {"ratio", "percentage_point", "multiple"}


def _same_dimension(one: Fact, other: Fact) -> bool:
    a, b = one.quantity.unit, other.quantity.unit
    return a is not None and b is not None and (a.dimension, a.per) == (b.dimension, b.per)
