"""A table of shares as YAML: for version control, for people, and for the database."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from kuanggui.model.shares import ShareTable, Target
from kuanggui.regulation.division_catalogue import division


class _Writer(yaml.SafeDumper):
    """Rows of years in one line each, the rest in block style."""


class _Row(dict[int, Any]):
    """A row of years."""


class _Line(list[str]):
    """A list in one line."""


def _row(dumper: yaml.SafeDumper, row: _Row) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", row.items(), flow_style=True)


def _line(dumper: yaml.SafeDumper, line: _Line) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", line, flow_style=True)


_Writer.add_representer(_Row, _row)
_Writer.add_representer(_Line, _line)


def write_text(table: ShareTable, kept_at: str = "") -> bytes:
    """The YAML in UTF-8; the same table gives the same bytes."""
    plain: dict[str, Any] = {
        "plan": table.plan,
        "region": table.region,
        "method": table.method.value,
        "note": table.note,
    }
    plain |= {"kept_at": kept_at} if kept_at else {}
    plain["targets"] = [_target(table, target) for target in table.targets]
    text = yaml.dump(plain, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120)
    return (_legend(table) + text).encode()


def _legend(table: ShareTable) -> str:
    """The divisions by name, for whoever edits the codes."""
    codes = dict.fromkeys(share.adcode for share in table.shares)
    names = "、".join(f"{code} {_name(code)}" for code in codes)
    return f"# {names}\n" if names else ""


def _name(code: str) -> str:
    try:
        return division(code).name
    except KeyError:
        return ""


def _target(table: ShareTable, target: Target) -> dict[str, Any]:
    shares = table.of(target.id)
    filed = {share.adcode: _years(share.filed) for share in shares if share.filed}
    return {
        "id": target.id,
        "item": _Line(target.item),
        "name": target.name,
        "unit": target.unit,
        "relation": target.relation.value,
        "total": _number(target.total),
        "course": target.course.value,
        "decimals": target.decimals,
        "shares": {share.adcode: _years(share.planned) for share in shares},
    } | ({"filed": filed} if filed else {})


def _years(row: Mapping[int, Decimal]) -> _Row:
    return _Row({year: _number(value) for year, value in sorted(row.items())})


def _number(value: Decimal) -> int | float:
    """YAML has no decimals; a float of a plan's figure prints as it was written."""
    return int(value) if value == value.to_integral_value() else float(value)
