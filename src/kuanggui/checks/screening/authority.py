"""Which authority transfers and registers a right."""

from __future__ import annotations

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.minerals import strategic
from kuanggui.regulation.law import Law


def authority_for(case: ScreeningCase, law: Law) -> str | None:
    """The authority by the law of the day, with the province's own split where it is known; None where the mineral is not."""
    value = law["cn.rights.authority"].value
    if "strategic" in value:
        known = strategic(case, law)
        if known is None or known:
            return str(value["strategic"]) if known else None
    if case.concerns(*value["ministry"]):
        return "自然资源部"
    if case.concerns(*value["province"]):
        return "省级自然资源主管部门"
    return _regional(case, law) or str(value["others"])


def _regional(case: ScreeningCase, law: Law) -> str | None:
    region = case.application.region or ""
    row = next((r for r in law["cn.rights.authority_regions"].value if region.startswith(r["region"])), None)
    if row is None:
        return None
    if case.concerns(*row["county"]):
        return "县级自然资源主管部门（小型）"
    return "省级自然资源主管部门" if case.concerns(*row["province"]) else str(row["others"])
