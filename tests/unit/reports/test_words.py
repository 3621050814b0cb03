"""The words of the reports are there in both languages."""

from kuanggui.checks.coverage import NO_COUNTERPART, NOT_EVALUATED
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.number import NumberKind
from kuanggui.reports.words import Language, Words, _catalogue


def test_every_entry_is_a_pair_of_texts() -> None:
    for topic in _catalogue().values():
        for pair in topic.values():
            assert len(pair) == 2
            assert all(isinstance(text, str) and text for text in pair)


def test_every_severity_verdict_and_reason_has_words() -> None:
    reasons = {NO_COUNTERPART, NOT_EVALUATED} | {kind.value for kind in NumberKind} - {NumberKind.QUANTITY.value}
    assert set(Severity) <= set(_catalogue()["severity"])
    assert set(Verdict) <= set(_catalogue()["verdict"])
    assert reasons <= set(_catalogue()["reason"])


def test_unknown_key_is_shown_as_it_is() -> None:
    assert Words(Language.ZH)("evidence", "median") == "median"


def test_counted_key_has_the_words_of_the_first() -> None:
    words = Words(Language.ZH)
    assert words("evidence", "arithmetic_2") == words("evidence", "arithmetic")
    assert words.knows("evidence", "arithmetic_2")
    assert not words.knows("evidence", "_2")
