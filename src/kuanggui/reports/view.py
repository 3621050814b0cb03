"""A review prepared for reading: what every format of the report shows, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kuanggui.findings.evidence import Evidence
from kuanggui.findings.finding import Finding, in_reading_order
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import Review
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading
from kuanggui.regulation.citation import Citation
from kuanggui.reports.surroundings import Quoted, Surroundings
from kuanggui.reports.words import Language, Words, kind_of

ARITHMETIC = "arithmetic"
PACKAGE_TYPE = "application/vnd.kuanggui.package"
# Evidence that says what a figure should be, the first that a finding has.
RIGHT = ("recomputed", "expected")


@dataclass(frozen=True, slots=True)
class Shown:
    """A place in words: where, and the quoted words with their surroundings."""

    place: Place
    where: str
    words: Quoted


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as the reader sees it. `also` are the findings with the same cause; `number` counts from 1 in order of gravity."""

    number: str
    finding: Finding
    severity: str
    family: str
    title: str
    message: str
    remedy: str
    basis: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    arithmetic: tuple[str, ...]
    right: str
    places: tuple[Shown, ...]
    also: tuple[Entry, ...] = ()

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The arithmetic that the message does not already give."""
        return tuple(line for line in self.arithmetic if line not in self.message)

    @property
    def compared(self) -> tuple[tuple[str, str], ...]:
        """Where the other places are and what they say, those in one sentence or table row together."""
        together: dict[tuple[object, ...], list[Shown]] = {}
        for shown in self.places[1:]:
            place = shown.place
            key = (place.table, place.row) if place.table and place.row else (place.page, place.line)
            together.setdefault(key, []).append(shown)
        return tuple((group[0].where, " · ".join(shown.words.quote for shown in group)) for group in together.values())


@dataclass(frozen=True, slots=True)
class View:
    """A review with its reading and its entries; the entries of a group stand under its head. `where` puts a place in words."""

    review: Review
    reading: Reading
    words: Words
    entries: tuple[Entry, ...]
    where: Callable[[Place], str]

    @property
    def title(self) -> str:
        """The title of the plan, its file name where it has none."""
        return self.review.assessment.title or self.review.assessment.document

    def of(self, severity: Severity) -> tuple[Entry, ...]:
        """The entries whose own severity is this one."""
        return tuple(entry for entry in self.entries if entry.finding.severity is severity)


def look(review: Review, reading: Reading, language: Language = Language.ZH) -> View:
    """Prepare a review of a reading."""
    writer = _Writer(Words(language), Surroundings(reading), reading.document.source.media_type)
    findings = {finding.id: finding for finding in review.assessment.findings}
    members = {group.head: group.members[1:] for group in review.assessment.groups}
    below = {member for rest in members.values() for member in rest}
    heads = sorted(
        (finding for finding in findings.values() if finding.id not in below),
        key=lambda finding: (finding.severity.rank, in_reading_order(finding)),
    )
    entries = []
    for number, head in enumerate(heads, start=1):
        rest = members.get(head.id, ())
        also = tuple(writer.entry(f"{number}.{n}", findings[member]) for n, member in enumerate(rest, start=1))
        entries.append(writer.entry(str(number), head, also))
    return View(review, reading, writer.words, tuple(entries), writer.where)


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Words
    surroundings: Surroundings
    media_type: str

    def entry(self, number: str, finding: Finding, also: tuple[Entry, ...] = ()) -> Entry:
        words = self.words
        by_name = {item.name: item for item in finding.evidence}
        right = next((by_name[name] for name in RIGHT if name in by_name), None)
        return Entry(
            number=number,
            finding=finding,
            severity=words("severity", finding.severity.value),
            family=words.choose(finding.family.label, finding.family.label_en),
            title=words.choose(finding.title, finding.title_en),
            message=words.choose(finding.message, finding.message_en),
            remedy=words.choose(finding.remedy, finding.remedy_en),
            basis=tuple(_cited(citation) for citation in finding.citations),
            figures=tuple(
                (words("evidence", e.name), _value(e)) for e in finding.evidence if kind_of(e.name) != ARITHMETIC
            ),
            arithmetic=tuple(e.value for e in finding.evidence if kind_of(e.name) == ARITHMETIC),
            right=_value(right) if right else "",
            places=tuple(self.shown(place) for place in finding.places),
            also=also,
        )

    def shown(self, place: Place) -> Shown:
        return Shown(place, self.where(place), self.surroundings.around(place))

    def where(self, place: Place) -> str:
        """Headings or table cell, then the line: 第一章 › 第二节, 第12行."""
        kind = self._line_kind(place)
        line = self.words("line", kind)
        if line == kind:
            line = self.words("line", "other")
        return f"{self._within(place)}{line.format(line=place.line, page=place.page, document=place.document)}"

    def _line_kind(self, place: Place) -> str:
        """In a package the file is named, and its line where a document has one."""
        if self.media_type != PACKAGE_TYPE:
            return self.media_type
        return "package_line" if place.line and place.row is None else "package"

    def _within(self, place: Place) -> str:
        comma = self.words.choose("，", ", ")
        if place.table is None:
            path = " › ".join(self.surroundings.headings(place)[-2:])
            return path + comma if path else ""
        row = self.words.choose(f"第{place.row}行", f" row {place.row}") if place.row else ""
        column = self.words.choose(f"“{place.column}”列", f" column {place.column}") if place.column else ""
        return f"{place.table}{row}{column}{comma}"


def _value(evidence: Evidence) -> str:
    return f"{evidence.value}{evidence.unit}"


def _cited(citation: Citation) -> str:
    number = f"（{citation.number}）" if citation.number else ""
    return f"《{citation.document}》{number}{citation.article or ''}"
