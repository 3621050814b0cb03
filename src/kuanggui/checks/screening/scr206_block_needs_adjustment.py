"""New and changed planning blocks go through the adjustment of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.minerals import STRATEGIC, strategic
from kuanggui.checks.screening.saying import hit
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR206",
    title="规划区块的新增、调整须经核对入库",
    title_en="New and changed planning blocks go through the adjustment",
    severity=Severity.WARNING,
    family=Family.PLANNING,
    needs=("is:block",),
    parameters=("cn.planning.block_adjustment", STRATEGIC),
    message="{subject}：由规划编制机关提出、与国土空间规划衔接、原批准机关核对后入库；{ruling}。",
    message_en="{subject}: proposed by the compiler, checked in by the approver; {ruling}.",
    remedy="列入调整清单，附理由、论证和图件。",
    remedy_en="Put it on the adjustment list with reasons, argument and maps.",
)
def block_needs_adjustment(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Every planning block that is new or changed needs the adjustment; that of strategic minerals may come at any time of the year."""
    any_time = law["cn.planning.block_adjustment"].value["strategic_any_time"] and strategic(case, law)
    ruling = "战略性矿产区块可随时提出" if any_time else "原则上每年一次，与规划实施监测分析同步"
    yield hit(case, {}, values={"ruling": ruling})
