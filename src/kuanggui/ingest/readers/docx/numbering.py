"""The labels that automatic numbering prints before paragraphs, such as 第三章 or （二） (ISO/IEC 29500-1 §17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuanggui.ingest.readers.docx.numerals import write_number
from kuanggui.ingest.readers.docx.styles import ListMembership, Styles
from kuanggui.ingest.readers.docx.wml import W, is_on, number, to_int, value
from kuanggui.ingest.readers.markup import Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_GAP_AFTER = tuple("、。，：）)】〕》．")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, what restarts it."""

    start: int
    number_format: str
    pattern: str
    gap: bool
    restart: int | None
    all_decimal: bool
    style: str | None


class Numbering:
    """Counts the numbered paragraphs of one story and prints their labels; call `label` in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        lists = () if root is None else root.iterfind(W + "num")
        definitions = () if root is None else root.iterfind(W + "abstractNum")
        self._lists = {element.get(W + "numId", ""): element for element in lists}
        self._definitions = {element.get(W + "abstractNumId", ""): element for element in definitions}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """The printed label of a paragraph with the gap behind it, empty without numbering or for bullets."""
        membership = self._styles.membership(paragraph)
        if membership is None or membership.list_id not in self._lists:
            return ""
        list_id = membership.list_id
        levels = self._levels_of(list_id)
        depth = _depth(membership, levels)
        if depth not in levels:
            return ""
        return self._print(levels, depth, self._count(list_id, depth, levels))

    def _count(self, list_id: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        counts = self._counts.setdefault(self._definition_id(list_id), {})
        start = self._start_override(list_id, depth)
        if start is not None and (list_id, depth) not in self._restarted:
            self._restarted.add((list_id, depth))
            counts.pop(depth, None)
        first = levels[depth].start if start is None else start
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [d for d in counts if d > depth and _restarts(levels.get(d), depth)]:
            del counts[deeper]
        return counts

    def _print(self, levels: dict[int, Level], depth: int, counts: dict[int, int]) -> str:
        level = levels[depth]

        def write(match: re.Match[str]) -> str:
            shown = levels.get(int(match[1]) - 1)
            if shown is None:
                return ""
            count = counts.get(int(match[1]) - 1, shown.start)
            return write_number(count, "decimal" if level.all_decimal else shown.number_format)

        if level.number_format == "bullet":
            return ""
        text = _PLACEHOLDER.sub(write, level.pattern)
        return text + " " if level.gap and text and not text.endswith(_NO_GAP_AFTER) else text

    def _levels_of(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._levels:
            elements = {
                **_level_elements(self._definition(list_id)),
                **{
                    to_int(override.get(W + "ilvl")): level
                    for override in self._lists[list_id].iterfind(W + "lvlOverride")
                    if (level := override.find(W + "lvl")) is not None
                },
            }
            self._levels[list_id] = {depth: _read_level(element) for depth, element in elements.items()}
        return self._levels[list_id]

    def _definition_id(self, list_id: str) -> str:
        return value(self._lists[list_id], "abstractNumId") or ""

    def _definition(self, list_id: str) -> Element | None:
        """The abstract definition of a list; one that only points at a list style is followed to that style's own."""
        definition = self._definitions.get(self._definition_id(list_id))
        style = value(definition, "numStyleLink")
        if style is None:
            return definition
        linked = (d for d in self._definitions.values() if value(d, "styleLink") == style)
        return next(linked, definition)

    def _start_override(self, list_id: str, depth: int) -> int | None:
        for override in self._lists[list_id].iterfind(W + "lvlOverride"):
            if to_int(override.get(W + "ilvl")) == depth:
                start = value(override, "startOverride")
                return None if start is None else to_int(start, 1)
        return None


def _depth(membership: ListMembership, levels: dict[int, Level]) -> int:
    """The level a style stands for is the one that names the style, whatever level the style itself gives."""
    if membership.style is not None:
        named = (depth for depth, level in levels.items() if level.style == membership.style)
        return next(named, membership.level or 0)
    return membership.level or 0


def _restarts(level: Level | None, used: int) -> bool:
    """Whether the use of level `used` (from 0) starts a deeper level anew; `w:lvlRestart` counts levels from 1."""
    if level is None or level.restart is None:
        return True
    return used < level.restart


def _level_elements(definition: Element | None) -> dict[int, Element]:
    levels = () if definition is None else definition.iterfind(W + "lvl")
    return {to_int(level.get(W + "ilvl")): level for level in levels}


def _read_level(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    hidden = is_on(element.find(W + "rPr"), "vanish")
    return Level(
        start=number(element, "start", 0),
        number_format=value(element, "numFmt") or "decimal",
        pattern="" if hidden else value(element, "lvlText") or "",
        gap=(value(element, "suff") or "tab") != "nothing",
        restart=None if restart is None else to_int(restart),
        all_decimal=bool(is_on(element, "isLgl")),
        style=value(element, "pStyle"),
    )
