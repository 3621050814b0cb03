"""Rules say which fields of a case they read: the form of the site is made from it."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from kuanggui.checks.rule import Rule
from kuanggui.checks.screening.running import run_screening_rule, screening_rules
from kuanggui.model.screening.application import Application
from kuanggui.model.screening.fields import field_names
from kuanggui.regulation.law import Law
from sample_cases.screening import case_of

CASES = Path(__file__).resolve().parents[3] / "cases" / "screening"
HEAD = {"name", "purpose", "action", "minerals", "mineral", "is_mining", "document"}


class Watched:
    """An application that remembers which of its fields were read."""

    def __init__(self, record: Any, seen: set[str], prefix: str = "") -> None:
        self._record, self._seen, self._prefix = record, seen, prefix

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._record, name)
        path = self._prefix + name
        if path == "document":
            return lambda kind: self._seen.add(f"documents.{kind}") or value(kind)
        if is_dataclass(value):
            return Watched(value, self._seen, f"{path}.")
        if path in field_names() and path not in HEAD:
            self._seen.add(path)
        return value


@pytest.mark.parametrize("rule", screening_rules(), ids=lambda rule: rule.code)
def test_a_rule_names_every_field_that_it_reads(rule: Rule) -> None:
    needed = {need.removeprefix("field:") for need in rule.info.needs}
    read: set[str] = set()
    for given in yaml.safe_load((CASES / f"{rule.code.lower()}.yaml").read_text(encoding="utf-8")):
        case = case_of(given)
        watched = cast("Application", Watched(case.application, read))
        run_screening_rule(rule, replace(case, application=watched), Law(case.as_of))
    assert read <= needed | set(rule.info.asks)
    assert set(rule.info.asks) <= set(field_names())
