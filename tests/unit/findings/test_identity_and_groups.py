"""Ids survive edits elsewhere; findings with one cause belong together."""

from __future__ import annotations

from dataclasses import replace

from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.grouping import group
from kuanggui.findings.identity import identify
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place


def at(line: int, quote: str = "99座", start: int = 0) -> Place:
    return Place("plan.txt", "ab" * 32, line, start, start + len(quote), quote)


def finding(
    *places: Place, rule: str = "AUD101", severity: Severity = Severity.ERROR, subject: str = "矿山"
) -> Finding:
    made = Finding(
        "", rule, Family.PARTS, severity, "标题", "title", "说明", "message", subject, places, figures=places
    )
    return identify([made])[0]


def test_id_stays_when_lines_move_or_blanks_change() -> None:
    assert finding(at(5)).id == finding(at(50, "99 座")).id


def test_id_changes_with_words_subject_rule_and_column() -> None:
    ids = {
        finding(at(5)).id,
        finding(at(5, "98座")).id,
        finding(at(5), subject="矿区").id,
        finding(at(5), rule="AUD102").id,
        finding(replace(at(5), column="个数")).id,
    }
    assert len(ids) == 5


def test_repeats_are_counted_in_order() -> None:
    first, second = identify([finding(at(5)), finding(at(9))])
    assert second.id == f"{first.id}-2"


def test_findings_blaming_one_figure_form_a_group_headed_by_the_gravest() -> None:
    doubt = finding(at(5), at(8), rule="AUD401", severity=Severity.WARNING)
    error = finding(at(5), at(6), at(7))
    grouped, groups = group([doubt, error])
    assert [g.members for g in groups] == [(error.id, doubt.id)]
    assert {f.group for f in grouped} == {error.id}


def test_figure_blamed_by_one_and_used_by_another_ties_them() -> None:
    total_fails = finding(at(5, "233座"), at(5, "58座", start=10))
    part_fails = finding(at(5, "58座", start=10), at(9, "56座"), rule="AUD401")
    assert len(group([total_fails, part_fails])[1]) == 1


def test_a_figure_that_neither_blames_ties_nothing() -> None:
    one = finding(at(5), at(7, "100座"))
    other = finding(at(6), at(7, "100座"))
    grouped, groups = group([one, other])
    assert groups == ()
    assert [f.group for f in grouped] == [None, None]


def test_findings_put_together_again_keep_one_name_each() -> None:
    twice = identify([replace(finding(at(5)), id=""), replace(finding(at(9)), id="")])
    name = twice[0].id
    assert [each.id for each in twice] == [name, f"{name}-2"]
    assert [each.id for each in identify([*twice, finding(at(50))])] == [name, f"{name}-2", f"{name}-3"]
    assert [each.id for each in identify(reversed(twice))] == [name, f"{name}-2"]
