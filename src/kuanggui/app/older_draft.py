"""The findings of an older draft: from the document itself, or from the JSON of an earlier audit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.assessing import assess_file
from kuanggui.errors import InputError
from kuanggui.findings.as_json import finding_from_json
from kuanggui.findings.finding import Finding

JSON_SUFFIXES = {".json", ".jsonl"}


def older_findings(path: Path, as_of: date) -> tuple[str, tuple[Finding, ...]]:
    """Name and findings of an older draft; raises InputError or UnreadableFileError."""
    if path.suffix.lower() in JSON_SUFFIXES:
        return path.name, tuple(_from_json(path))
    return path.name, assess_file(path, as_of=as_of)[1].findings


def _from_json(path: Path) -> list[Finding]:
    try:
        return [finding_from_json(entry) for entry in _entries(path)]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}：不是 kuanggui audit 的 JSON 结果；请给出旧稿或其 --format json 的输出") from error


def _entries(path: Path) -> list[Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix.lower() == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    content = json.loads(text)
    waived = [item["finding"] for item in content["waived"]]
    return [*content["findings"], *waived]
