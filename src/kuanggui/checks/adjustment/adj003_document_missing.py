"""A document that has to go with the adjustment is missing."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="ADJ003",
    title="缺少规划调整材料",
    title_en="A document for adjusting a plan is missing",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_documents",),
    message="“{subject}”：缺少{missing}。",
    message_en="“{subject}”: {missing} is missing.",
    remedy="补充材料后重新提交。",
    remedy_en="Add it and submit again.",
)
def document_missing(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """Adjustments on the grounds of article 38 come with reasons and argument, and with scheme, explanation and maps (article 39)."""
    required = law["cn.planning.adjustment_documents"].value.get(case.adjustment.type.value, ())
    given = {attachment.role.value for attachment in case.adjustment.attachments}
    for role in required:
        if role in given:
            yield Checked()
        else:
            yield Hit(case.adjustment.title, places=[case.place()], values={"missing": NAMES[role]})


NAMES = {"argument": "调整理由及论证材料", "scheme": "调整方案、说明和图件"}
