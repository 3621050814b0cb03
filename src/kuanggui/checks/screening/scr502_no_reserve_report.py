"""Mining rights without a filed reserve report."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.documents import ask_for
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR502",
    title="没有评审备案的储量报告",
    title_en="No filed reserve report",
    severity=Severity.ERROR,
    family=Family.ENTRY,
    needs=("is:mining", "is:setting"),
    asks=("documents.reserve_report",),
    parameters=("cn.entry.reserve_report",),
    message="{subject}：缺少{documents}。",
    message_en="{subject}: {documents} is not at hand.",
    remedy="补充储量报告及评审备案文件。",
    remedy_en="Have the reserve report filed.",
)
def no_reserve_report(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A mining right that is set rests on a reserve report."""
    if case.application.action.value in law["cn.entry.reserve_report"].value["needed_for"]:
        yield from ask_for(case, ["reserve_report"])
