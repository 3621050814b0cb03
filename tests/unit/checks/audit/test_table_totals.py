"""Totals of tables, by random tables that add up and one figure changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.assessment import Assessment
from kuanggui.ingest.phases import read
from kuanggui.model.reading import Reading

TOTALS = [rule for rule in audit_rules() if rule.code in {"AUD201", "AUD202", "AUD203"}]
NAMES = ["铁矿", "铜矿", "石墨", "磷矿", "膨润土", "长石"]
COUNTIES = ["东山区", "北川县", "南岭县", "西河县"]
Matrix = list[list[int]]
matrices = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(1, 60), min_size=width, max_size=width), min_size=2, max_size=6)
)


@pytest.fixture
def read_export(tmp_path: Path) -> Callable[[str], Reading]:
    def make(text: str) -> Reading:
        path = tmp_path / "plan.txt"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return make


def with_totals(matrix: Matrix) -> Matrix:
    rows = [[*row, sum(row)] for row in matrix]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def export(figures: Matrix) -> str:
    header = ["矿种", *(f"{county}（座）" for county in COUNTIES[: len(figures[0]) - 1]), "合计（座）"]
    labels = [*NAMES[: len(figures) - 1], "合计"]
    body = [[label, *map(str, row)] for label, row in zip(labels, figures, strict=True)]
    table = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in [["专栏1 矿山分布"], header, *body])
    return f"第一章 现状\n矿山分布见专栏1。\n{table}\n"


def audit(read_export: Callable[[str], Reading], figures: Matrix) -> Assessment:
    return assess(AuditCase(read_export(export(figures))), chosen=TOTALS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(matrices)
def test_tables_that_add_up_give_no_finding(read_export: Callable[[str], Reading], matrix: Matrix) -> None:
    assert audit(read_export, with_totals(matrix)).findings == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(matrices, st.data())
def test_one_changed_figure_is_named_with_the_figure_it_should_be(
    read_export: Callable[[str], Reading], matrix: Matrix, data: st.DataObject
) -> None:
    figures = with_totals(matrix)
    row = data.draw(st.integers(0, len(figures) - 1))
    column = data.draw(st.integers(0, len(figures[0]) - 1))
    right = figures[row][column]
    figures[row][column] += data.draw(st.integers(1, 40))
    (finding,) = audit(read_export, figures).findings
    assert finding.places[0].quote == str(figures[row][column])
    assert {item.name: item.value for item in finding.evidence}["recomputed"] == str(right)
    assert finding.severity == "error"
