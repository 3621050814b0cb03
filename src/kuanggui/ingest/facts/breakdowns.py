"""Wholes and their parts in running text: 其中, 按…分, parentheses, enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.ingest.facts.names import is_kind_of
from kuanggui.ingest.facts.text import CLOSING, OPENING, ClauseText
from kuanggui.model.fact import BreakdownKind, Fact
from kuanggui.model.quantity import Interval

OF_WHICH = re.compile(r"其中|当中")
DIVIDED = re.compile(r"按照?(?P<criterion>[^，。；：:、按]{1,14}?)(?:来)?(?:划分|分类|分布|分|统计)(?:为|有|：|:|，)?")
SEPARATELY = re.compile(r"(?:分别(?:为|是|有)|包括|分为|划分为|由以下|其余为)")
WEAK_COUNT_WORDS = {"矿", "矿山", "煤矿"}
COMPARED = re.compile(r"^(?:与|同|和)?(?:较|比(?!例|重)|相当于|相比|由|从|约?合(?!计)|约?折)")
CHANGED = re.compile(r"(?:减少|增加|增长|下降|净增|净减)了?$")
BESIDE = re.compile(r"\s*[，,、（(：:]*\s*")
TOTAL_ALONE = re.compile(r"(?:以上|上述|[两二三四五]者|总数)?(?:共|共计|合计|总计|总共|加起来)(?:为|有|达|达到)?")
COUNTED_APART = {"种", "类", "人", "户"}
SMALLEST_LIST = 3


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words after which parts follow."""

    kind: BreakdownKind
    start: int
    end: int
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A whole (or none) and its parts, as facts."""

    kind: BreakdownKind
    whole: Fact | None
    parts: tuple[Fact, ...]
    criterion: str
    start: int
    end: int


def find_groups(text: ClauseText, facts: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Group]:
    """Every whole with parts in one clause; `before` holds the facts of the clauses in front of it, the nearest last."""
    found: list[Group] = [*_totals_behind(text, facts)]
    totals = {group.whole.id for group in found if group.whole}
    triggers = sorted([*_triggers(text)], key=lambda trigger: trigger.start)
    for number, trigger in enumerate(triggers):
        stop = _stop(text, trigger, triggers[number + 1 :])
        used = _parts(found) | totals
        free = [fact for fact in facts if fact.id not in used or (fact.start > trigger.start and fact.id not in totals)]
        found.extend(_groups_after(text, trigger, stop, Pool(free, before, found)))
    found.extend(_parenthesised(text, facts))
    used = _parts(found) | totals
    yield from found
    yield from _lists(text, [fact for fact in facts if fact.id not in used])


def _totals_behind(text: ClauseText, facts: Sequence[Fact]) -> Iterator[Group]:
    """A、B和C，共计D: the total stands behind its parts, which are the like facts in front of it in the sentence."""
    for position, total in enumerate(facts):
        if not TOTAL_ALONE.fullmatch(total.subject):
            continue
        level = depth_at(text.text, total.start)
        parts: list[Fact] = []
        for fact in reversed(facts[:position]):
            if fact.sentence != total.sentence or TOTAL_ALONE.fullmatch(fact.subject):
                break
            fits = "attribute" in total.inherited or _belongs(fact, total)
            if fits and _sort(fact) == _sort(total) and depth_at(text.text, fact.start) == level:
                parts.insert(0, fact)
        here = [part for part in parts if text.item(part.start) == text.item(total.start)]
        parts = _without_whole(text, here or parts)
        if len(parts) > 1:
            yield Group(BreakdownKind.FULL, total, tuple(parts), total.subject, parts[0].start, total.end)


def _without_whole(text: ClauseText, parts: list[Fact]) -> list[Fact]:
    """Facts behind the last 其中 or 分别为 when there is one, because the number in front of it is a whole itself."""
    if not parts:
        return parts
    marks = [
        m.end()
        for pattern in (OF_WHICH, SEPARATELY)
        for m in pattern.finditer(text.text, parts[0].end, parts[-1].start)
    ]
    return [part for part in parts if part.start >= max(marks, default=0)]


def _parts(groups: Sequence[Group]) -> set[str]:
    return {part.id for group in groups for part in group.parts}


@dataclass(frozen=True, slots=True)
class Pool:
    """Where the facts of a group may come from: the clause, the clauses in front of it, and the groups found so far."""

    facts: Sequence[Fact]
    before: Sequence[Fact]
    groups: Sequence[Group]


def _triggers(text: ClauseText) -> Iterator[Trigger]:
    for match in OF_WHICH.finditer(text.text):
        yield Trigger(BreakdownKind.OF_WHICH, match.start(), match.end())
    divided = [*DIVIDED.finditer(text.text)]
    for match in divided:
        yield Trigger(BreakdownKind.FULL, match.start(), match.end(), match.group("criterion"))
    for match in SEPARATELY.finditer(text.text):
        if any(other.start() < match.start() < other.end() for other in divided):
            continue  # 按规模划分为 is one trigger
        yield Trigger(BreakdownKind.OF_WHICH, match.start(), match.end(), match.group())


def _stop(text: ClauseText, trigger: Trigger, following: Sequence[Trigger]) -> int:
    """Where the parts of a trigger end: its bracket, its sentence, or the next trigger of a like kind."""
    bracket = _closing(text.text, trigger.start)
    sentence = text.sentence(trigger.start) + 1
    ends = [text.sentence_starts[sentence] if sentence < len(text.sentence_starts) else len(text.text)]
    if bracket is not None:
        ends.append(bracket)
    ends.extend(other.start for other in following[:1])
    return min(ends)


def _closing(text: str, offset: int) -> int | None:
    """The end of the bracket that `offset` stands in."""
    depth = 0
    for position in range(offset - 1, -1, -1):
        if text[position] in CLOSING:
            depth += 1
        elif text[position] in OPENING:
            if depth == 0:
                end = min((e for c in CLOSING if (e := text.find(c, offset)) >= 0), default=-1)
                return end if end >= 0 else None
            depth -= 1
    return None


def depth_at(text: str, offset: int) -> int:
    """How many round brackets are open at an offset."""
    opened = sum(text.count(c, 0, offset) for c in "（(")
    return opened - sum(text.count(c, 0, offset) for c in "）)")


def _groups_after(text: ClauseText, trigger: Trigger, stop: int, pool: Pool) -> Iterator[Group]:
    """One group per dimension that the facts behind a trigger have, and one for each further item that divides the whole anew."""
    level = depth_at(text.text, trigger.start)
    behind = [f for f in pool.facts if trigger.end <= f.start < stop and depth_at(text.text, f.start) == level]
    for kind in dict.fromkeys(_sort(fact) for fact in behind):
        alike = tuple(fact for fact in behind if _sort(fact) == kind)
        whole = _whole(text, trigger, _first_item(text, alike), pool)
        alike = _belonging(alike, whole)
        parts = _first_item(text, alike)
        if parts and (whole is not None or len(parts) >= SMALLEST_LIST):
            yield Group(trigger.kind, whole, parts, trigger.criterion, trigger.start, parts[-1].end)
        if whole is not None:
            yield from _divided_anew(text, trigger, whole, [part for part in alike if part not in parts])


def _belonging(alike: tuple[Fact, ...], whole: Fact | None) -> tuple[Fact, ...]:
    """The facts from the first to the last that can be part of a whole: one of another kind in between is part of the list too."""
    fits = [n for n, part in enumerate(alike) if whole is None or _belongs(part, whole)]
    return alike[fits[0] : fits[-1] + 1] if fits else ()


def _divided_anew(text: ClauseText, trigger: Trigger, whole: Fact, rest: Sequence[Fact]) -> Iterator[Group]:
    """其中省级24个、市级14个；区内32个、区外6个: a later item with two parts or more divides the same whole in another way."""
    for item in dict.fromkeys(text.item(fact.start) for fact in rest):
        parts = tuple(fact for fact in rest if text.item(fact.start) == item and not _is_comparison(fact))
        if len(parts) > 1:
            yield Group(trigger.kind, whole, parts, "", parts[0].start, parts[-1].end)


def _is_comparison(fact: Fact) -> bool:
    """Whether a figure is only what another is compared with, or the difference (较2020年的6家增加4家)."""
    return bool(COMPARED.search(fact.subject)) or "difference" in fact.qualifiers


def _first_item(text: ClauseText, parts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Parts end with their item, unless each item holds just one (煤5个，面积…；铁4个，面积…)."""
    first = [part for part in parts if text.item(part.start) == text.item(parts[0].start)]
    return tuple(first) if len(first) > 1 else parts


