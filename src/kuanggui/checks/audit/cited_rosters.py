"""Counts in running text and the boxes that the text points to behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.audit.axes import MINERALS, REGIONS, value_of
from kuanggui.checks.audit.case import AuditCase, label_key
from kuanggui.checks.audit.rosters import Roster, narrowed, of_level, rosters_of
from kuanggui.model.box import Box
from kuanggui.model.fact import Fact, Reference, ReferenceKind
from kuanggui.model.outline import Clause
from kuanggui.model.quantity import Relation

TOTAL_ALONE = re.compile(r"(?:以上|上述)?(?:共|共计|合计|总计|总共)(?:为|有)?")
BELOW = re.compile(r"名单如下|如下(?:表)?|列于下")
LEVEL = re.compile(r"[省部市县]")
ZONE = re.compile(r"..区$")
ORDER = {"provincial", "municipal"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A count, the box behind it, and the numbers of entries that the count may mean, the most particular first.

    `sure` is false when the count is of one level and the box does not tell levels apart.
    """

    fact: Fact
    roster: Roster
    counts: tuple[int, ...]
    words: str
    sure: bool = True

    @property
    def holds(self) -> bool:
        """Whether the count is one of the numbers, or no less than a box that lists some of the things."""
        value = int(self.fact.quantity.low)
        return value in self.counts or (self.roster.selected and value >= max(self.counts))


def citations(case: AuditCase) -> Iterator[Citation]:
    """Every count that a box cited behind it (or put right below it) should bear out."""
    for clause in case.reading.clauses:
        for fact in case.facts_in_clause.get(clause.id, ()):
            if _exact(fact) and (found := _cited(case, clause, fact)):
                yield found


def elsewhere(case: AuditCase) -> Iterator[Citation]:
    """Every count of zones that the one box listing such zones should bear out, though the text does not point to it."""
    cited = {citation.fact.id for citation in citations(case)}
    rosters = [made for box in case.reading.boxes if (made := rosters_of(case)[box.id]) and made.entries]
    for clause in case.reading.clauses:
        for fact in case.facts_in_clause.get(clause.id, ()):
            if fact.id in cited or not _exact(fact) or not speaks_of_all(fact):
                continue
            about = [
                made for made in rosters if made.of_kind(fact.attribute_words) or made.is_about(fact.attribute_words)
            ]
            if len(about) == 1 and (found := _citation(fact, about[0], case.reading.region)):
                yield found


def speaks_of_all(fact: Fact) -> bool:
    """Whether a count is of all zones of a kind in the plan: no county, mineral, share or former plan of its own."""
    if "attribute" in fact.inherited or value_of(fact, REGIONS) or value_of(fact, MINERALS):
        return False
    return bool(ZONE.search(fact.attribute_words)) and not set(fact.qualifiers) - ORDER


def _exact(fact: Fact) -> bool:
    quantity = fact.quantity
    kinds = quantity.unit is not None and quantity.unit.name == "种"
    plain = (
        quantity.is_count
        and not kinds
        and not quantity.is_range
        and quantity.relation is Relation.EQUAL
        and not quantity.addends
    )
    return plain and bool(fact.attribute_words) and not TOTAL_ALONE.fullmatch(fact.subject)


def _cited(case: AuditCase, clause: Clause, fact: Fact) -> Citation | None:
    box = box_behind(case, clause, fact)
    if box and (listed := rosters_of(case)[box.id]) and listed.entries:
        return _citation(fact, listed, case.reading.region)
    near = _next_box(case, clause)  # cited by a clause in between, or under a wrong number
    listed = rosters_of(case)[near.id] if near and near is not box else None
    return _citation(fact, listed, case.reading.region) if listed and listed.of_kind(fact.attribute_words) else None


def _citation(fact: Fact, listed: Roster, home: str | None) -> Citation | None:
    noun = fact.attribute_words
    level = next((value for value in fact.qualifiers if value in ORDER), None)
    kind = listed.of_kind(noun)
    if not kind and not listed.is_about(noun):
        return None
    entries = kind or listed.entries
    what = f"{noun}{len(entries)}个" if kind else f"{len(entries)}个"
    if narrow := narrowed(entries, fact, home):
        return Citation(fact, listed, (len(narrow),), f"{what}，其中{fact.subject.removeprefix('其中')}{len(narrow)}个")
    if "attribute" in fact.inherited and not (level and LEVEL.search(fact.subject)):
        return None
    if not level:
        return Citation(fact, listed, (len(entries),), what)
    if not listed.marked:
        return (
            None
            if kind and len(kind) < len(listed.entries)
            else Citation(fact, listed, (len(entries),), what, sure=False)
        )
    chosen = len(of_level(entries, level))
    word = "备注为省级的" if level == "provincial" else "其余"
    counts = (len(entries), chosen) if kind else (chosen,)
    return Citation(fact, listed, counts, f"{what}，其中{word}{chosen}个")


def box_behind(case: AuditCase, clause: Clause, fact: Fact) -> Box | None:
    """The box that the first reference behind the count names, or that stands below 名单如下."""
    text = clause.text.text
    references = [r for r in case.reading.references if r.clause == clause.id and r.kind is not ReferenceKind.FIGURE]
    behind = [(text.find(r.label, fact.end), r) for r in references]
    first = min(((at, r) for at, r in behind if at >= 0), key=lambda pair: pair[0], default=None)
    if first and first[1].kind is ReferenceKind.BOX:
        return _target(case, clause, first[1])
    end = text.find("。", fact.end)
    if first is None and BELOW.search(text, fact.end, len(text) if end < 0 else end):
        return _next_box(case, clause)
    return None


def _target(case: AuditCase, clause: Clause, reference: Reference) -> Box | None:
    if reference.number is None:
        return _next_box(case, clause)
    boxes = case.boxes_numbered.get(label_key(reference.label), ())
    line = clause.text.span().line
    return next((box for box in boxes if box.line_start >= line), boxes[-1] if boxes else None)


def _next_box(case: AuditCase, clause: Clause) -> Box | None:
    """The first box behind the clause, if it stands in the same section."""
    line = clause.text.last_line()
    box = next((box for box in case.reading.boxes if box.line_start > line), None)
    return box if box and box.section == clause.section else None
