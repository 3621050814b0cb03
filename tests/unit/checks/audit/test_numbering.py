"""Box numbers and the references to them, on readings put together by hand."""

from __future__ import annotations

from collections.abc import Callable

from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.assessment import Assessment
from kuanggui.model.reading import Reading

Compose = Callable[..., Reading]
RULES = {rule.code: rule for rule in audit_rules()}


def run(reading: Reading, code: str) -> Assessment:
    return assess(AuditCase(reading), chosen=[RULES[code]])


def test_later_box_with_a_taken_number_is_the_place_to_mend(compose: Compose) -> None:
    (finding,) = run(compose(boxes=["专栏1 甲", "专栏1 乙"]), "AUD801").findings
    assert [place.quote for place in finding.places] == ["专栏1 乙", "专栏1 甲"]
    assert finding.message == "专栏1用了2次：《甲》、《乙》。"


def test_continued_box_of_the_same_title_shares_its_number(compose: Compose) -> None:
    assert run(compose(boxes=["专栏1 甲", "专栏1 甲"]), "AUD801").findings == ()


def test_each_series_counts_for_itself(compose: Compose) -> None:
    got = run(compose(boxes=["表1-1 甲", "表2-1 乙", "表2-3 丙", "专栏2 丁"]), "AUD802")
    assert [finding.message for finding in got.findings] == [
        "专栏编号缺表2-2：表2-1之后就是表2-3。",
        "专栏编号缺专栏1：开头之后就是专栏2。",
    ]


def test_number_in_characters_cannot_be_told(compose: Compose) -> None:
    (outcome,) = run(compose(boxes=["专栏甲 乙"]), "AUD802").outcomes
    assert (outcome.verdict, outcome.reason) == ("not_evaluated", "专栏甲的编号不是阿拉伯数字")


def test_absent_box_is_an_error_at_the_reference_while_annexes_may_be_elsewhere(compose: Compose) -> None:
    got = run(compose(boxes=["专栏 1 甲"], points_at=["专栏1", "专栏9", "附表3"]), "AUD803")
    assert [(finding.subject, finding.severity) for finding in got.findings] == [("专栏9", "error")]
    assert got.outcomes[0].checked == 2
