"""Boxes that list things one by one: what each row or line names, and how many there are of a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.model.box import Box, BoxRow, Fill, RowRole
from kuanggui.model.fact import Fact
from kuanggui.regulation import find_minerals, find_places, is_kind_of

SERIAL = re.compile(r"序号|编号|序|项次|区号|代码")
NAMED = re.compile(r"名称|名单")
REMARK = re.compile(r"备注|说明|来源|级别|层级")
SELECTED = re.compile(r"主要|部分|典型|代表性|重大")
TOTAL = re.compile(r"[小合总累]\s*计")
FIGURE = re.compile(r"[\d,.\s+≤≥<>%—－-]*")
PROVINCIAL = re.compile(r"省|部")
MARKER = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）、.．]|[①-⑳])\s*")
SPREAD = 2  # further characters that a title may put between those of a noun (勘查规划区 for 勘查区)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: its name, what else its row says in words, its remark, and the letters of its serial number (Ⅲ in Ⅲ1)."""

    name: str
    labels: tuple[str, ...]
    remark: str
    series: str = ""

    @property
    def words(self) -> str:
        """What the row says beside its name, in one text."""
        return "\n".join(self.labels)


@dataclass(frozen=True, slots=True)
class Roster:
    """A box as a list of things; `noun` is what its header calls them (矿山 in 矿山名称).

    `one_by_one` tells that rows are numbered or named, so that the things of the title are the rows.
    """

    box: Box
    title: str
    noun: str
    entries: tuple[Entry, ...]
    one_by_one: bool

    @property
    def selected(self) -> bool:
        """Whether the title says that only some are listed."""
        return bool(SELECTED.search(self.title))

    def is_about(self, noun: str) -> bool:
        """Whether the box lists what a count counts, by its title or by the head of its name column."""
        named = len(self.noun) > 1 and noun.removesuffix("企业").endswith(self.noun)
        return named or self.is_titled(noun)

    def is_titled(self, noun: str) -> bool:
        """Whether the title says that the rows are what a count counts."""
        return self.one_by_one and within(noun, self.title)

    def of_kind(self, noun: str) -> tuple[Entry, ...]:
        """The entries that a cell puts into the class of that name, or whose names (or those of most of their series) end with it."""
        if labelled := tuple(entry for entry in self.entries if noun in entry.labels):
            return labelled
        series = {entry.series for entry in self.entries}
        if len(series) < 2 or "" in series:
            return ()
        members = {key: [entry.name.endswith(noun) for entry in self.entries if entry.series == key] for key in series}
        chosen = {key for key, ends in members.items() if sum(ends) * 2 > len(ends)}
        return tuple(entry for entry in self.entries if entry.series in chosen)

    @property
    def marked(self) -> bool:
        """Whether remarks tell provincial entries from others."""
        return any(PROVINCIAL.search(entry.remark) for entry in self.entries)


def of_level(entries: Sequence[Entry], level: str) -> tuple[Entry, ...]:
    """Provincial entries are those whose remark says so, the rest is municipal."""
    return tuple(entry for entry in entries if bool(PROVINCIAL.search(entry.remark)) == (level == "provincial"))


def narrowed(entries: Sequence[Entry], fact: Fact, home: str | None) -> tuple[Entry, ...]:
    """The entries of the county or mineral that a part speaks of; empty unless every entry has just one county or mineral."""
    if len(fact.regions) == 1 and "regions" not in fact.inherited:
        named = [{m.division.code for m in find_places(entry.words, home) if not m.embedded} for entry in entries]
        return _chosen(entries, named, {fact.regions[0]})
    if len(fact.minerals) == 1 and "minerals" not in fact.inherited:
        named = [{m.mineral.code for m in find_minerals(entry.words)} for entry in entries]
        kin = {
            c for codes in named for c in codes if is_kind_of(c, fact.minerals[0]) or is_kind_of(fact.minerals[0], c)
        }
        return _chosen(entries, named, kin)
    return ()


def _chosen(entries: Sequence[Entry], named: Sequence[set[str]], wanted: set[str]) -> tuple[Entry, ...]:
    if any(len(keys) != 1 for keys in named):
        return ()
    return tuple(entry for entry, keys in zip(entries, named, strict=True) if keys & wanted)


@once_per_case
def rosters_of(case: AuditCase) -> Mapping[str, Roster | None]:
    """Every box as a roster, by box id."""
    return {box.id: roster(box) for box in case.reading.boxes}


def roster(box: Box) -> Roster | None:
    """The box as a roster, None when no column can name things."""
    if box.items:
        return _of_lines(box)
    headers = [column.name.replace("\n", "").strip() for column in box.columns]
    serial = _first(headers, SERIAL.fullmatch)
    name = _first(headers, NAMED.search)
    one_by_one = serial is not None or name is not None or len(headers) == 1
    if name is None:
        name = 0 if serial is None else serial + 1
    if name >= len(headers):
        return None
    key = name if serial is None else serial
    remark = _first(headers, REMARK.search)
    rows = [row for row in box.rows if row.role is RowRole.DATA and row.cells[key].fill is not Fill.DOWN]
    noun = NAMED.split(headers[name])[0].split("/")[-1].strip()
    entries = [_entry(row, name, remark, key) for row in rows if _value(row, name) and not _is_total(row)]
    return Roster(box, box.title, noun, tuple(entries), one_by_one)


def _is_total(row: BoxRow) -> bool:
    return any(TOTAL.fullmatch(_value(row, column)) for column in range(len(row.cells)))


def _of_lines(box: Box) -> Roster:
    """The numbered lines, or all lines when none is numbered; a line in front of the first number is the title of a box without one."""
    lines = [item.text for item in box.items]
    numbered = [line for line in lines if MARKER.match(line)] or lines
    title = box.title or (lines[0] if lines[0] not in numbered else "")
    entries = [Entry(MARKER.sub("", line).strip(" 。；;"), (), "") for line in numbered]
    return Roster(box, title, "", tuple(entries), one_by_one=True)


def _first(headers: Sequence[str], test: Callable[[str], object]) -> int | None:
    return next((i for i, head in enumerate(headers) if test(head)), None)


def _entry(row: BoxRow, name: int, remark: int | None, serial: int) -> Entry:
    others = [i for i in range(len(row.cells)) if i not in {name, remark}]
    labels = tuple(value for i in others if (value := _value(row, i)) and not FIGURE.fullmatch(value))
    series = "" if serial == name else re.sub(r"[\d.\s]+$", "", _value(row, serial))
    return Entry(_value(row, name), labels, "" if remark is None else _value(row, remark), series)


def _value(row: BoxRow, column: int) -> str:
    cell = row.cells[column]
    return "" if cell.fill is Fill.RIGHT else cell.value.replace("\n", "").strip()


def within(noun: str, title: str) -> bool:
    """Whether the characters of a noun stand in a title in order, with hardly anything between them."""
    noun, title = noun.replace("分区", "区"), title.replace("分区", "区")
    if len(noun) < 2:
        return False
    between = f".{{0,{SPREAD}}}?"
    found = re.search(between.join(map(re.escape, noun)), title)
    return found is not None and len(found.group()) <= len(noun) + SPREAD
