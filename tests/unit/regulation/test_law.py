"""Parameters of law as of a day: what holds, what does not, and why."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuanggui.errors import NotInForceError, RegulationDataError
from kuanggui.regulation.citation import Confidence
from kuanggui.regulation.law import Law, parameters
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.regulation.parameter import Gap, Provision

LIMIT = """
title: Largest share
unit: "%"
values:
  2022-01-01: {value: 1.50, confidence: official, citation: {document: 某办法, article: 第三条}}
  2020-01-01: {value: 2, confidence: memory, citation: {document: 某办法}}
  2024-01-01: {value: null, note: 某办法已废止}
"""


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    return with_parameter(tmp_path, LIMIT)


def with_parameter(folder: Path, text: str) -> Path:
    target = folder / "cn" / "example" / "limit.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")
    return folder


def test_the_value_in_force_on_a_day_carries_citation_and_confidence(extra: Path) -> None:
    provision = Law(date(2023, 6, 1), extra)["cn.example.limit"]
    assert provision.number == Decimal("1.50")
    assert (provision.unit, provision.since) == ("%", date(2022, 1, 1))
    assert (provision.citation.document, provision.citation.article) == ("某办法", "第三条")
    assert provision.confidence is Confidence.OFFICIAL


@pytest.mark.parametrize(
    ("day", "value"),
    [("2019-12-31", None), ("2020-01-01", 2), ("2021-12-31", 2), ("2022-01-01", Decimal("1.50")), ("2024-01-01", None)],
)
def test_each_value_holds_from_its_first_day_until_the_next(extra: Path, day: str, value: object) -> None:
    provision = Law(date.fromisoformat(day), extra).value("cn.example.limit")
    assert (provision.value if provision else None) == value


def test_a_day_without_a_value_says_why(extra: Path) -> None:
    before, after = Law(date(2019, 1, 1), extra), Law(date(2025, 1, 1), extra)
    assert before.why_missing("cn.example.limit") == "Largest share 自 2020-01-01 起才有规定"
    assert "某办法已废止" in (after.why_missing("cn.example.limit") or "")
    assert Law(date(2020, 1, 1), extra).why_missing("cn.example.limit") is None
    with pytest.raises(NotInForceError, match="某办法已废止"):
        after["cn.example.limit"]


def test_an_unknown_code_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        Law(date(2020, 1, 1)).value("cn.no.such.thing")


def test_a_users_parameter_replaces_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "cn" / "minerals"
    folder.mkdir(parents=True)
    text = "{title: 本省目录, values: {2020-01-01: {value: [coal], confidence: secondary, citation: {document: 某省目录}}}}"
    (folder / "strategic.yaml").write_text(text, encoding="utf-8")
    law = Law(date(2020, 6, 1), tmp_path)
    assert law["cn.minerals.strategic"].words == ("coal",)
    assert law.is_strategic("iron") is False
    assert Law(date(2020, 6, 1)).is_strategic("iron") is True


def test_values_of_another_kind_than_asked_for_are_named(extra: Path) -> None:
    law = Law(date(2020, 6, 1), extra)
    with pytest.raises(RegulationDataError, match=r"cn\.example\.limit: 2020-01-01 起的值不是词表"):
        _ = law["cn.example.limit"].words
    with pytest.raises(RegulationDataError, match="不是数"):
        _ = law["cn.minerals.strategic"].number


def test_values_cannot_be_changed() -> None:
    value = Law(date(2022, 1, 1))["cn.planning.round"].value
    with pytest.raises(TypeError):
        value["end"] = 2030


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: x\nvalues: {2020-01-01: {value: 1, confidence: official}}\n", "citation"),
        ("title: x\nvalues: {2020-01-01: {value: 1, confidence: sure, citation: {document: y}}}\n", "sure"),
        ("title: x\nvalues: {2020-01-01: {value: null}}\n", "note"),
        ("title: x\nvalues: {2020: {value: 1, confidence: official, citation: {document: y}}}\n", "2020"),
        (
            "title: x\nvalues: {2020-02-30: {value: 1, confidence: official, citation: {document: y}}}\n",
            "没有 2020-02-30 这一天",
        ),
        ("title: x\nvalues: {}\n", "values"),
    ],
)
def test_a_parameter_file_with_a_mistake_is_refused_by_name(tmp_path: Path, text: str, words: str) -> None:
    extra = with_parameter(tmp_path, text)
    with pytest.raises(RegulationDataError, match=rf"limit\.yaml: .*{words}"):
        parameters(extra)


def test_every_shipped_value_cites_a_document_and_every_gap_gives_a_reason() -> None:
    assert parameters()
    for parameter in parameters().values():
        for change in parameter.changes:
            assert change.citation.document if isinstance(change, Provision) else change.reason


def test_shipped_lists_of_minerals_hold_known_minerals() -> None:
    for code in ("cn.minerals.strategic", "cn.minerals.registered_by_ministry", "cn.minerals.registered_by_province"):
        for change in parameters()[code].changes:
            if isinstance(change, Provision):
                assert all(mineral(word) for word in change.words)


def test_the_list_of_2016_has_24_strategic_minerals_counting_aluminium_as_bauxite() -> None:
    law = Law(date(2018, 1, 1))
    assert len(law["cn.minerals.strategic"].words) == 24
    assert law.is_strategic("岩金") is True
    assert law.is_strategic("graphite_crystalline") is True
    assert law.is_strategic("graphite") is False
    assert law.is_strategic("limestone") is False


def test_no_list_of_strategic_minerals_is_known_for_2021_on() -> None:
    assert Law(date(2022, 1, 1)).is_strategic("coal") is None


@pytest.mark.parametrize(("day", "start", "end"), [("2018-05-05", 2016, 2020), ("2021-01-01", 2021, 2025)])
def test_the_round_of_plans_on_a_day(day: str, start: int, end: int) -> None:
    value = Law(date.fromisoformat(day))["cn.planning.round"].value
    assert (value["start"], value["end"]) == (start, end)


def test_a_parameter_before_its_first_day_is_a_gap() -> None:
    assert isinstance(parameters()["cn.planning.round"].on(date(1999, 1, 1)), Gap)
