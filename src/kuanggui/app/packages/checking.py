"""Use case: check a standard package and write the report in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kuanggui.app.packages.opening import PackageSources, open_case
from kuanggui.checks.database.assess import assess_package
from kuanggui.checks.database.case import PackageCase
from kuanggui.findings.as_json import findings_json, review_json
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.conformance import Conformance, grade
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import Review, review
from kuanggui.reports.package_check import LayerLine, PackageView, look_at_package
from kuanggui.reports.words import Language

PHASES = ("read", "documents", "check", "report")

__all__ = ["CheckFormat", "CheckOptions", "Language", "PackageChecked", "PackageSources", "check_package"]


class CheckFormat(StrEnum):
    """The forms of the report."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to report; `width` and `colour` are for tables."""

    form: CheckFormat
    language: Language = Language.ZH
    least: Severity = Severity.INFO
    width: int = 100
    colour: bool = False


@dataclass(frozen=True, slots=True)
class PackageChecked:
    """The report, the gravest finding, the level of conformance, and rules that broke."""

    report: bytes
    worst: Severity | None
    conformance: Conformance
    broken: tuple[str, ...] = ()


def check_package(
    path: Path, sources: PackageSources, options: CheckOptions, report: Callable[[str], None] = lambda phase: None
) -> PackageChecked:
    """Check a package; raises InputError when it cannot be opened at all. Whatever is wrong inside is a finding."""
    with open_case(path, sources, report) as case:
        report("check")
        assessment = assess_package(case)
        lines = tuple(_line(case, index) for index in range(len(case.themes)))
    conformance = grade(assessment.findings, assessment.outcomes)
    report("report")
    reviewed = _ungrouped(review(assessment, least=options.least))
    broken = tuple(f"{o.rule.code}: {o.reason}" for o in assessment.outcomes if o.failed)
    view = look_at_package(reviewed, conformance, lines, case.edition.title, options.language)
    return PackageChecked(_written(view, options), reviewed.worst, conformance, broken)


def _ungrouped(reviewed: Review) -> Review:
    """Findings of one package share files, not causes."""
    assessment: Assessment = replace(
        reviewed.assessment,
        findings=tuple(replace(finding, group=None) for finding in reviewed.assessment.findings),
        groups=(),
    )
    return replace(reviewed, assessment=assessment)


def _line(case: PackageCase, index: int) -> LayerLine:
    theme = case.themes[index]
    return LayerLine(
        path=theme.data.path,
        name=theme.data.name,
        entry=theme.title if theme.entry else "",
        known_by=theme.data.known_by,
        features=theme.data.features,
        crs=theme.data.crs or "",
        error=theme.broken,
    )


def _written(view: PackageView, options: CheckOptions) -> bytes:
    if options.form is CheckFormat.JSONL:
        lines = (json.dumps(finding, ensure_ascii=False) + "\n" for finding in findings_json(view.review))
        return "".join(lines).encode()
    if options.form is CheckFormat.JSON:
        content = review_json(view.review) | {
            "conformance": view.conformance.value,
            "edition": view.edition,
            "layers": [line.as_json() for line in view.layers],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()
    return _for_people(view, options)


def _for_people(view: PackageView, options: CheckOptions) -> bytes:
    match options.form:  # imported here: a workbook library is slow to load for a table
        case CheckFormat.HTML:
            from kuanggui.reports.package_check.page import write_page  # noqa: PLC0415

            return write_page(view)
        case CheckFormat.XLSX:
            from kuanggui.reports.package_check.sheets import write_sheets  # noqa: PLC0415

            return write_sheets(view)
        case _:
            from kuanggui.reports.package_check.terminal import write_table  # noqa: PLC0415

            return write_table(view, options.width, colour=options.colour).encode()
