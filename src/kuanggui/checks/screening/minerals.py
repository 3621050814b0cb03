"""What the law says of the minerals of a case."""

from __future__ import annotations

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import mineral

STRATEGIC = "cn.minerals.strategic_known"
UNKNOWN = "主矿种是否属战略性矿产未能确认（目录未完整公开）；请附依据", "not known whether the mineral is strategic"


def strategic(case: ScreeningCase, law: Law) -> bool | None:
    """Whether the case is about a strategic mineral; None when that is not known."""
    known = law[STRATEGIC].value
    if case.concerns(*known["strategic"]):
        return True
    return False if case.concerns(*known["other"]) else None


def mineral_name(case: ScreeningCase) -> str:
    """The name of the main mineral."""
    return mineral(case.application.mineral).name