def _sort(fact: Fact) -> tuple[str, str]:
    """What must be alike for numbers to be added: dimension, and for counts whether kinds, people or things are counted."""
    unit = fact.quantity.unit
    if unit is None:
        return ("", "")
    apart = unit.name if unit.dimension == "count" and unit.name in COUNTED_APART else ""
    return (unit.dimension + (f"/{unit.per}" if unit.per else ""), apart)


def _whole(text: ClauseText, trigger: Trigger, parts: Sequence[Fact], pool: Pool) -> Fact | None:
    kind = _sort(parts[0])
    if kind[0].startswith("ratio"):
        return None
    level = depth_at(text.text, trigger.start)
    levels = {level, max(0, level - 1)}
    earlier = [f for f in pool.facts if f.end <= trigger.start and depth_at(text.text, f.start) in levels]
    sentence = text.sentence(trigger.start)
    opens = not text.text[text.sentence_starts[sentence] : trigger.start].strip()
    pools: list[Sequence[Fact]] = [[f for f in earlier if f.sentence == sentence and not COMPARED.search(f.subject)]]
    if trigger.kind is BreakdownKind.FULL:
        pools.append([*pool.before, *earlier])
    elif opens:
        pools.append([f for f in earlier if f.sentence == sentence - 1] if sentence else pool.before[-1:])
    for number, candidates in enumerate(pools):
        fits: Sequence[Fact] = [f for f in candidates if _sort(f) == kind and _fits(parts, f)]
        if number:
            fits = _undivided(fits, pool.groups)
        elif trigger.kind is BreakdownKind.OF_WHICH:
            fits = [f for f in fits if text.item(f.start) == text.item(trigger.start)] or fits
        if fits and _make_up_together(fits, parts):
            return None
        if fits:
            beside = None if number else _beside(text, trigger, fits)
            return _best_whole(fits, parts, pool.groups if number else (), beside)
    return None


