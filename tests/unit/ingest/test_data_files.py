"""The word lists of the phases keep to their schemas, and what they hold compiles."""

import json
from importlib.resources import files

import pytest
import yaml
from jsonschema import Draft202012Validator

from kuanggui.ingest.boxes.words import table_words
from kuanggui.ingest.outline.words import heading_words

INGEST = files("kuanggui.ingest")
SCHEMAS = sorted(path.name.removesuffix(".json") for path in (INGEST / "schemas").iterdir())


@pytest.mark.parametrize("name", SCHEMAS)
def test_word_lists_keep_to_their_schema(name):
    schema = json.loads((INGEST / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    content = yaml.safe_load((INGEST / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []


def test_patterns_compile_and_kinds_rank_from_the_top():
    kinds = heading_words().kinds
    assert [kind.rank for kind in kinds] == list(range(len(kinds)))
    assert kinds[0].pattern.match("第一编")
    assert table_words().is_total("全市合计")
    assert not table_words().is_total("合计划定")
