"""The law as of a day: every parameter with the value then in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from kuanggui.errors import NotInForceError
from kuanggui.regulation.data_files import data_files
from kuanggui.regulation.mineral_catalogue import is_kind_of
from kuanggui.regulation.parameter import Gap, Parameter, Provision, read_parameter

JURISDICTION = "cn"


@dataclass(frozen=True, slots=True)
class Law:
    """All parameters as of one day; `extra` is the user's folder whose parameters replace those of the same code."""

    as_of: date
    extra: Path | None = None

    def __getitem__(self, code: str) -> Provision:
        """The value in force; raises NotInForceError, with the reason, when there is none, and KeyError for an unknown code."""
        found = self._on_day(code)
        if isinstance(found, Gap):
            raise NotInForceError(found.reason)
        return found

    def value(self, code: str) -> Provision | None:
        """The value in force, or None when there is none; KeyError for an unknown code."""
        found = self._on_day(code)
        return None if isinstance(found, Gap) else found

    def why_missing(self, code: str) -> str | None:
        """Why there is no value on the day, in words for the user; None when there is one."""
        found = self._on_day(code)
        return found.reason if isinstance(found, Gap) else None

    def is_strategic(self, mineral: str) -> bool | None:
        """Whether the mineral is on the list of strategic minerals, or a kind of one that is; None when no list is known for the day."""
        listed = self.value("cn.minerals.strategic")
        return None if listed is None else any(is_kind_of(mineral, code) for code in listed.words)

    def _on_day(self, code: str) -> Provision | Gap:
        return _on_day(code, self.as_of, self.extra)


@lru_cache(maxsize=4096)  # a screening asks for each parameter several times a rule
def _on_day(code: str, day: date, extra: Path | None) -> Provision | Gap:
    return parameters(extra)[code].on(day)


def parameters(extra: Path | None = None) -> dict[str, Parameter]:
    """All parameters by code (`cn.planning.round` is data/cn/planning/round.yaml); those of `extra` replace whole files."""
    return _parameters(extra)


@cache  # called with its argument always, since the cache takes f() and f(None) for two calls
def _parameters(extra: Path | None) -> dict[str, Parameter]:
    found = (read_parameter(source) for source in data_files(JURISDICTION, "parameter", extra))
    return {parameter.code: parameter for parameter in found}
