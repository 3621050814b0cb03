"""Transfers by agreement without a lawful ground."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import word
from kuanggui.model.screening.terms import TransferMode
from kuanggui.regulation.law import Law


@rule(
    code="SCR701",
    title="协议出让没有法定情形",
    title_en="Transfer by agreement without a ground",
    severity=Severity.ERROR,
    family=Family.TRANSFER,
    needs=("is:right", "is:ground", "field:transfer.mode"),
    asks=("transfer.ground",),
    parameters=("cn.rights.agreement",),
    message="{subject}：拟协议出让，{ruling}。",
    message_en="{subject}: transfer by agreement, but {ruling}.",
    remedy="改为竞争性出让，或补充协议出让的法定情形。",
    remedy_en="Transfer competitively, or show the ground.",
)
def agreement_without_ground(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Rights are transferred competitively but on the grounds that the law of the day lists."""
    transfer, value = case.application.transfer, law["cn.rights.agreement"].value
    if transfer.mode is TransferMode.COMPETITIVE:
        yield holds(case)
    elif value["never_minerals"] and case.concerns(*value["never_minerals"]):
        yield hit(case, {}, values={"ruling": "该矿种不适用协议出让"})
    elif transfer.ground in value["grounds"]:
        yield holds(case)
    else:
        said = word("ground", transfer.ground) if transfer.ground else "未说明理由"
        yield hit(case, {}, values={"ruling": f"“{said}”不在法定情形之列"})
