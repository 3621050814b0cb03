"""Running numbers of rows that are skipped or come twice."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Grid, grids
from kuanggui.checks.audit.serials import Serial, Step, serial_columns, steps
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD1002",
    title="表中序号重复或跳号",
    title_en="Serial numbers of a table are repeated or skipped",
    severity=Severity.WARNING,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}的序号为{stated}，接上一行应为{expected}：序号{what}。",
    message_en="{subject}: serial number {stated}, {expected} should follow: it is {what_en}.",
    remedy="重排序号，并核对是否漏行、重行。",
    remedy_en="Number the rows anew, and see whether a row is missing or comes twice.",
)
def serial_number_out_of_turn(case: AuditCase) -> Iterator[Said]:
    """The numbers in a column called 序号 or 编号 follow on by one in each series (Ⅲ1, Ⅲ2 …, Ⅳ1 …); a series may begin anew at 1."""
    for grid in grids(case):
        for serials in serial_columns(grid):
            before: list[Serial] = []
            for step in steps(serials):
                yield Checked([step.serial.entry]) if step.holds else _hit(grid, step, before)
                before.append(step.serial)


def _hit(grid: Grid, step: Step, before: list[Serial]) -> Hit:
    twin = next((s for s in before if s.series == step.serial.series and s.number == step.serial.number), None)
    return Hit(
        f"{grid.name}“{grid.label(step.serial.entry.row)}”行",
        figures=[step.serial.entry, *([twin.entry] if twin else [])],
        evidence={"stated": step.serial.entry.text, "expected": f"{step.serial.series}{step.expected}"},
        values={"what": "重复" if twin else "不连续", "what_en": "there already" if twin else "out of turn"},
        subject_en=f"{grid.name} row “{grid.label(step.serial.entry.row)}”",
    )
