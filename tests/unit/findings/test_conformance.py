"""The level of a package follows from its findings, and nothing evaluated is never good."""

import pytest

from kuanggui.findings.assessment import Outcome
from kuanggui.findings.conformance import Conformance, grade
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.rule_info import RuleInfo
from kuanggui.model.place import Place

CORE = (Family.NAMING, Family.REFERENCE, Family.STRUCTURE, Family.VALUES, Family.GEOMETRY)


def outcome(family: Family, verdict: Verdict) -> Outcome:
    return Outcome(RuleInfo("DBQ001", "", "", Severity.ERROR, family, "", ""), verdict)


def finding(severity: Severity) -> Finding:
    place = Place("a.shp", "", 1, 0, 1, "x")
    return Finding("1", "DBQ001", Family.VALUES, severity, "", "", "", "", "", (place,))


ALL = [outcome(family, Verdict.PASSED) for family in CORE]


@pytest.mark.parametrize(
    ("severities", "level"),
    [
        ((), Conformance.CONFORMS),
        ((Severity.INFO,), Conformance.CONFORMS),
        ((Severity.INFO, Severity.WARNING), Conformance.WITH_REMARKS),
        ((Severity.WARNING, Severity.ERROR), Conformance.FAILS),
    ],
)
def test_the_gravest_finding_decides(severities: tuple[Severity, ...], level: Conformance) -> None:
    assert grade([finding(severity) for severity in severities], ALL) is level


@pytest.mark.parametrize("family", CORE)
def test_a_core_group_of_which_nothing_could_be_evaluated_leaves_it_undecided(family: Family) -> None:
    outcomes = [one for one in ALL if one.rule.family is not family] + [outcome(family, Verdict.NOT_EVALUATED)]
    assert grade([], outcomes) is Conformance.UNDECIDED
    assert grade([finding(Severity.WARNING)], outcomes) is Conformance.UNDECIDED
    assert grade([finding(Severity.ERROR)], outcomes) is Conformance.FAILS


def test_one_rule_of_a_group_not_evaluated_is_no_harm() -> None:
    assert grade([], [*ALL, outcome(Family.REFERENCE, Verdict.NOT_EVALUATED)]) is Conformance.CONFORMS