def _make_up_together(fits: Sequence[Fact], parts: Sequence[Fact]) -> bool:
    """Whether the parts are those of two or more counts side by side: 单一矿床6处，伴生矿床3处，按规模分大型2处、小型7处."""
    total = sum((part.quantity.low for part in parts), Decimal(0))
    counted = all(fact.quantity.is_count for fact in (*fits, *parts))
    if not counted or any(fact.quantity.low == total for fact in fits):
        return False
    return any(sum(fact.quantity.low for fact in fits[-size:]) == total for size in range(2, len(fits) + 1))


def _undivided(fits: Sequence[Fact], groups: Sequence[Group]) -> Sequence[Fact]:
    """Candidates from other sentences without those that are parts themselves, or only say by how much something changed."""
    taken = _parts(groups)
    left = [f for f in fits if not (COMPARED.search(f.subject) or CHANGED.search(f.subject))]
    return [f for f in left if f.id not in taken] or left


def _beside(text: ClauseText, trigger: Trigger, fits: Sequence[Fact]) -> Fact | None:
    """The candidate right in front of 其中, unless it only says by how much something changed."""
    last = fits[-1]
    near = trigger.kind is BreakdownKind.OF_WHICH and BESIDE.fullmatch(text.text[last.end : trigger.start])
    return last if near and not CHANGED.search(last.subject) else None


