"""Numbers, facts and statements of a whole document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kuanggui.ingest.facts.breakdowns import TOTAL_ALONE, Group, find_groups
from kuanggui.ingest.facts.cells import cell_facts, cell_numbers, label_tokens
from kuanggui.ingest.facts.changes import find_changes
from kuanggui.ingest.facts.clauses import Draft, Surroundings, drafts, facts_of
from kuanggui.ingest.facts.names import home_of, mineral_names, place_names
from kuanggui.ingest.facts.periods import title_period
from kuanggui.ingest.facts.references import find_references
from kuanggui.ingest.facts.shares import find_shares
from kuanggui.ingest.facts.text import ClauseText
from kuanggui.ingest.facts.wholes import with_wholes
from kuanggui.ingest.numbers import scan
from kuanggui.model.box import Box
from kuanggui.model.document import Document
from kuanggui.model.fact import Breakdown, BreakdownKind, Change, Fact, Period, Reference, Share
from kuanggui.model.number import NumberToken
from kuanggui.model.outline import Clause, Section

CLAUSES_BACK = 3
REACHING_BACK = ("按", "其中", "具体")


@dataclass
class Gathered:
    """What has been read so far, in reading order; `home` is the code of the area that the document is about."""

    home: str | None = None
    numbers: list[NumberToken] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    recent: list[tuple[str, list[Draft], list[Fact]]] = field(default_factory=list)


def gather(
    document: Document, title: str, sections: Sequence[Section], clauses: Sequence[Clause], boxes: Sequence[Box]
) -> Gathered:
    """Every number, fact and statement of the outline, the clauses and the boxes."""
    got = Gathered(home_of(title, (clause.text.text for clause in clauses)))
    titles = {section.id: section for section in sections}
    for section in sections:
        got.numbers.extend(_heading_numbers(document, section))
    for clause in clauses:
        _read_clause(document, clause, _surroundings(clause, titles, got), got)
    for box in boxes:
        _read_box(document, box, got)
    got.shares = with_wholes(got.shares, got.facts, got.breakdowns, got.changes, got.home)
    return got


def _heading_numbers(document: Document, section: Section) -> Iterator[NumberToken]:
    for numeral in scan(section.text.text):
        place = document.place(section.text, numeral.start, numeral.end)
        yield NumberToken(numeral.kind, numeral.text, place, numeral.start, numeral.end, numeral.quantity)


def _surroundings(clause: Clause, sections: dict[str, Section], got: Gathered) -> Surroundings:
    """What the headings above a clause name, and the drafts of the clause before when this one reaches back to it."""
    above = _above(clause.section, sections)
    title = above[0].title if above else ""
    reaches = clause.text.text.lstrip().startswith(REACHING_BACK)
    before = (
        [d for section, made, _ in got.recent[-CLAUSES_BACK:] if section == clause.section for d in made]
        if reaches
        else []
    )
    return Surroundings(
        minerals=_only(name.key for name in mineral_names(title)),
        regions=_only(name.key for name in place_names(title, got.home)),
        before=tuple(before),
        heading=title,
        period=_last_period(before) if before else next((p for s in above if (p := title_period(s.title))), None),
    )


def _last_period(before: Sequence[Draft]) -> Period | None:
    """The period spoken of last; the year that a change is reckoned from (较2015年减少…) is not."""
    stated = [draft for draft in before if "difference" not in draft.qualifiers]
    return (stated or before)[-1].period


def _above(key: str | None, sections: dict[str, Section]) -> list[Section]:
    """A section and those it stands in, the innermost first."""
    above: list[Section] = []
    while key is not None and key in sections:
        above.append(sections[key])
        key = sections[key].parent
    return above


def _only(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _read_clause(
    document: Document, clause: Clause, around: Surroundings, got: Gathered, box: str | None = None
) -> None:
    text = ClauseText.read(clause.text.text, got.home)
    made = drafts(text, around)
    facts = [replace(f, box=box) for f in facts_of(document, clause, text, made, len(got.facts) + 1)]
    before = [f for section, _, earlier in got.recent[-CLAUSES_BACK:] if section == clause.section for f in earlier]
    groups = [*find_groups(text, facts, before)]
    facts = _retyped(facts, groups)
    got.numbers.extend(_clause_numbers(document, clause, text, box))
    got.facts.extend(facts)
    for group in groups:
        got.breakdowns.append(_breakdown(document, clause, group, len(got.breakdowns) + 1))
    got.changes.extend(find_changes(text, facts, document, clause, len(got.changes) + 1))
    got.shares.extend(find_shares(text, facts, groups, document, clause, len(got.shares) + 1))
    got.references.extend(find_references(document, clause))
    got.recent.append((clause.section, made, facts))


def _clause_numbers(document: Document, clause: Clause, text: ClauseText, box: str | None) -> Iterator[NumberToken]:
    for numeral in text.numerals:
        place = document.place(clause.text, numeral.start, numeral.end)
        yield NumberToken(
            numeral.kind, numeral.text, place, numeral.start, numeral.end, numeral.quantity, clause.id, box
        )


def _retyped(facts: list[Fact], groups: Sequence[Group]) -> list[Fact]:
    """Parts of a whole speak of the whole's attribute: 区块45个，其中铁矿13个 counts blocks, not mines."""
    attributes = {
        part.id: group.whole.attribute
        for group in groups
        if group.whole is not None and group.whole.attribute
        for part in group.parts
        if part.attribute in {"", "mine_count"} and part.quantity.is_count
    }
    attributes |= {group.whole.id: "" for group in groups if group.whole is not None and _of_several(group)}
    return [replace(f, attribute=attributes[f.id]) if f.id in attributes else f for f in facts]


def _of_several(group: Group) -> bool:
    """Whether a total behind its parts (甲区块6个、乙区块5个，共11个) names nothing itself and its parts are of several kinds."""
    named = {part.attribute for part in group.parts}
    return group.whole is not None and group.kind is BreakdownKind.FULL and len(named) > 1 and _is_bare(group.whole)


def _is_bare(fact: Fact) -> bool:
    return "attribute" in fact.inherited and TOTAL_ALONE.fullmatch(fact.subject) is not None


def _breakdown(document: Document, clause: Clause, group: Group, number: int) -> Breakdown:
    begin = min(group.start, group.whole.start) if group.whole and group.whole.clause == clause.id else group.start
    return Breakdown(
        id=f"b{number}",
        kind=group.kind,
        whole=group.whole.id if group.whole else None,
        parts=tuple(part.id for part in group.parts),
        criterion=group.criterion,
        place=document.place(clause.text, begin, group.end),
    )


def _read_box(document: Document, box: Box, got: Gathered) -> None:
    got.numbers.extend(label_tokens(document, box))
    if box.items:
        texts = [(f"{box.id}#{n}", item) for n, item in enumerate(box.items, 1)]
    else:
        found = [*cell_numbers(document, box)]
        got.numbers.extend(
            NumberToken(
                c.numeral.kind, c.numeral.text, c.place, c.numeral.start, c.numeral.end, c.numeral.quantity,
                box=box.id, row=c.row, column=c.column,
            )
            for c in found
        )  # fmt: skip
        got.facts.extend(cell_facts(box, found, len(got.facts) + 1, got.home))
        texts = []
    texts += [(f"{box.id}#note{n}", note) for n, note in enumerate(box.notes, 1)]
    for key, text in texts:
        clause = Clause(key, box.section, text)
        _read_clause(document, clause, Surroundings(period=title_period(box.title)), got, box.id)
