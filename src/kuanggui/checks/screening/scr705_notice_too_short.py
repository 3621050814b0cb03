"""Transfers announced too shortly before."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import TransferMode
from kuanggui.regulation.law import Law


@rule(
    code="SCR705",
    title="出让公告期不足",
    title_en="The notice of the transfer is too short",
    severity=Severity.ERROR,
    family=Family.TRANSFER,
    needs=("is:right", "is:new", "field:transfer.mode"),
    asks=("transfer.notice_working_days",),
    parameters=("cn.rights.notice",),
    message="{subject}：公告 {stated}，少于 {limit}。",
    message_en="{subject}: a notice of {stated}, less than {limit}.",
    remedy="延长公告期。",
    remedy_en="Give longer notice.",
)
def notice_too_short(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A competitive transfer is announced as long before as the law of the day asks."""
    transfer, least = case.application.transfer, law["cn.rights.notice"].number
    if transfer.mode is TransferMode.AGREEMENT:
        return
    if transfer.notice_working_days is None:
        yield open_question(
            case, "未提供“公告工作日”；请补充 transfer.notice_working_days", "the length of the notice is not given"
        )
    elif transfer.notice_working_days < least:
        yield hit(case, {"stated": (transfer.notice_working_days, "个工作日"), "limit": (least, "个工作日")})
    else:
        yield holds(case)
