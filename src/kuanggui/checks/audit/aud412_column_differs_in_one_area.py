"""Two columns that are the same for every area but one."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.kindred_columns import kindred_columns
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD412",
    title="两个专栏的对应列只有一个区域不同",
    title_en="Columns of two boxes differ in one area only",
    severity=Severity.INFO,
    family=Family.TWO_VALUES,
    needs=("boxes", "facts"),
    message="“{subject}”：{one_table}为{one}，{other_table}为{other}，而其余{agreeing}个区域的这两列都相同（请核对）。",
    message_en="“{subject}”: {one_table} has {one}, {other_table} {other}, while these columns agree for the other {agreeing} areas.",
    remedy="核对该区域两处数量；确实不同的可以保留。",
    remedy_en="Check both numbers; they may stay if they are meant to differ.",
)
def column_differs_in_one_area(case: AuditCase) -> Iterator[Said]:
    """Counts of one scope in two boxes (拟设探矿权, 拟设采矿权) that are the same for five areas or more are so for all of their class.

    Nothing says that they have to be, so that the one area that differs is worth a note only.
    """
    reported: set[str] = set()
    for columns in kindred_columns(case):
        if not columns.one_is_odd:
            if len(columns.agreeing) > len(columns.odd):
                yield from (Checked(pair) for pair in columns.agreeing if not columns.odd)
            continue
        ((one, other),) = columns.odd
        if other.id not in reported:
            reported.add(other.id)
            yield Hit(
                other.subject.split(" ")[0],
                [other, one],
                evidence={"stated": other.quantity, "other": one.quantity},
                values={
                    "one_table": other.place.table or "",
                    "one": other.quantity.text,
                    "other_table": one.place.table or "",
                    "other": one.quantity.text,
                    "agreeing": len(columns.agreeing),
                },
            )
