"""A bureau that holds the standard adds its figures as data, and the rule goes by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kuanggui.checks.screening.running import run_screening_rule, screening_rules
from kuanggui.findings.judgement import Verdict
from kuanggui.regulation.law import Law
from sample_cases.screening import case_of

RULE = next(rule for rule in screening_rules() if rule.code == "SCR510")
FIGURES = """
title: 三率行业标准的最低指标
unit: "%"
values:
  2024-04-01:
    value: {rows: [{mineral: limestone_cement, method: opencast, rate: mining_recovery, minimum: 90}]}
    confidence: official
    citation: {document: 某标准}
"""


@pytest.mark.parametrize(
    ("recovery", "verdict"), [(89, Verdict.FOUND), (90, Verdict.PASSED), (None, Verdict.NOT_EVALUATED)]
)
def test_figures_added_by_a_bureau_decide(tmp_path: Path, recovery: int | None, verdict: Verdict) -> None:
    path = tmp_path / "cn" / "entry" / "three_rates_standard.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FIGURES, encoding="utf-8")
    case = case_of({"case": {"design.method": "露天开采", "design.mining_recovery": recovery}})
    assert run_screening_rule(RULE, case, Law(case.as_of, tmp_path)).outcome.verdict is verdict
