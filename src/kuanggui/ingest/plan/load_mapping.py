"""Reading the mapping data, the shipped one and a user's own wordings in front of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping as Table
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kuanggui.errors import InputError, RegulationDataError
from kuanggui.ingest.plan.check_mapping import find_problems
from kuanggui.ingest.plan.expressions import compile_expression
from kuanggui.ingest.plan.mapping import BoxMapping, FactWords, Mapping, NamedArea, Spread, TextWords
from kuanggui.ingest.plan.record_classes import record_classes
from kuanggui.ingest.plan.wildcards import Patterns
from kuanggui.regulation.data_files import read_yaml

DATA = files("kuanggui.ingest") / "data"
HOW_TO = "写法见 docs/how-to/header-words.md"


def load_mapping(base_year: int | None, target_year: int | None, extra: Path | None = None) -> Mapping:
    """The mapping for a plan with these years; raises InputError when the user's file `extra` breaks the rules of the format."""
    data = _merged(extra)
    years = {"{base_year}": base_year, "{target_year}": target_year}
    build = _Builder(data["headers"], {word: str(year) for word, year in years.items() if year is not None})
    return Mapping(
        boxes=tuple(build.box(entry) for entry in data["boxes"]),
        vocabularies={
            name: {value: Patterns.of(words) for value, words in entries.items()}
            for name, entries in data["vocabularies"].items()
        },
        totals=Patterns.of(data["totals"]),
        averages=Patterns.of(data["averages"]),
        facts=_fact_words(data["facts"]),
        text=text_words(extra),
    )


@cache
def text_words(extra: Path | None = None) -> TextWords:
    """The words and expressions for running text."""
    data = _merged(extra)["text"]
    return TextWords(
        terms={name: tuple(compile_expression(text) for text in texts) for name, texts in data["terms"].items()},
        named_areas=tuple(_named_area(entry) for entry in data["named_areas"]),
        lead_ins=_longest_first(data["lead_ins"]),
        generic_names=_longest_first(data["generic_names"]),
        distribution=compile_expression(data["distribution"]),
        project_chapters=Patterns.of(data["project_chapters"]),
        schedule=compile_expression(data["schedule"]),
        annex_title=compile_expression(data["annex_title"]),
    )


def _named_area(entry: dict[str, Any]) -> NamedArea:
    endings = _longest_first(entry["endings"])
    return NamedArea(entry["kind"], tuple(entry["topics"]), endings, tuple(entry.get("never", ())))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _fact_words(data: dict[str, Any]) -> FactWords:
    sets = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    patterns = {
        name: {key: Patterns.of(words) for key, words in data[name].items()}
        for name in ("block_headings", "recovery_subjects")
    }
    return FactWords(**{**data, **sets, **patterns})


@cache
def _merged(extra: Path | None) -> dict[str, Any]:
    shipped = read_yaml((DATA / "plan_mapping.yaml").read_text(encoding="utf-8"), "plan_mapping.yaml")
    if extra is None:
        return shipped
    merged = _with_own(shipped, read_own_words(extra))
    for problem in find_problems(merged):
        raise InputError(f"{extra}: {problem}；{HOW_TO}")
    return merged


def read_own_words(path: Path) -> dict[str, Any]:
    """A user's file of wordings, checked against the schema; raises InputError."""
    try:
        own = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: 无法读取；请检查路径，并存为 UTF-8") from error
    except RegulationDataError as error:
        raise InputError(str(error)) from error
    problem = schema_problem(own, "own_words")
    if problem:
        raise InputError(f"{path}: {problem}；{HOW_TO}")
    return own


def schema_problem(content: dict[str, Any], definition: str) -> str | None:
    """What breaks the schema of the mapping data, with the path to it; None if nothing does."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import, and shipped data needs no check at run time
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    schema = json.loads((DATA / "plan_mapping.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator({**schema, "$ref": f"#/$defs/{definition}"})
    error = best_match(validator.iter_errors(content))
    return None if error is None else f"{error.json_path}: {error.message}"


def _with_own(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Own header words and vocabularies join the shipped ones, own boxes and expressions come first."""
    merged = dict(shipped)
    merged["boxes"] = [*own.get("boxes", []), *shipped["boxes"]]
    merged["headers"] = _joined(shipped["headers"], own.get("headers", {}))
    merged["vocabularies"] = {
        name: _joined(entries, own.get("vocabularies", {}).get(name, {}))
        for name, entries in shipped["vocabularies"].items()
    }
    terms = _joined(shipped["text"]["terms"], own.get("terms", {}))
    areas = [*own.get("named_areas", []), *shipped["text"]["named_areas"]]
    merged["text"] = {**shipped["text"], "terms": terms, "named_areas": areas}
    return merged


def _joined(shipped: Table[str, list[str]], own: Table[str, list[str]]) -> dict[str, list[str]]:
    return {name: [*own.get(name, []), *shipped.get(name, [])] for name in {**shipped, **own}}


class _Builder:
    """Makes box mappings, with the names of header lists and of the plan's years filled in."""

    def __init__(self, headers: dict[str, list[str]], years: dict[str, str]) -> None:
        self._headers = headers
        self._years = years

    def box(self, entry: dict[str, Any], above: bool = True) -> BoxMapping:
        key, (_, record) = entry["record"], record_classes()[entry["record"]]
        return BoxMapping(
            record=record,
            key=key,
            captions=Patterns.of(entry.get("captions", [])),
            unless=Patterns.of(entry.get("unless", [])),
            fields={field: self._patterns(words) for field, words in entry.get("fields", {}).items()},
            needs=frozenset(entry.get("needs", [])),
            outer=tuple(entry.get("outer", [])),
            fixed=entry.get("set", {}),
            from_name=tuple(entry.get("from_name", [])),
            may_be_blank=frozenset(entry.get("may_be_blank", [])),
            spread=self._spread(entry["spread"]) if "spread" in entry else None,
            inherit=tuple(entry.get("inherit", [])),
            items=entry.get("items", False),
            keeps_totals=entry.get("totals", "skip") == "keep",
            below=tuple(self.box(part, above=False) for part in entry.get("below", [])) if above else (),
        )

    def _spread(self, entry: dict[str, Any]) -> Spread:
        rows = Patterns.of(entry["rows"]) if "rows" in entry else None
        return Spread(entry["over"], entry["into"], entry["value"], rows)

    def _patterns(self, words: Iterable[str]) -> Patterns:
        return Patterns.of(self._filled(word) for word in self._expanded(words))

    def _expanded(self, words: Iterable[str]) -> list[str]:
        return [each for word in words for each in (self._headers[word[1:]] if word.startswith("@") else [word])]

    def _filled(self, word: str) -> str:
        """The pattern with the plan's years; one with a year that is not known matches no header."""
        for name, year in self._years.items():
            word = word.replace(name, year)
        return word
