"""The parts of a plan as tables and as places of its text, with figures that adjustments have changed beside those printed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kuanggui.app.changed_figures import ChangedFigure, Changes
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.plan_parts import plan_marks, plan_part
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.plan import Plan
from kuanggui.model.target import TargetKey, TargetPart

CAP = "indicator/box-5/5"  # coal, at most 700
DUTY = "indicator/box-5/21"  # restored area, 420


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(read(example_file(PLAN)))


@pytest.fixture(scope="module")
def changes(plan: Plan) -> Changes:
    """Two indicators with other figures since a day."""
    found: dict[TargetKey, ChangedFigure] = {}
    for indicator in plan.indicators:
        if indicator.id in {CAP, DUTY} and indicator.value:
            new = replace(indicator.value.quantity, text="650", low=Decimal(650), high=Decimal(650))
            changed = ChangedFigure(
                replace(indicator.value, quantity=new), "T001", "甲", "乙发〔2024〕1号", date(2024, 4, 1)
            )
            found[TargetKey(TargetPart.INDICATORS, indicator.id, "value")] = changed
    return found


def test_every_clause_has_one_mark_for_all_of_it_behind_the_marks_of_what_it_holds(plan: Plan) -> None:
    marks = plan_marks(plan)
    clauses = [mark for mark in marks if mark.part == "provisions"]
    assert [mark.id for mark in clauses] == [provision.id for provision in plan.provisions]
    assert [mark.place.quote for mark in clauses] == [provision.text for provision in plan.provisions]
    assert marks[-len(clauses) :] == clauses


def test_a_clause_says_under_which_headings_it_stands(plan: Plan) -> None:
    rows = plan_part(plan, "provisions").rows
    under = {provision.id: list(provision.headings) for provision in plan.provisions}
    assert {row.id: [cell.text for cell in row.cells["headings"]] for row in rows} == under
    assert all(row.place for row in rows)


def test_what_is_controlled_is_said_by_its_key_so_that_it_has_a_name_in_each_language(plan: Plan) -> None:
    cells = [row.cells["measure"][0] for row in plan_part(plan, "caps").rows]
    assert {cell.kind for cell in cells} == {"choice"}
    assert "annual_output_cap" in {cell.text for cell in cells}


def test_a_changed_figure_stands_beside_the_printed_one_with_its_adjustment(plan: Plan, changes: Changes) -> None:
    rows = {row.id: row.cells["value"] for row in plan_part(plan, "indicators", changes=changes).rows}
    (cell,) = rows[CAP]
    assert (cell.text, cell.value) == ("≤700", "700"), "what is printed stays"
    assert cell.now is not None
    assert (cell.now.text, cell.now.value, cell.now.unit) == ("650", "650", cell.unit)
    assert (cell.now.adjustment, cell.now.title, cell.now.basis) == ("T001", "甲", "乙发〔2024〕1号")
    assert cell.now.since == date(2024, 4, 1)
    assert {id_ for id_, cells in rows.items() if any(each.now for each in cells)} == {CAP, DUTY}


def test_what_was_made_of_an_indicator_changes_with_it(plan: Plan, changes: Changes) -> None:
    duties = plan_part(plan, "restoration_duties", changes=changes).rows
    assert [row.id for row in duties if row.cells["value"][0].now] == [f"restoration_duty/{DUTY}"]


def test_a_cap_has_a_key_of_its_own(plan: Plan, changes: Changes) -> None:
    assert not any(cell.now for row in plan_part(plan, "caps", changes=changes).rows for cell in row.cells["value"])


def test_the_mark_of_a_printed_figure_says_what_holds_now(plan: Plan, changes: Changes) -> None:
    changed = {(mark.id, mark.field, mark.place.quote) for mark in plan_marks(plan, changes) if mark.now}
    assert {(CAP, "value", "700"), (DUTY, "value", "420")} <= changed
    assert len(plan_marks(plan, changes)) == len(plan_marks(plan))


def test_rows_are_found_by_the_figure_in_force_too(plan: Plan, changes: Changes) -> None:
    assert {row.id for row in plan_part(plan, "indicators", words="650", changes=changes).rows} == {CAP, DUTY}
    assert plan_part(plan, "indicators", words="650").rows == []
