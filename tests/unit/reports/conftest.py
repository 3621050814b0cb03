"""A small plan with hostile words, read and audited by two rules of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import Rule, rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import review
from kuanggui.findings.waiver import Waiver
from kuanggui.ingest.phases import read
from kuanggui.reports.view import View, look
from kuanggui.reports.words import Language

PLAN = """示例市矿产资源总体规划（2021-2025年）
第一章 现状
第一节 矿山
全市有矿山99座，其中大型40座、中型60座。<script>alert("x")</script>
第二节 资源量
资源量如下。
\t专栏1 铁矿资源量

\t矿山
\t单位
\t资源量

\t=HYPERLINK("http://x")铁矿
\t万吨
\t120.5


结束&结束。
"""


def plate(code: str, severity: Severity) -> Callable[..., Rule]:
    return rule(
        code=code,
        title="合计不符",
        title_en="Total differs",
        severity=severity,
        family=Family.PARTS if severity is Severity.ERROR else Family.TWO_VALUES,
        message="{subject}合计应为{recomputed}，文中为{stated}",
        message_en="{subject}: {recomputed}, not {stated}",
        remedy="改为{recomputed}",
        remedy_en="make it {recomputed}",
    )


@plate("AUD901", Severity.ERROR)
def total_differs(case: AuditCase) -> Iterator[Said]:
    """The first figure is the sum of the next two."""
    total, *parts = case.reading.facts[:3]
    evidence = {
        "stated": total.quantity,
        "recomputed": (100, "座"),
        "arithmetic": addition([p.quantity for p in parts], 100, 99),
    }
    yield Hit("=矿山\x1b[31m", [total, *parts], evidence)


@plate("AUD902", Severity.WARNING)
def blames_the_same(case: AuditCase) -> Iterator[Said]:
    """The first figure again."""
    yield Hit("矿山", case.reading.facts[:1], {"stated": 99, "recomputed": 100})


@plate("AUD903", Severity.WARNING)
def blames_the_cell(case: AuditCase) -> Iterator[Said]:
    """The figure in the table, and a doubt."""
    yield Hit("铁矿", [case.reading.facts[-1]], {"stated": "120.5", "recomputed": "121"})
    yield Skipped("没有单位", "no unit")


@plate("AUD904", Severity.WARNING)
def in_doubt(case: AuditCase) -> Iterator[Said]:
    """Nothing but doubt."""
    yield Skipped("没有基期", "no base year")


@plate("AUD905", Severity.WARNING)
def holds(case: AuditCase) -> Iterator[Said]:
    """Holds."""
    yield Checked()


RULES = (total_differs, blames_the_same, blames_the_cell, in_doubt, holds)


@pytest.fixture
def make_view(tmp_path: Path) -> Callable[..., View]:
    """The view of the small plan; `rules` and `waived` (a rule code) may be chosen."""

    def make(language: Language = Language.ZH, rules: tuple[Rule, ...] = RULES, waived: str = "") -> View:
        path = tmp_path / "规划.txt"
        path.write_text(PLAN, encoding="utf-8")
        reading = read(path)
        assessment = assess(AuditCase(reading), chosen=rules)
        waivers = [Waiver(f.id, "口径不同", "王某", date(2026, 1, 5)) for f in assessment.findings if f.rule == waived]
        return look(review(assessment, waivers), reading, language)

    return make


@pytest.fixture
def rules() -> dict[str, Rule]:
    return {one.code: one for one in RULES}
