"""The words of the pages: both languages have the same, every one used is there, and none stands in the code."""

import json
import re
from pathlib import Path

import pytest

from kuanggui.app.adjustments.actions import Step
from kuanggui.app.calendar.deadline import DeadlineKind, Duty
from kuanggui.app.plans import PARTS
from kuanggui.cli.names import FIELDS, VALUES
from kuanggui.ingest.screening.fields import REQUIRED
from kuanggui.ingest.screening.values import VOCABULARIES
from kuanggui.model.adjustment import AdjustmentState, AdjustmentType, AttachmentRole
from kuanggui.model.feature import ChangeKind, FeatureKind, FeatureStatus, GeometryMark
from kuanggui.model.screening.fields import field_names, value_names
from kuanggui.regulation.word_files import load_words
from kuanggui.spatial.formats.recognising import Form
from kuanggui.web.jobs.job import JobState
from kuanggui.web.jobs.worker import STEPS

SOURCES = Path(__file__).resolve().parents[2] / "frontend" / "src"
CODE = sorted(path for path in SOURCES.rglob("*") if path.suffix in {".ts", ".vue"} and path.name != "schema.ts")
WORDS = {name: json.loads((SOURCES / "i18n" / f"{name}.json").read_text(encoding="utf-8")) for name in ("zh", "en")}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _used() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    plain = set(re.findall(r"\bt\(\s*'([\w.]+)'", text))
    chosen = {key for pair in re.findall(r"\bt\([^()]*? \? '([\w.]+)' : '([\w.]+)'", text) for key in pair}
    return plain | chosen | set(re.findall(r"(?:key: |^ *\[)'([a-z]+\.\w+)'", text, re.MULTILINE))


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert [key for key, text in (WORDS["zh"] | WORDS["en"]).items() if not text.strip()] == []


def test_chinese_is_chinese_and_english_is_english() -> None:
    assert [key for key, text in WORDS["en"].items() if CHINESE.search(text) and key != "app.other_language"] == []
    technical = {
        "app.other_language",
        "audits.kilobytes",
        "adjust.comma",
        "adjust.colon",
        "adjust.quoted",
        "text.semicolon",
    }
    assert [key for key, text in WORDS["zh"].items() if not CHINESE.search(text) and key not in technical] == []


@pytest.mark.parametrize("key", sorted(WORDS["zh"]))
def test_values_in_a_text_are_the_same_in_both_languages(key: str) -> None:
    marks = [sorted(re.findall(r"\{\w+\}", WORDS[name][key])) for name in ("zh", "en")]
    assert marks[0] == marks[1]


def test_every_word_used_is_in_the_catalogues() -> None:
    used = _used()
    assert len(used) > 60
    assert used - WORDS["zh"].keys() == set()


def test_no_word_is_left_over() -> None:
    # Topics whose keys come with the data.
    topics = [
        "part",
        "field",
        "value",
        "state",
        "phase",
        "report",
        "mark",
        "crs",
        "theme",
        "status",
        "hit",
        "verdict",
        "action",
        "role",
        "adjust_state",
        "by",
        "division",
        "found",
        "how",
        "panel",
        "adjust_type",
        "adjust_hint",
        "attachment",
        "attribute",
        "change",
        "confidence",
        "corner_form",
        "corner_notation",
        "deadline",
        "deadline_state",
        "duty",
        "impossible",
        "lacking",
        "severity",
        "side",
        "step",
        "step_hint",
        "tool",
        "tool_hint",
        "case",
        "choice",
        "confidence",
        "opinion",
        "topic",
        "unit",
        "way",
    ]
    assert {key for key in WORDS["zh"] if key.split(".")[0] not in topics} - _used() == set()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_code_holds_no_words_of_its_own(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if CHINESE.search(line)] == []


def test_names_that_come_with_the_data_have_words() -> None:
    steps = {phase for phases in STEPS.values() for phase in phases}
    wanted = {f"part.{name}" for name in PARTS} | {f"field.{name}" for name in FIELDS}
    wanted |= {f"value.{name}" for name in VALUES} | {f"phase.{name}" for name in steps}
    wanted |= {f"state.{state.value}" for state in JobState} | {f"mark.{mark.value}" for mark in GeometryMark}
    wanted |= {f"deadline.{kind.value}" for kind in DeadlineKind} | {f"duty.{duty.value}" for duty in Duty}
    wanted |= {f"adjust_state.{state.value}" for state in AdjustmentState}
    wanted |= {f"{topic}.{type_.value}" for type_ in AdjustmentType for topic in ("adjust_type", "adjust_hint")}
    wanted |= {f"attachment.{role.value}" for role in AttachmentRole} | {f"change.{kind.value}" for kind in ChangeKind}
    wanted |= {f"{topic}.{step.value}" for step in Step for topic in ("step", "step_hint")} - {"step_hint.edit"}
    wanted |= {f"value.{kind.value}" for kind in FeatureKind} | {f"status.{status.value}" for status in FeatureStatus}
    wanted |= {f"corner_form.{form.value}" for form in Form}
    asked = field_names().keys() - {*REQUIRED, "range"}
    wanted |= {f"case.{path}" for path in asked} | {f"topic.{path.split('.')[0]}" for path in asked if "." in path}
    wanted |= {
        f"choice.{name}.{value}" for path, name in VOCABULARIES.items() if path in asked for value in value_names(name)
    }
    wanted |= {f"attribute.{name}" for name in load_words("kuanggui.checks", "data", "layer_fields.yaml")}
    assert wanted - WORDS["zh"].keys() == set()
