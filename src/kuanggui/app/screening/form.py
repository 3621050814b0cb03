"""Use case: which fields a case has to give, from what the rules on its purpose, action and minerals need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from kuanggui.checks.rule import Rule
from kuanggui.checks.screening.case import is_within
from kuanggui.checks.screening.running import is_in_force, screening_rules
from kuanggui.ingest.screening.fields import REQUIRED, read_application
from kuanggui.ingest.screening.values import VOCABULARIES, type_of
from kuanggui.model.screening.application import Application
from kuanggui.model.screening.fields import field_names, value_names
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import minerals

FIELD = "field:"
# Fields of a case as a whole stand under this topic, the others under the first word of their path.
GENERAL = "general"
KINDS = {Decimal: "number", int: "number", bool: "boolean", date: "date", str: "text"}


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A rule that reads a field: one that needs it is not evaluated without it."""

    code: str
    title: str
    title_en: str
    needed: bool


@dataclass(frozen=True, slots=True)
class FormField:
    """A field by its path. `kind` is text, number, boolean, date, choice or choices; `vocabulary` names the values of the last two."""

    path: str
    topic: str
    kind: str
    vocabulary: str
    choices: tuple[str, ...]
    rules: tuple[FieldUse, ...]


def case_form(values: dict[str, Any], as_of: date) -> list[FormField]:
    """The fields that some rule reads in a case of this purpose, action and minerals, in the order of the catalogue.

    Raises InputError for a value that cannot be read.
    """
    application = read_application({"name": "?"} | values, "案件")
    law = Law(as_of)
    concerned = [rule for rule in screening_rules() if is_in_force(rule, law) and _is_about(rule, application)]
    fields = (_field(path, concerned) for path in field_names() if path not in (*REQUIRED, "range"))
    return [field for field in fields if field.rules]


def mineral_names() -> list[str]:
    """Names of the minerals of the catalogue, in its order."""
    return [entry.name for entry in minerals()]


def _is_about(rule: Rule, application: Application) -> bool:
    return all(is_within(application, need) for need in rule.info.needs)


def _field(path: str, rules: Sequence[Rule]) -> FormField:
    vocabulary = VOCABULARIES.get(path, "")
    choices = tuple(value_names(vocabulary)) if vocabulary else ()
    topic = path.partition(".")[0] if "." in path else GENERAL
    return FormField(path, topic, _kind(path), vocabulary, choices, tuple(_uses(path, rules)))


def _kind(path: str) -> str:
    if path in VOCABULARIES:
        return "choices" if get_args(type_of(path)) else "choice"
    return KINDS[type_of(path)]


def _uses(path: str, rules: Sequence[Rule]) -> Iterator[FieldUse]:
    for rule in rules:
        info = rule.info
        needed = FIELD + path in info.needs
        if needed or path in info.asks:
            yield FieldUse(info.code, info.title, info.title_en, needed)
