"""Counts that stand beside the list of what is counted: 铁、铅、锌、银4种; 3处，分别为甲、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.counts import Count, counts_in, texts
from kuanggui.model.outline import Clause
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading
from kuanggui.regulation import find_minerals, find_places

NOUN = r"[^，。；：:、（(）)0-9]{0,14}?(?:[（(][^）)、]{1,4}[）)])?"
BEHIND = re.compile(
    rf"{NOUN}(?:\s*(?P<colon>[：:])|，?(?:其?名称)?(?P<each>分别(?:为|是|有)|依次(?:为|是)|即|包括)[：:]?|(?P<bracket>[（(]))"
)
NOT_A_LIST = re.compile(r"其中|详?见|参见|以下|不含|含|简称|除|按|单位|占|约|主要|以|即|如|下同")
ENDS = re.compile(r"[，。；：:\n]")
BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
JOINED = re.compile(r"以及|[和及与]")
ORDINALS = re.compile(r"[一二三四五六七八九十]+是")
OPEN = re.compile(r"等(?!级)")
DIVISIONS = {"县", "区", "市"}
IN_PLACES = re.compile(r"个(?:[县区市州盟旗乡镇]|行政区|[^，。；、：]{0,4}产地)")  # 甲、乙2个县（区）
OTHER_COUNT = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)个?[区县市]$")
LONGEST_ITEM = 30


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count and the items beside it.

    `counts` are the numbers that the items can be taken for (A、B和C is three, or two when B和C is one name); `place` is that of the
    items; `complete` tells that no 等 leaves room for more; `sure` that the items are names of what is counted.
    """

    count: Count
    items: tuple[str, ...]
    counts: frozenset[int]
    place: Place
    complete: bool
    sure: bool

    @property
    def holds(self) -> bool:
        """Whether the count can be the number of the items."""
        return self.count.value in self.counts or (not self.complete and self.count.value >= min(self.counts))


def enumerations(case: AuditCase) -> Iterator[Enumeration]:
    """Every count with a list beside it in running text, in reading order."""
    for clause in texts(case):
        for count in counts_in(case, clause):
            if found := list_behind(case.reading, clause, count) or list_before(case.reading, clause, count):
                yield found


def list_behind(reading: Reading, clause: Clause, count: Count) -> Enumeration | None:
    """3处，分别为甲、乙、丙; 2处（甲、乙）; 五个县：甲、乙…"""
    text = clause.text.text
    match = BEHIND.match(text, count.end)
    if match is None:
        return None
    stop = _stop(text, match)
    listed = text[match.end() : stop]
    if NOT_A_LIST.match(listed):
        return None
    if match["colon"] and len(ordinals := ORDINALS.findall(text, match.end())) > 1:
        items: Sequence[str] = ordinals
    else:
        items = split(listed)
    if not _are_items(items, listed) or (
        (match["bracket"] or len(items) == 1) and not all(_is_name(i, reading.region) for i in items)
    ):
        return None
    place = reading.document.place(clause.text, match.end(), stop)
    return Enumeration(count, tuple(items), _counts(items, listed), place, not OPEN.search(items[-1]), sure=True)


def _stop(text: str, match: re.Match[str]) -> int:
    if match["bracket"]:
        depth = 1
        for position in range(match.end(), len(text)):
            depth += (text[position] in "（(") - (text[position] in "）)")
            if depth == 0:
                return position
        return len(text)
    blank = BRACKETS.sub(lambda bracket: "0" * len(bracket.group()), text)
    end = ENDS.search(blank, match.end())
    return end.start() if end else len(text)


def list_before(reading: Reading, clause: Clause, count: Count) -> Enumeration | None:
    """铁、铅、锌、银4种; 天镇、阳高、浑源三县; 能源、金属、非金属、水气4大类."""
    text = clause.text.text
    begin = _begin(text, count.start)
    listed = OTHER_COUNT.sub("", text[begin : count.start])
    items = _of_unit(split(listed), count.unit)
    if not items or not _are_items(items, listed) or not BRACKETS.sub("", items[-1]).strip():
        return None
    sure = _counted_by_name(items, text[count.end - len(count.unit) :], count.unit, reading.region)
    if not sure and not _counted_by_kind(count):
        return None
    place = reading.document.place(clause.text, begin, count.start)
    return Enumeration(count, tuple(items), _counts(items, listed), place, not OPEN.search(items[-1]), sure=sure)


def _begin(text: str, start: int) -> int:
    blank = BRACKETS.sub(lambda bracket: "0" * len(bracket.group()), text[:start])
    return max(blank.rfind(mark) for mark in "，。；：:（(\n") + 1


def _of_unit(items: Sequence[str], unit: str) -> Sequence[str]:
    """The items that end with the unit (东山区、北川县 1区1县), all when none or all do, none when there is but one to choose from."""
    ending = [item for item in items if item.endswith(unit)]
    if len(items) < 2:
        return []
    return ending if ending and unit in DIVISIONS else items


def _counted_by_name(items: Sequence[str], counted: str, unit: str, home: str | None) -> bool:
    """Whether every item is a mineral and kinds are counted, or every item is a place and places are."""
    bare = [BRACKETS.sub("", item).strip() for item in items]
    if unit == "种":
        return all(any(m.end == len(item) for m in find_minerals(item)) for item in bare)
    if unit in DIVISIONS or IN_PLACES.match(counted):
        return all(any(m.end == len(item) for m in find_places(item, home)) for item in bare)
    return False


def _counted_by_kind(count: Count) -> bool:
    return count.unit in {"大类", "类", "部分", "方面", "级", "方", "大部分"} or (
        count.chinese and count.unit in {"大", "条"}
    )


def split(listed: str) -> list[str]:
    """The items between 、 (brackets left whole), the last parted at 和, 及 or 与 if the items in front end like its first half."""
    blank = BRACKETS.sub(lambda bracket: "0" * len(bracket.group()), listed)
    bounds = [match.start() for match in re.finditer("、", blank)]
    parts = [listed[a:b].strip() for a, b in zip([0, *(x + 1 for x in bounds)], [*bounds, len(listed)], strict=True)]
    last = parts.pop()
    joint = JOINED.search(BRACKETS.sub(lambda bracket: "0" * len(bracket.group()), last))
    if joint and joint.start() > 0 and joint.end() < len(last) and _ends_alike([*parts, last[: joint.start()]]):
        parts.append(last[: joint.start()].strip())
        last = last[joint.end() :]
    return [part for part in [*parts, last.strip()] if part]


def _ends_alike(items: Sequence[str]) -> bool:
    """Whether the last item ends like those in front of it, or those do not end alike themselves."""
    *others, last = [item[-1:] for item in items]
    return len(others) < 2 or len(set(others)) != 1 or last in others


def _counts(items: Sequence[str], listed: str) -> frozenset[int]:
    """The number of the items; one less where the last two may be one name (甲与乙交界处)."""
    sure = not JOINED.search(listed[listed.rfind("、") + 1 :]) or len({item[-1] for item in items}) == 1
    return frozenset({len(items)} if sure else {len(items), len(items) - 1})


def _are_items(items: Sequence[str], listed: str) -> bool:
    return bool(items) and not re.search(r"\d", BRACKETS.sub("", listed)) and all(len(i) <= LONGEST_ITEM for i in items)


def _is_name(item: str, home: str | None) -> bool:
    """Whether an item begins with a place or is a mineral."""
    return any(match.start == 0 for match in find_places(item, home)) or any(
        m.end == len(item) for m in find_minerals(item)
    )
