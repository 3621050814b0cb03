"""Service lives that reserves and scale do not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import TONS
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

HUNDRED = Decimal(100)
# What designs leave out (pillars, reserve factor) makes the life shorter than the plain quotient, by at most this factor.
SHORTEST, LONGEST = Decimal("0.6"), Decimal("1.1")


@rule(
    code="SCR403",
    title="储量、规模、服务年限不匹配",
    title_en="Reserves, scale and service life do not fit",
    severity=Severity.WARNING,
    family=Family.SCALE,
    needs=(
        "is:mining",
        "field:design.service_life_years",
        "field:reserves.value",
        "field:design.scale",
        "field:design.mining_recovery",
    ),
    asks=("reserves.unit", "reserves.counted", "design.unit", "design.dilution"),
    message="{subject}：服务年限 {stated}，按储量、回采率和规模推算约 {expected}。",
    message_en="{subject}: a life of {stated}, but reserves, recovery and scale give about {expected}.",
    remedy="核对储量、规模、回采率、贫化率和服务年限。",
    remedy_en="Check reserves, scale, recovery, dilution and life.",
)
def service_life_does_not_follow(case: ScreeningCase) -> Iterator[Said]:
    """The life is reserves × recovery ÷ (scale × (1 − dilution)), but for what designs set aside (0.6 to 1.1 of it)."""
    reserves, design = case.application.reserves, case.application.design
    years, scale, recovery = design.service_life_years, design.scale, design.mining_recovery
    factor = TONS.get(reserves.unit or "万吨")
    if factor is None or reserves.value is None or design.unit != "万吨/年" or reserves.counted == "金属":
        yield open_question(case, "储量与规模的单位不能换算；请都以矿石量（万吨）给出", "the units do not fit")
        return
    if years is None or recovery is None or not scale:
        return
    ore = reserves.value * factor / TONS["万吨"]
    expected = ore * recovery / HUNDRED / (scale * (1 - (design.dilution or Decimal(0)) / HUNDRED))
    if SHORTEST * expected <= years <= LONGEST * expected:
        yield holds(case)
    else:
        yield hit(case, {"stated": (years, "年"), "expected": (expected.quantize(Decimal("0.1")), "年")})
