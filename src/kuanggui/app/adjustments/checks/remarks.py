"""Findings about an adjustment as remarks."""

from __future__ import annotations

from kuanggui.findings.finding import Finding
from kuanggui.model.adjustment import Remark

ILLUSTRATIVE = "（示意图形，仅供参考）"  # behind what rests on a geometry that decides nothing
ILLUSTRATIVE_EN = " (illustrative shape, for reference only)"


def remark_of(finding: Finding, subject: str, message: str, message_en: str, *, blocking: bool = False) -> Remark:
    """A finding about one subject, in words of its own."""
    return Remark(
        finding.rule,
        finding.severity.value,
        message,
        blocking,
        subject,
        finding.remedy,
        message_en,
        finding.remedy_en,
    )
