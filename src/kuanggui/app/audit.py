"""Use case: audit plans and write each report in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from kuanggui.app.assessing import assess_file
from kuanggui.app.older_draft import older_findings
from kuanggui.app.waivers import read_waivers
from kuanggui.errors import KuangguiError
from kuanggui.findings.as_json import findings_json, review_json
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import Review, review
from kuanggui.model.reading import Reading
from kuanggui.reports.view import look
from kuanggui.reports.words import Language

WORKERS = 2
INTERNAL_ERROR = 3

__all__ = ["AuditFormat", "AuditOptions", "Audited", "Language", "audit_file", "audit_files"]


class AuditFormat(StrEnum):
    """The forms of an audit report."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How to audit: form and language of the report, what to list, what to compare with; `width` and `colour` are for tables."""

    form: AuditFormat
    as_of: date
    language: Language = Language.ZH
    least: Severity = Severity.INFO
    upper: Path | None = None
    against: Path | None = None
    waivers: Path | None = None
    width: int = 100
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """One file done: the report, the gravest finding not waived, rules that broke; or why the file could not be audited."""

    path: Path
    report: bytes = b""
    worst: Severity | None = None
    broken: tuple[str, ...] = ()
    error: str = ""
    exit_code: int = 0


def audit_files(paths: Sequence[Path], options: AuditOptions, report: Callable[[str], None]) -> Iterator[Audited]:
    """Audit each file, several at a time; one that cannot be read does not stop the others. `report` hears of phases of a single file."""
    if len(paths) == 1:
        yield audit_file(paths[0], options, report)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one document needs no processes
    from multiprocessing import get_context  # noqa: PLC0415

    # Spawned, not forked: forking a process with threads may lock up.
    with ProcessPoolExecutor(min(WORKERS, len(paths)), get_context("spawn")) as pool:
        yield from pool.map(partial(audit_file, options=options), paths)


def audit_file(path: Path, options: AuditOptions, report: Callable[[str], None] = lambda phase: None) -> Audited:
    """Audit one file; what goes wrong is said in the result."""
    try:
        return _audit(path, options, report)
    except KuangguiError as error:
        return Audited(path, error=str(error), exit_code=error.exit_code)
    except Exception as error:  # a defect met in one plan must not take the others with it
        return Audited(
            path, error=f"{path}：内部错误 {type(error).__name__}: {error}；请报告此问题", exit_code=INTERNAL_ERROR
        )


def _audit(path: Path, options: AuditOptions, report: Callable[[str], None]) -> Audited:
    waivers = read_waivers(path, options.waivers)
    older = older_findings(options.against, options.as_of) if options.against else None
    reading, assessment = assess_file(path, options.as_of, options.upper, report)
    reviewed = review(assessment, waivers, older, options.least)
    report("report")
    broken = tuple(f"{o.rule.code}: {o.reason}" for o in assessment.outcomes if o.failed)
    return Audited(path, _written(reviewed, reading, options), reviewed.worst, broken)


def _written(reviewed: Review, reading: Reading, options: AuditOptions) -> bytes:
    if options.form is AuditFormat.JSON:
        return json.dumps(review_json(reviewed), ensure_ascii=False, indent=1).encode()
    if options.form is AuditFormat.JSONL:
        lines = (json.dumps(finding, ensure_ascii=False) + "\n" for finding in findings_json(reviewed))
        return "".join(lines).encode()
    return _for_people(reviewed, reading, options)


def _for_people(reviewed: Review, reading: Reading, options: AuditOptions) -> bytes:
    view = look(reviewed, reading, options.language)
    match options.form:  # imported here: a workbook library is slow to load for a table
        case AuditFormat.HTML:
            from kuanggui.reports.html.page import write_html  # noqa: PLC0415

            return write_html(view)
        case AuditFormat.XLSX:
            from kuanggui.reports.workbook import write_workbook  # noqa: PLC0415

            return write_workbook(view)
        case AuditFormat.DOCX:
            from kuanggui.reports.opinion import write_opinion  # noqa: PLC0415

            return write_opinion(view)
        case _:
            from kuanggui.reports.terminal import write_terminal  # noqa: PLC0415

            return write_terminal(view, options.width, colour=options.colour).encode()
