"""A reading with the indexes that audit rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from kuanggui.checks.case import Lack
from kuanggui.findings.judgement import Verdict
from kuanggui.model.box import Box, BoxRow
from kuanggui.model.fact import Fact
from kuanggui.model.located import LocatedText
from kuanggui.model.number import NumberToken
from kuanggui.model.outline import Clause, Section
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

# Address of a box cell: box id, row and column, both from 0.
CellKey = tuple[str, int, int]

# What a rule may need of the reading: attribute of Reading, and its name in Chinese.
_PARTS = {
    "sections": "标题",
    "clauses": "正文",
    "boxes": "专栏或表格",
    "numbers": "数字",
    "facts": "带单位的数据",
    "breakdowns": "合计与分项",
    "changes": "增减变化",
    "shares": "占比",
    "references": "引用",
}


class AuditCase:
    """One plan under audit, beside the upper plan if it is loaded. Indexes are built when first asked for."""

    def __init__(self, reading: Reading, upper: Reading | None = None) -> None:
        self.reading = reading
        self.upper = upper

    def lack(self, need: str) -> Lack | None:
        """What is missing for a need: a part of the reading (facts, boxes …) or `upper`; raises KeyError for any other word."""
        if need == "upper":
            missing = Lack(Verdict.NOT_EVALUATED, "没有提供上级规划", "no upper plan was given")
            return missing if self.upper is None else None
        name = _PARTS[need]
        return (
            None
            if getattr(self.reading, need)
            else Lack(Verdict.NOT_APPLICABLE, f"文中没有{name}", f"the document has no {need}")
        )

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by id, in reading order."""
        return {fact.id: fact for fact in self.reading.facts}

    @cached_property
    def facts_in_clause(self) -> Mapping[str, Sequence[Fact]]:
        """Facts of running text by clause id."""
        return _by((f for f in self.reading.facts if f.clause is not None), lambda f: f.clause or "")

    @cached_property
    def facts_in_box(self) -> Mapping[str, Sequence[Fact]]:
        """Facts of cells and notes by box id."""
        return _by((f for f in self.reading.facts if f.box is not None), lambda f: f.box or "")

    @cached_property
    def facts_in_cell(self) -> Mapping[CellKey, Sequence[Fact]]:
        """Facts by cell."""
        return _by(
            (f for f in self.reading.facts if f.box and f.row is not None), lambda f: _cell_key(f.box, f.row, f.column)
        )

    @cached_property
    def facts_about(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by attribute, those without a known one left out."""
        return _by((f for f in self.reading.facts if f.attribute), lambda f: f.attribute)

    @cached_property
    def numbers_in_clause(self) -> Mapping[str, Sequence[NumberToken]]:
        """Numbers of running text by clause id."""
        return _by((n for n in self.reading.numbers if n.clause is not None), lambda n: n.clause or "")

    @cached_property
    def numbers_in_cell(self) -> Mapping[CellKey, Sequence[NumberToken]]:
        """Numbers by cell."""
        return _by(
            (n for n in self.reading.numbers if n.box and n.row is not None),
            lambda n: _cell_key(n.box, n.row, n.column),
        )

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Clauses by id, in reading order."""
        return {clause.id: clause for clause in self.reading.clauses}

    @cached_property
    def clauses_in_section(self) -> Mapping[str, Sequence[Clause]]:
        """Clauses that stand directly below a heading, by section id."""
        return _by(self.reading.clauses, lambda clause: clause.section)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Sections by id, in reading order."""
        return {section.id: section for section in self.reading.sections}

    @cached_property
    def boxes(self) -> Mapping[str, Box]:
        """Boxes by id, in reading order."""
        return {box.id: box for box in self.reading.boxes}

    @cached_property
    def boxes_numbered(self) -> Mapping[str, Sequence[Box]]:
        """Boxes by printed label (专栏5, 表1-1), blanks taken out; those without a number are left out."""
        return _by(
            (box for box in self.reading.boxes if box.number and box.label), lambda box: label_key(box.label or "")
        )

    def headings(self, section: str) -> tuple[str, ...]:
        """The titles above a section and its own, from the top."""
        titles: list[str] = []
        found = self.sections.get(section)
        while found is not None:
            titles.insert(0, found.title)
            found = self.sections.get(found.parent or "")
        return tuple(titles)

    def caption_place(self, box: Box) -> Place:
        """The address of a box: its caption, or its first cell when it has none."""
        text = box.caption or _first_text(box)
        return self.reading.document.place(text, table=box.label or box.id)

    def cell_place(self, box: Box, row: int, column: int) -> Place:
        """The address of a cell, row and column from 0."""
        cell = box.rows[row].cells[column]
        return self.reading.document.place(
            cell.text, table=box.label or box.id, row=row + 1, column=box.columns[column].name or str(column + 1)
        )


def label_key(label: str) -> str:
    """A printed label without its blanks, so that 专栏 5 is 专栏5."""
    return "".join(label.split())


def _first_text(box: Box) -> LocatedText:
    rows: tuple[BoxRow, ...] = (*box.header, *box.rows)
    texts = [cell.text for row in rows for cell in row.cells] + list(box.items)
    return texts[0] if texts else LocatedText.from_line("", box.line_start)


def _cell_key(box: str | None, row: int | None, column: int | None) -> CellKey:
    return (box or "", -1 if row is None else row, -1 if column is None else column)


def _by(things: Iterable[T], key: Callable[[T], K]) -> Mapping[K, Sequence[T]]:
    """The things by key, in their order; a key without things gives an empty sequence."""
    index: defaultdict[K, list[T]] = defaultdict(list)
    for thing in things:
        index[key(thing)].append(thing)
    return index
