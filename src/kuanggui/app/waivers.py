"""Reading and writing waivers: findings that somebody has answered for, in a file beside the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kuanggui.errors import InputError, RegulationDataError
from kuanggui.findings.waiver import Waiver
from kuanggui.regulation.data_files import read_yaml

FILE_NAME = ".kuanggui-waivers.yaml"
_NEEDED = ("id", "reason", "name", "date")
_KNOWN = {*_NEEDED, "document"}


def read_waivers(document: Path, given: Path | None = None) -> tuple[Waiver, ...]:
    """The waivers for a document, from `given` or from the file beside it, if there is one; raises InputError.

    An entry with `document` holds only for a file of that name.
    """
    path = given or document.parent / FILE_NAME
    if given is None and not path.is_file():
        return ()
    return tuple(waiver for name, waiver in _entries(path) if name in {None, document.name})


def write_waivers(path: Path, waivers: Sequence[Waiver]) -> None:
    """Write a file of waivers that `read_waivers` reads; it is there wholly or as it was before."""
    entries = [
        {"id": waiver.finding, "reason": waiver.reason, "name": waiver.name, "date": waiver.date.isoformat()}
        for waiver in waivers
    ]
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(yaml.safe_dump({"waivers": entries}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    beside.replace(path)


def _entries(path: Path) -> Iterator[tuple[str | None, Waiver]]:
    try:
        content = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except RegulationDataError as error:
        raise InputError(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}：无法读取；请检查文件、权限和 UTF-8 编码") from error
    entries = content.get("waivers")
    if not isinstance(entries, list):
        raise InputError(f"{path}：缺少 waivers 列表；请写成 waivers: 下面每条含 id、reason、name、date")
    for number, entry in enumerate(entries, start=1):
        yield _entry(entry, f"{path}：第 {number} 条")


def _entry(entry: Any, label: str) -> tuple[str | None, Waiver]:
    if not isinstance(entry, dict) or not all(str(entry.get(key) or "").strip() for key in _NEEDED):
        raise InputError(f"{label}：应有 id、reason、name、date 四项；请补全")
    if set(entry) - _KNOWN:
        raise InputError(f"{label}：不认识 {'、'.join(sorted(map(str, set(entry) - _KNOWN)))}；请删去或改正")
    try:
        day = date.fromisoformat(str(entry["date"]))
    except ValueError as error:
        raise InputError(f"{label}：date 应为 年-月-日，如 2026-01-05；请改正") from error
    return entry.get("document"), Waiver(str(entry["id"]), str(entry["reason"]), str(entry["name"]), day)
