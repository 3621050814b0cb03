"""Rules are found by a walk, and their codes are beyond doubt."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from kuanggui.checks.audit.assess import audit_rules
from kuanggui.checks.registry import RuleRegistryError, _check_codes, retired_codes
from kuanggui.checks.rule import Rule

RULES = audit_rules()


def test_rules_are_found_in_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert {"AUD801", "AUD802", "AUD803"} <= set(codes)
    assert codes == sorted(codes, key=lambda code: int(code[3:]))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_named_in_both_languages_and_described(rule: Rule) -> None:
    info = rule.info
    assert re.fullmatch(r"AUD\d{3,4}", info.code)
    assert re.search(r"[\u4e00-\u9fff]", info.title)
    assert re.search(r"[\u4e00-\u9fff]", info.message)
    assert not re.search(r"[\u4e00-\u9fff]", info.title_en + re.sub(r"\{.*?\}", "", info.message_en + info.remedy_en))
    assert len(info.description) > 20
    assert bool(info.remedy) == bool(info.remedy_en)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_templates_name_plain_values(rule: Rule) -> None:
    texts = (rule.info.message, rule.info.message_en, rule.info.remedy, rule.info.remedy_en)
    fields = [field for text in texts for _, field, _, _ in Formatter().parse(text) if field is not None]
    assert all(field.isidentifier() for field in fields)


def test_codes_that_are_taken_retired_or_misnamed_are_refused() -> None:
    rule = RULES[0]
    stem = f"x.{rule.code.lower()}"
    with pytest.raises(RuleRegistryError, match="两次"):
        _check_codes([(f"{stem}_one", rule), (f"{stem}_two", rule)], frozenset())
    with pytest.raises(RuleRegistryError, match="停用"):
        _check_codes([(f"{stem}_one", rule)], frozenset({rule.code}))
    with pytest.raises(RuleRegistryError, match="模块名"):
        _check_codes([("x.aud000_one", rule)], frozenset())


def test_no_rule_bears_a_retired_code() -> None:
    assert not retired_codes() & {rule.code for rule in RULES}
