"""Counts and divisions in a paragraph, and the headings or numbered paragraphs below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.counts import Count, counts_in
from kuanggui.checks.audit.enumerations import split
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause, Section
from kuanggui.model.place import Place

ANNOUNCED = re.compile(r"(?:[：:]|如下[。：:]?|下列[^。，]*[：:])\s*$")
DIVIDED = re.compile(r"(?:划分为|分为|划定为)(?P<items>[^，。；：:（(]{4,40})")
THINGS = re.compile(r"工程|项目|任务|行动|措施")
SUFFIX = 2  # characters at the end of titles that tell what they name


@dataclass(frozen=True, slots=True)
class CountedBelow:
    """A count, and the headings or paragraphs right below it that it announces."""

    count: Count
    titles: tuple[LocatedText, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """What a paragraph says an area or task is divided into, and the headings below it."""

    items: tuple[str, ...]
    place: Place
    headings: tuple[Section, ...]

    @property
    def unheaded(self) -> tuple[str, ...]:
        """Items that no heading names."""
        return tuple(item for item in self.items if not any(_names(heading, item) for heading in self.headings))

    @property
    def unsaid(self) -> tuple[Section, ...]:
        """Headings of the same kind (…开采区) that are not among the items."""
        endings = {item[-SUFFIX:] for item in self.items}
        alike = [heading for heading in self.headings if heading.title[-SUFFIX:] in endings]
        return tuple(heading for heading in alike if not any(_names(heading, item) for item in self.items))


def counted_below(case: AuditCase) -> Iterator[CountedBelow]:
    """Counts that end their paragraph in front of a numbered list, and counts of works whose headings follow."""
    for clause in case.reading.clauses:
        counts = counts_in(case, clause)
        listed = _listed_below(case, clause) if counts and ANNOUNCED.search(clause.text.text) else []
        if listed:
            yield CountedBelow(counts[-1], tuple(listed))
        works = _works_below(case, clause)
        yield from (CountedBelow(count, works) for count in counts if works and _counts_works(clause, count))


def _listed_below(case: AuditCase, clause: Clause) -> list[LocatedText]:
    """The numbered paragraphs that follow a clause without a break."""
    siblings = case.clauses_in_section[clause.section]
    behind = siblings[siblings.index(clause) + 1 :]
    listed: list[LocatedText] = []
    for other in behind:
        if other.marker is None or (clause.marker and other.marker[-1:] == clause.marker[-1:]):
            break
        listed.append(other.text)
    return listed


def _works_below(case: AuditCase, clause: Clause) -> tuple[LocatedText, ...]:
    """The headings below the section of a clause, if nearly all of them name works (…工程)."""
    below = _children(case, clause.section)
    works = [heading for heading in below if THINGS.search(heading.title[-SUFFIX:])]
    return tuple(heading.text for heading in below) if len(works) > 1 and len(works) + 1 >= len(below) else ()


def _counts_works(clause: Clause, count: Count) -> bool:
    text = clause.text.text
    ahead = re.search(r"[^，。；：、]{0,12}$", text[: count.start])
    behind = re.match(r"[^，。；：、（(]{0,8}", text[count.end :])
    said = (ahead.group() if ahead else "") + (behind.group() if behind else "")
    return count.unit in {"个", "项", "大", "类"} and bool(re.search(r"(?:重点|重大)(?:工程|项目|任务)", said))


def divisions_named(case: AuditCase) -> Iterator[Division]:
    """划分为甲区和乙区 in a paragraph whose section has headings below it."""
    for clause in case.reading.clauses:
        headings = _children(case, clause.section)
        for match in DIVIDED.finditer(clause.text.text) if len(headings) > 1 else ():
            items = [item for item in split(match["items"]) if not re.search(r"\d", item)]
            found = Division(
                tuple(items),
                case.reading.document.place(clause.text, match.start("items"), match.end("items")),
                headings,
            )
            if len(items) > 1 and len(found.unheaded) < len(items):
                yield found


def _children(case: AuditCase, section: str) -> tuple[Section, ...]:
    return tuple(other for other in case.reading.sections if other.parent == section)


def _names(heading: Section, item: str) -> bool:
    return item in heading.title or heading.title in item


def names_of(headings: Sequence[Section]) -> str:
    """Titles in one text."""
    return "、".join(heading.title for heading in headings)
