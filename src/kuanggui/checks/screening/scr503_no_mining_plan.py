"""Mining without a mining plan or restoration plan."""

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
    code="SCR503",
    title="开采方案或生态修复方案未备",
    title_en="No mining plan or restoration plan",
    severity=Severity.WARNING,
    family=Family.ENTRY,
    needs=("is:mining", "is:right"),
    asks=("documents.mining_plan", "documents.restoration_plan"),
    parameters=("cn.entry.mining_plan",),
    message="{subject}：缺少{documents}，取得采矿许可前须批准或备案。",
    message_en="{subject}: {documents} not at hand; needed before the licence.",
    remedy="编制并报批。",
    remedy_en="Have them drawn up and approved.",
)
def no_mining_plan(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The documents that the law of the day asks for before mining are at hand."""
    yield from ask_for(case, law["cn.entry.mining_plan"].value["documents"])
