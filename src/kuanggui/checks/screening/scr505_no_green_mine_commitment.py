"""New mines that do not commit themselves to the green-mine standard."""

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
    code="SCR505",
    title="新建矿山未承诺绿色矿山标准",
    title_en="No commitment to the green-mine standard",
    severity=Severity.WARNING,
    family=Family.ENTRY,
    needs=("is:mining", "is:setting"),
    asks=("documents.green_mine_commitment",),
    parameters=("cn.entry.green_mine",),
    message="{subject}：缺少{documents}。",
    message_en="{subject}: {documents} not at hand.",
    remedy="在出让合同中写明绿色矿山要求。",
    remedy_en="Write the green-mine demands into the contract.",
)
def no_green_mine_commitment(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A mine newly set commits itself to the green-mine standard."""
    if case.application.action.value in law["cn.entry.green_mine"].value["needed_for"]:
        yield from ask_for(case, ["green_mine_commitment"])
