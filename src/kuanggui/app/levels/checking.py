"""Use cases: what is wrong between the plans of all levels in a database; whether a table of shares adds up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from kuanggui.app.authority import LOCAL, Credentials
from kuanggui.app.levels.gathering import gather
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.levels.assess import assess_levels
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase, name_of
from kuanggui.findings.as_json import findings_json, review_json
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import Review, review
from kuanggui.ingest.shares import read_shares
from kuanggui.regulation.law import Law
from kuanggui.reports.levels.view import LevelsView, PlanLine, look_at_levels
from kuanggui.reports.words import Language

__all__ = ["Language", "LevelsChecked", "LevelsFormat", "LevelsOptions", "check_levels", "check_shares"]

OF_SHARES = ("LVL202", "LVL3")


class LevelsFormat(StrEnum):
    """The forms of the report."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class LevelsOptions:
    """How to report; `width` and `colour` are for tables."""

    form: LevelsFormat = LevelsFormat.TABLE
    language: Language = Language.ZH
    least: Severity = Severity.INFO
    width: int = 100
    colour: bool = False


@dataclass(frozen=True, slots=True)
class LevelsChecked:
    """The report, every finding, the gravest of them, and rules that broke."""

    report: bytes
    findings: tuple[Finding, ...]
    worst: Severity | None
    broken: tuple[str, ...] = ()


def check_levels(
    database: str, plan: str | None, day: date, options: LevelsOptions, by: Credentials = LOCAL
) -> LevelsChecked:
    """Check a plan (default: that of the highest level) and all below it as of a day, in one report. Raises InputError, StoreError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        case, top = gather(work, database, plan, day, by)
        texts = list(_between_texts(work, case, day))
    title = next(each.name for each in case.plans if each.plan.id == top)
    return _reported(assess_levels(case, title, texts), case, options)


def check_shares(
    path: Path, database: str | None, day: date, options: LevelsOptions, by: Credentials = LOCAL
) -> LevelsChecked:
    """Add the shares of a file up again, with what was filed; with a database, against the plans below. Raises InputError, StoreError."""
    table = read_shares(path)
    plans: tuple[DivisionPlan, ...] = ()
    if database is not None:
        with closing(for_reading(database)) as store, store.reading() as work:
            plans = gather(work, database, table.plan, day, by)[0].plans
    case = LevelsCase(plans, [table], day)
    return _reported(assess_levels(case, f"{name_of(table.region)} {path.name}", only=OF_SHARES), case, options)


def _between_texts(work: Work, case: LevelsCase, day: date) -> Iterator[Finding]:
    """What the audit's rules between levels find in the texts of each plan and the nearest one above."""
    chosen = [rule for rule in audit_rules() if rule.info.family is Family.LEVELS]
    for upper, lower in case.pairs():
        texts = AuditCase(work.load_reading(lower.plan.id), work.load_reading(upper.plan.id))
        yield from (replace(each, group=None) for each in assess(texts, Law(day), chosen).findings)


def _reported(assessment: Assessment, case: LevelsCase, options: LevelsOptions) -> LevelsChecked:
    reviewed = _ungrouped(review(assessment, least=options.least))
    lines = tuple(_line(case, each) for each in case.plans)
    lacking = tuple(
        each.name for plan in case.plans for each in case.divisions(plan.region) if case.plan_of(each.code) is None
    )
    view = look_at_levels(reviewed, lines, lacking, options.language)
    broken = tuple(f"{each.rule.code}: {each.reason}" for each in assessment.outcomes if each.failed)
    return LevelsChecked(_written(view, options), assessment.findings, reviewed.worst, broken)


def _ungrouped(reviewed: Review) -> Review:
    """Findings between plans share documents, not causes."""
    findings = tuple(replace(each, group=None) for each in reviewed.assessment.findings)
    return replace(reviewed, assessment=replace(reviewed.assessment, findings=findings, groups=()))


def _line(case: LevelsCase, each: DivisionPlan) -> PlanLine:
    above = case.above(each)
    return PlanLine(each.name, each.plan.id, len(each.features), above[0].name if above else "")


def _written(view: LevelsView, options: LevelsOptions) -> bytes:
    if options.form is LevelsFormat.JSONL:
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in findings_json(view.review)).encode()
    if options.form is LevelsFormat.JSON:
        content = review_json(view.review) | {
            "plans": [line.as_json() for line in view.plans],
            "without_plan": list(view.lacking),
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()
    return _for_people(view, options)


def _for_people(view: LevelsView, options: LevelsOptions) -> bytes:
    match options.form:  # imported here: a workbook library is slow to load for a table
        case LevelsFormat.HTML:
            from kuanggui.reports.levels.page import write_page  # noqa: PLC0415

            return write_page(view)
        case LevelsFormat.XLSX:
            from kuanggui.reports.levels.sheets import write_sheets  # noqa: PLC0415

            return write_sheets(view)
        case _:
            from kuanggui.reports.levels.terminal import write_table  # noqa: PLC0415

            return write_table(view, options.width, colour=options.colour).encode()
