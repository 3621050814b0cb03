"""The shipped mapping data obeys its schema, and every field in it exists."""

import pytest

from kuanggui.ingest.plan.check_mapping import find_problems
from kuanggui.ingest.plan.load_mapping import DATA, load_mapping, schema_problem
from kuanggui.ingest.plan.record_classes import record_classes
from kuanggui.model.plain import field_types
from kuanggui.model.plan.value import Figure
from kuanggui.regulation.data_files import read_yaml


def shipped() -> dict[str, object]:
    return read_yaml((DATA / "plan_mapping.yaml").read_text(encoding="utf-8"), "plan_mapping.yaml")


def test_the_shipped_data_obeys_its_schema() -> None:
    assert schema_problem(shipped(), "shipped") is None


def test_every_field_and_value_in_the_shipped_data_exists() -> None:
    assert list(find_problems(shipped())) == []


def test_patterns_with_a_year_follow_the_plan() -> None:
    indicator = next(entry for entry in load_mapping(2025, 2030).boxes if entry.key == "indicator")
    assert indicator.fields["value"].match("2030年目标")
    assert not indicator.fields["value"].match("2025年目标")
    assert indicator.fields["base_value"].match("2025年")


def test_a_year_that_is_not_known_matches_no_header() -> None:
    indicator = next(entry for entry in load_mapping(None, None).boxes if entry.key == "indicator")
    assert not indicator.fields["value"].match("2025年")
    assert indicator.fields["value"].match("规划目标")


def test_every_box_mapping_can_make_its_record() -> None:
    for entry in load_mapping(2020, 2025).boxes:
        given = {*entry.fields, *entry.fixed, *entry.from_name}
        given |= {entry.spread.into, entry.spread.value} if entry.spread else set()
        types = field_types(entry.record)
        figures = [
            field for field in given if field in types and Figure in getattr(types[field], "__args__", (types[field],))
        ]
        assert entry.items or figures, entry.key
        assert record_classes()[entry.key][1] is entry.record


@pytest.mark.parametrize("word", ["合计", "小计", "累计", "全市", "五年合计"])
def test_words_for_sums_are_known(word: str) -> None:
    assert load_mapping(2020, 2025).totals.match(word)
