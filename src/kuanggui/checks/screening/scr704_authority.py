"""Who transfers and registers the right."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.authority import authority_for
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.minerals import UNKNOWN
from kuanggui.checks.screening.saying import hit, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR704",
    title="出让登记机关",
    title_en="The authority that transfers and registers",
    severity=Severity.INFO,
    family=Family.TRANSFER,
    needs=("is:right",),
    asks=("region",),
    parameters=("cn.rights.authority",),
    message="{subject}：由{authority}出让登记。",
    message_en="{subject}: transferred and registered by {authority}.",
    remedy="向该机关申请；多矿种的按主矿种。",
    remedy_en="Apply there; with several minerals the main one decides.",
)
def authority(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Says which authority transfers and registers a right for the mineral on that day."""
    found = authority_for(case, law)
    yield hit(case, {}, values={"authority": found}) if found else open_question(case, *UNKNOWN)
