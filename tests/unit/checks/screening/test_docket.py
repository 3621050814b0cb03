"""What is settled once for cases that are alike is what each case would have been told by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.checks.screening.assess import judge, judge_by
from kuanggui.checks.screening.docket import Dockets, draw_up
from kuanggui.checks.screening.met import SHOWN, OverlapTable
from kuanggui.checks.screening.running import run_screening_rule, screening_rules
from kuanggui.checks.screening.theme_layer import SMALL, Attributes
from kuanggui.regulation.law import Law
from kuanggui.spatial.overlay import Overlaps
from sample_cases.screening import case_of, layer_of

CASES = Path(__file__).resolve().parents[3] / "cases" / "screening"
EVERY = [
    pytest.param(case, id=f"{path.stem}-{case['name']}")
    for path in sorted(CASES.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
FAR = [60_000, 0, 60_500, 500]


@pytest.mark.parametrize("given_case", EVERY)
def test_a_case_is_told_the_same_after_others_like_it(given_case: dict[str, Any]) -> None:
    case, far = case_of(given_case), case_of(given_case | {"block": FAR})
    law = Law(case.as_of)
    dockets = Dockets(law)
    for before in (far, case, far):
        judge_by(dockets.of(before), before)
    assert judge_by(dockets.of(case), case) == judge(case, law)
    assert judge_by(dockets.of(far), far) == judge(far, law)


@pytest.mark.parametrize("given_case", EVERY)
def test_a_docket_says_what_the_rules_say_one_by_one(given_case: dict[str, Any]) -> None:
    case = case_of(given_case)
    law = Law(case.as_of)
    ended = draw_up(screening_rules(), case, law).run(case)
    alone = [run_screening_rule(rule, case, law) for rule in screening_rules()]
    assert [(run.outcome, run.findings) for run in ended.runs] == [(run.outcome, run.findings) for run in alone]


def test_cases_that_differ_in_a_field_a_rule_needs_have_dockets_of_their_own() -> None:
    bare, more = case_of({}), case_of({"case": {"design": {"method": "地下开采"}}})
    dockets = Dockets(Law(bare.as_of))
    assert dockets.of(bare) is dockets.of(case_of({"case": {"name": "西岭"}}))
    assert dockets.of(bare) is not dockets.of(more)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3 * SHOWN))
def test_overlaps_come_from_the_largest_on_whether_looked_at_in_part_or_whole(areas: list[int]) -> None:
    count = len(areas)
    layer = layer_of("mining_right", [{"box": [k, 0, k + 1, 1], "name": str(k)} for k in range(count)])
    found = Overlaps(np.ones(count, np.int32), np.arange(count, dtype=np.int32), np.array(areas, dtype=np.float64))
    rows = OverlapTable(layer, found, 3).of(1, 100.0)
    wanted = sorted(range(count), key=lambda k: (-areas[k], k))
    assert [overlap.feature.number for overlap in rows[:SHOWN]] == wanted[:SHOWN]
    assert [overlap.feature.number for overlap in rows] == wanted
    assert [rows[k].feature.number for k in range(count)] == wanted
    assert (rows[-1].feature.number, len(rows)) == (wanted[-1], count)


def test_attributes_of_the_features_shown_are_read_at_once_and_say_where_they_come_from() -> None:
    asked: list[list[int]] = []

    def read(numbers: Sequence[int]) -> list[dict[str, Any]]:
        asked.append(list(numbers))
        return [{"name": f"第{number}块"} for number in numbers]

    drawn = layer_of("mining_right", [{"box": [0, 0, 1, 1]}])
    layer, other = (replace(drawn, attributes=Attributes(read, SMALL + 1)) for _ in range(2))
    found = Overlaps(np.array([0, 0, 1], np.int32), np.array([7, 3, 9], np.int32), np.array([1.0, 2.0, 5.0]))
    table = OverlapTable(layer, found, 2)
    names = [overlap.feature.name for block in range(2) for overlap in table.of(block, 10.0)]
    assert (names, asked) == (["第3块", "第7块", "第9块"], [[3, 7, 9]])
    feature = table.of(1, 10.0)[0].feature
    assert (layer.has(feature), other.has(feature)) == (True, False)
