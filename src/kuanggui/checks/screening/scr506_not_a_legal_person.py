"""Applicants that are no legal persons."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.citation import Citation


@rule(
    code="SCR506",
    title="申请人不是营利法人",
    title_en="The applicant is no legal person",
    severity=Severity.WARNING,
    family=Family.ENTRY,
    needs=("is:mining", "is:right", "field:applicant.legal_person"),
    basis=(Citation("矿业权出让交易规则"),),
    message="{subject}：申请人不是法人，须核对受让资格。",
    message_en="{subject}: the applicant is no legal person; check whether it may hold the right.",
    remedy="补充法人资格证明。",
    remedy_en="Show the standing of the applicant.",
)
def not_a_legal_person(case: ScreeningCase) -> Iterator[Said]:
    """Who applies for a mining right is a legal person."""
    yield holds(case) if case.application.applicant.legal_person else hit(case)
