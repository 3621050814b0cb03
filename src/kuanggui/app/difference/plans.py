"""What changed between the texts of two plans: part by part, record by record, by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kuanggui.app.difference.features import Difference
from kuanggui.model.place import Place
from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure, Word, Years

PARTS = tuple(name for name, kind in field_types(Plan).items() if "tuple" in str(kind))
HEAD = tuple(name for name in field_types(Plan) if name not in {*PARTS, "id", "source"})
# Keys of records and what only says where something stands: an inserted line must not change all that follows.
UNSAID = {"id", "place", "fact", "facts", "indicator", "clause", "clauses", "item"}
# The figures that adjustments change, as people call them; other fields keep their names in the model.
LABELS = {
    "value": "数值",
    "mines": "矿山数",
    "existing": "已有",
    "new": "新增",
    "large_medium_share": "大中型比例",
}


def compare_plans(old: Plan, new: Plan) -> Iterator[tuple[str, Difference]]:
    """Differences, each with the part of the plan; places do not count, so a plan equals itself in another layout."""
    for name in HEAD:
        one, other = content(getattr(old, name)), content(getattr(new, name))
        if one != other:
            yield "head", Difference(name, "changed", (f"{one} → {other}",))
    for part in PARTS:
        yield from ((part, each) for each in _compare_part(getattr(old, part), getattr(new, part)))


def _compare_part(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    one, other = ([content(record) for record in records] for records in (old, new))
    gone, come = Counter(one) - Counter(other), Counter(other) - Counter(one)
    before = _by_subject(old, one, gone)
    after = _by_subject(new, other, come)
    for subject in dict.fromkeys([*before, *after]):
        pairs = (before.get(subject, []), after.get(subject, []))
        for was, now in zip(*pairs, strict=False):
            yield Difference(subject, "changed", tuple(_changed(was, now)))
        shorter = min(map(len, pairs))
        yield from (Difference(subject, "removed") for _ in pairs[0][shorter:])
        yield from (Difference(subject, "added", (content(each),)) for each in pairs[1][shorter:])


def _by_subject(records: tuple[Any, ...], said: list[str], wanted: Counter[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    left = wanted.copy()
    for record, words in zip(records, said, strict=True):
        if left[words] > 0:
            left[words] -= 1
            found.setdefault(subject_of(record), []).append(record)
    return found


def subject_of(record: Any) -> str:
    """What a record is about: its name, or what stands in for one."""
    for name in ("name", "title", "subject", "mineral", "measure", "number", "field"):
        value = getattr(record, name, None)
        if value:
            return content(value)
    headings = getattr(record, "headings", ())
    return headings[-1] if headings else type(record).__name__


def _changed(old: Any, new: Any) -> Iterator[str]:
    for name in _fields(old):
        if name not in UNSAID:
            one, other = content(getattr(old, name)), content(getattr(new, name))
            if one != other:
                yield f"{LABELS.get(name, name)}：{one or '无'} → {other or '无'}"


def content(value: Any) -> str:
    """A value in words, without its places."""
    if value is None or isinstance(value, Place):
        return ""
    if isinstance(value, tuple):
        return "、".join(content(each) for each in value)
    for kind, words in SAID.items():
        if isinstance(value, kind):
            return words(value)
    return _record(value) if is_dataclass(value) else str(value)


def _record(value: Any) -> str:
    names = [name for name in _fields(value) if name not in UNSAID]
    return "，".join(filter(None, (content(getattr(value, name)) for name in names)))


def _figure(figure: Figure) -> str:
    text, unit = figure.quantity.text, figure.quantity.unit
    return text if unit is None or text.endswith(unit.name) else f"{text} {unit.name}"


def _fields(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


SAID: dict[type, Callable[[Any], str]] = {
    Word: lambda word: word.text,
    Figure: _figure,
    Years: lambda years: f"{years.start}–{years.end}",
}
