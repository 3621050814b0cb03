"""Use cases: look up the parameters of law, and list those whose source has to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kuanggui.errors import InputError
from kuanggui.regulation.citation import Confidence
from kuanggui.regulation.law import parameters
from kuanggui.regulation.parameter import Gap, Parameter, Provision


@dataclass(frozen=True, slots=True)
class Standing:
    """A parameter with what holds on a day."""

    parameter: Parameter
    now: Provision | Gap


def list_parameters(as_of: date) -> list[Standing]:
    """Every parameter with its value on the day, by code."""
    return [Standing(parameter, parameter.on(as_of)) for _, parameter in sorted(parameters().items())]


def find_parameter(code: str) -> Parameter:
    """The parameter of that code, with or without the leading `cn.`; raises InputError."""
    known = parameters()
    found = known.get(code) or known.get(f"cn.{code}")
    if found is None:
        near = "、".join(name for name in sorted(known) if code.rsplit(".", maxsplit=1)[-1] in name)
        hint = f"；相近的有 {near}" if near else "；kuanggui regulation list 列出全部"
        raise InputError(f"没有参数 {code}{hint}")
    return found


def unconfirmed(as_of: date) -> list[Standing]:
    """Parameters whose value on the day is known from memory or from a copy, or not at all; memory first."""
    rank = {Confidence.MEMORY: 0, Confidence.SECONDARY: 2}
    doubtful = []
    for standing in list_parameters(as_of):
        now = standing.now
        level = rank.get(now.confidence) if isinstance(now, Provision) else 1
        if level is not None:
            doubtful.append((level, standing))
    return [standing for _, standing in sorted(doubtful, key=lambda pair: (pair[0], pair[1].parameter.code))]


def provision_record(change: Provision | Gap) -> dict[str, Any]:
    """A value or a gap as plain data for JSON."""
    if isinstance(change, Gap):
        return {"since": change.since.isoformat(), "value": None, "note": change.reason}
    citation = change.citation
    return {
        "since": change.since.isoformat(),
        "value": plain_value(change.value),
        "unit": change.unit,
        "confidence": change.confidence.value,
        "citation": {
            name: text
            for name in ("document", "number", "article", "url")
            if (text := getattr(citation, name)) is not None
        },
        "note": change.note,
    }


def plain_value(value: Any) -> Any:
    """A value of a parameter as dicts, lists, strings and numbers."""
    if isinstance(value, Mapping):
        return {key: plain_value(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [plain_value(part) for part in value]
    return value if isinstance(value, bool | int | str) or value is None else str(value)
