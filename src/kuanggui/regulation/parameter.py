"""Parameters of law: one title, and a value from each day on which it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kuanggui.errors import RegulationDataError
from kuanggui.regulation.citation import Citation, Confidence
from kuanggui.regulation.data_files import DataFile


@dataclass(frozen=True, slots=True)
class Provision:
    """The value of a parameter from `since` until the next change, with where it was read and how far it can be trusted.

    Lists come as tuples and mappings read-only; `number` and `words` give the value typed.
    """

    code: str
    title: str
    unit: str | None
    value: Any
    since: date
    citation: Citation
    confidence: Confidence
    note: str | None = None

    @property
    def number(self) -> Decimal:
        """The value as a number; raises RegulationDataError when it is none."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            raise RegulationDataError(f"{self.code}: {self.since} 起的值不是数；请在该参数的 YAML 中改正")
        return Decimal(self.value)

    @property
    def words(self) -> tuple[str, ...]:
        """The value as a list of words; raises RegulationDataError when it is none."""
        if not isinstance(self.value, tuple) or not all(isinstance(word, str) for word in self.value):
            raise RegulationDataError(f"{self.code}: {self.since} 起的值不是词表；请在该参数的 YAML 中改正")
        return self.value


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a parameter has no value: not yet in force, repealed, or not known; `reason` says which."""

    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter through time, the earliest change first."""

    code: str
    title: str
    changes: tuple[Provision | Gap, ...]

    def on(self, day: date) -> Provision | Gap:
        """What holds on that day."""
        past = [change for change in self.changes if change.since <= day]
        return past[-1] if past else Gap(day, f"{self.title} 自 {self.changes[0].since} 起才有规定")


def read_parameter(source: DataFile) -> Parameter:
    """The parameter in a data file; its code is the path with dots."""
    code = source.path.replace("/", ".")
    title = source.content["title"]
    values = sorted(source.content["values"].items())
    return Parameter(code, title, tuple(_change(code, day, entry, source) for day, entry in values))


def _change(code: str, day: str, entry: dict[str, Any], source: DataFile) -> Provision | Gap:
    since = _day(day, source)
    if entry["value"] is None:
        return Gap(since, f"{source.content['title']} 自 {since} 起无可用的规定（{entry['note']}）")
    return Provision(
        code=code,
        title=source.content["title"],
        unit=source.content.get("unit"),
        value=_frozen(entry["value"]),
        since=since,
        citation=Citation.from_data(entry["citation"]),
        confidence=Confidence(entry["confidence"]),
        note=entry.get("note"),
    )


def _day(text: str, source: DataFile) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RegulationDataError(f"{source.label}: values: 没有 {text} 这一天；请改为 年-月-日") from error


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(part) for key, part in value.items()})
    return value
