"""Findings put together by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kuanggui.findings.assessment import Assessment
from kuanggui.findings.coverage import Coverage
from kuanggui.findings.evidence import Evidence
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.grouping import group
from kuanggui.findings.identity import identify
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.regulation.citation import Citation


@pytest.fixture
def finding() -> Callable[..., Finding]:
    def make(line: int = 5, quote: str = "99座", severity: Severity = Severity.ERROR, rule: str = "AUD101") -> Finding:
        place = Place("plan.txt", "ab" * 32, line, 3, 3 + len(quote), quote, table="专栏2", row=1, column="个数")
        made = Finding(
            "",
            rule,
            Family.PARTS,
            severity,
            "合计不符",
            "Total differs",
            "应为100座",
            "100, not 99",
            "矿山",
            (place,),
            evidence=(Evidence("stated", "99", "座"),),
            citations=(Citation("某办法", article="第三条"),),
            remedy="改为100座",
            remedy_en="make it 100",
            figures=(place,),
        )
        return identify([made])[0]

    return make


@pytest.fixture
def assessment() -> Callable[..., Assessment]:
    def make(*findings: Finding) -> Assessment:
        grouped, groups = group(findings)
        return Assessment("plan.txt", "ab" * 32, "示例规划", grouped, groups, (), Coverage(3, 2))

    return make
