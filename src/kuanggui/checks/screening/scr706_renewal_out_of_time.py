"""Renewals asked for too early or too late."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law
from kuanggui.regulation.renewal import renewal_window


@rule(
    code="SCR706",
    title="延续申请不在法定期间",
    title_en="Renewal asked for out of time",
    severity=Severity.ERROR,
    family=Family.TRANSFER,
    needs=("is:renewal", "field:held.expires_on", "field:applied_on"),
    parameters=("cn.rights.renewal_window",),
    message="{subject}：{applied} 申请，有效期至 {expires}，应在 {window}申请{ruling}。",
    message_en="{subject}: applied on {applied}, expires on {expires}; the time is {window}{ruling}.",
    remedy="在法定期间内申请；已逾期的说明不可抗力等理由。",
    remedy_en="Apply within the time, or give the reason.",
)
def renewal_out_of_time(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A renewal is asked for within the time before expiry that the law of the day sets.

    A time that had passed before that law took force only warns: nobody could have kept it.
    """
    expires, applied = case.application.held.expires_on, case.application.applied_on
    if expires is None or applied is None:
        return
    provision = law["cn.rights.renewal_window"]
    first, last = renewal_window(expires, provision.value)
    if last < applied or (first and applied < first):
        window = f"{first} 至 {last} " if first else f"{last} 以前"
        passed = last < provision.since
        ruling = f"（该期间在规定 {provision.since} 施行前已过，按过渡情形核对）" if passed else ""
        said = {"applied": applied, "expires": expires, "window": window, "ruling": ruling}
        yield hit(case, {}, severity=Severity.WARNING if passed else None, values=said)
    else:
        yield holds(case)