def _best_whole(fits: Sequence[Fact], parts: Sequence[Fact], groups: Sequence[Group], beside: Fact | None) -> Fact:
    """What the parts add up to, else what stands beside them, was divided before, calls itself a total, or is near and large enough."""
    lows = [p.quantity.base().low or Decimal(0) for p in parts]
    total = Interval(sum(lows, Decimal(0)), sum((p.quantity.base().high or Decimal(0) for p in parts), Decimal(0)))
    exact = [f for f in fits if f.quantity.base().meets(total)]
    divided = [f for f in fits if any(g.whole is f for g in groups)]
    large = [f for f in fits if f.quantity.base().meets(Interval(max(lows), None))]
    totals = [f for f in large if _is_total(f)]
    return (exact or ([beside] if beside else divided or totals or large or fits))[-1]


def _is_total(fact: Fact) -> bool:
    return any(word in fact.subject for word in ("共", "总", "合计", "全市", "全县", "全省"))


def _fits(parts: Sequence[Fact], whole: Fact) -> bool:
    return any(_belongs(part, whole) for part in parts)


def _belongs(part: Fact, whole: Fact) -> bool:
    """Whether a part speaks of the same attribute and basis as the whole, or of none of its own."""
    one, other = part.quantity, whole.quantity
    if (
        whole.minerals
        and "minerals" not in part.inherited
        and part.minerals
        and not _of_kind(part.minerals, whole.minerals)
    ):
        return False
    if one.basis and other.basis and one.basis != other.basis:
        return False
    if not part.attribute or not whole.attribute or "attribute" in part.inherited:
        return "use" not in part.qualifiers
    weak = part.attribute == "mine_count" and part.attribute_words in WEAK_COUNT_WORDS
    return weak or part.attribute == whole.attribute or _kin(part.attribute, whole.attribute)


def _of_kind(minerals: Sequence[str], wholes: Sequence[str]) -> bool:
    return any(is_kind_of(one, other) for one in minerals for other in wholes)


KIN = (
    {"exploration_block_count", "mining_block_count", "block_count"},
    {"mining_right_count", "mining_block_count"},
    {"mining_right_count", "exploration_right_count", "mineral_right_count", "exploration_block_count"},
    {"area", "mine_area", "exploration_area", "restored_area", "goaf_area", "coalfield_area"},
    {"retained_resources", "new_resources"},
    {"value_added", "gdp"},
    {"key_mining_area_count", "concentrated_area_count", "exploration_area_count"},
    {"restoration_zone_count", "key_restoration_zone_count", "general_restoration_zone_count"},
)


def _kin(one: str, other: str) -> bool:
    return any(one in kin and other in kin for kin in KIN)


def _parenthesised(text: ClauseText, facts: Sequence[Fact]) -> Iterator[Group]:
    """探矿权5个（多金属2个、铁矿3个）: two or more like facts in a bracket behind a whole."""
    for match in re.finditer(r"[（(]([^（()）]*)[)）]", text.text):
        inside = [f for f in facts if match.start() < f.start and f.end <= match.end()]
        ahead = [f for f in facts if f.end <= match.start() and text.text[f.end : match.start()].strip() == ""]
        if len(inside) < 2 or not ahead or OF_WHICH.search(match.group()):
            continue
        parts = tuple(f for f in inside if _sort(f) == _sort(ahead[-1]))
        if len(parts) >= 2:
            yield Group(BreakdownKind.FULL, ahead[-1], parts, "", match.start(), match.end())


def _lists(text: ClauseText, facts: Sequence[Fact]) -> Iterator[Group]:
    """Enumerations without a whole in front: three or more facts of one attribute about different things."""
    groups: dict[tuple[tuple[str, str], str], list[Fact]] = {}
    for fact in facts:
        if fact.attribute and depth_at(text.text, fact.start) == 0:
            groups.setdefault((_sort(fact), fact.attribute), []).append(fact)
    for found in groups.values():
        subjects = {(f.minerals, f.regions, f.qualifiers, f.subject) for f in found}
        if len(found) >= SMALLEST_LIST and len(subjects) == len(found):
            yield Group(BreakdownKind.LISTED, None, tuple(found), "", found[0].start, found[-1].end)
