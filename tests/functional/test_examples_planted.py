"""The lists of planted contradictions and near-misses say what the plans say, and their arithmetic is right."""

import ast
import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
YUNZE = ROOT / "tests" / "fixtures" / "plans" / "yunze"
LISTS = [ROOT / "examples" / "planted.yaml", YUNZE / "planted.yaml"]
FAMILIES = range(1, 14)
OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Eq: operator.eq,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.NotEq: operator.ne,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a list with the document it speaks of."""

    entry: Mapping[str, Any]
    lines: list[str]

    @property
    def joined(self) -> str:
        """The document with each table row on one line, its cells joined by " | "."""
        return re.sub(r"\n\t", " | ", re.sub(r"\[bookmark: \w+\]", "", "\n".join(self.lines)))

    @property
    def figures(self) -> dict[str, Decimal]:
        """The figures marked in the quotes under `given`."""
        marked = {name: re.search("⟦(.+)⟧", quote) for name, quote in self.entry["given"].items()}
        return {name: _figure(found[1]) for name, found in marked.items() if found}


def _figure(text: str) -> Decimal:
    return Decimal(unicodedata.normalize("NFKC", text).replace(",", ""))


def _cases(key: str) -> list[Any]:
    return [
        pytest.param(Case(entry, _document(path)), id=f"{path.parent.name}-{entry['id']}")
        for path in LISTS
        for entry in _entries(path, key)
    ]


def _document(path: Path) -> list[str]:
    (text,) = path.parent.glob("*.txt")
    return text.read_text("utf-8").splitlines()


def _entries(path: Path, key: str) -> list[Mapping[str, Any]]:
    read = yaml.safe_load(path.read_text("utf-8"))
    if isinstance(read, list):
        read = {"planted": read, "near_misses": []}
    return list(read[key])


def _evaluate(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value):
            return Decimal(str(value))
        case ast.Name(name):
            return names[name]
        case ast.BinOp(left, sign, right) | ast.Compare(left, [sign], [right]):
            return OPERATORS[type(sign)](_evaluate(left, names), _evaluate(right, names))
        case ast.BoolOp(ast.And(), values):
            return Decimal(all(_evaluate(value, names) for value in values))
        case ast.Call(ast.Name(function), [inner, *places]):
            return _call(function, _evaluate(inner, names), places)
    raise ValueError(ast.dump(node))


def _call(function: str, value: Decimal, places: list[ast.expr]) -> Decimal:
    if function == "abs":
        return abs(value)
    (digits,) = places
    return value.quantize(Decimal(1).scaleb(-int(_evaluate(digits, {}))), ROUND_HALF_UP)


def _value(formula: str, case: Case) -> Decimal:
    return _evaluate(ast.parse(str(formula), mode="eval").body, case.figures)


@pytest.mark.parametrize("case", [*_cases("planted"), *_cases("near_misses")])
def test_quote_occurs_once_and_stands_on_its_line(case: Case) -> None:
    assert case.joined.count(case.entry["quote"]) == 1
    words = case.entry.get("wrong", case.entry["quote"].split(" | ")[-1])
    assert words in case.lines[case.entry["line"] - 1]


@pytest.mark.parametrize("case", [*_cases("planted"), *_cases("near_misses")])
def test_given_words_and_other_places_occur(case: Case) -> None:
    words = [*case.entry["given"].values(), *case.entry.get("also", [])]
    assert [part for part in words if re.sub("[⟦⟧]", "", part) not in case.joined] == []


@pytest.mark.parametrize("case", _cases("planted"))
def test_wrong_value_is_quoted_and_differs_from_the_right_one(case: Case) -> None:
    assert case.entry["wrong"] in case.entry["quote"]
    assert case.entry["wrong"] != case.entry["right"]


@pytest.mark.parametrize("case", [case for case in _cases("planted") if "right_is" in case.values[0].entry])
def test_right_value_follows_from_the_given_figures(case: Case) -> None:
    right = _figure(case.entry["right"])
    assert _value(case.entry["right_is"], case) == right
    assert right != _figure(case.entry["wrong"])


@pytest.mark.parametrize("case", [case for case in _cases("planted") if "holds" in case.values[0].entry])
def test_the_figures_beside_a_planted_one_show_it_wrong(case: Case) -> None:
    assert _value(case.entry["holds"], case)


@pytest.mark.parametrize("case", _cases("near_misses"))
def test_near_miss_holds(case: Case) -> None:
    assert _value(case.entry["holds"], case)


def test_second_plan_plants_thirty_over_all_families_beside_thirty_near_misses() -> None:
    planted = _entries(YUNZE / "planted.yaml", "planted")
    assert len(planted) == 30
    assert {entry["family"] for entry in planted} == set(FAMILIES)
    assert {entry["severity"] for entry in planted} == {"error", "warning"}
    assert len(_entries(YUNZE / "planted.yaml", "near_misses")) >= 30
