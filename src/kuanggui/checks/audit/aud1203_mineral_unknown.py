"""A mineral column with a word that the catalogue of minerals does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import Fill, RowRole
from kuanggui.regulation import find_minerals

HEADER = re.compile(r"矿种|矿产名称|主要矿产|矿产资源名称|主矿种")
NO_NAME = re.compile(r"^[\d\s—\-/、，,.]*$|合计|小计|总计|其他|其它|累计|^全[市县区]|矿产$|矿物$")
SHARE = 0.6


@rule(
    code="AUD1203",
    title="矿种不在矿种目录中",
    title_en="A mineral not in the catalogue",
    severity=Severity.WARNING,
    family=Family.NAMES,
    needs=("boxes",),
    message="矿种栏中的“{subject}”不在矿种目录中。",
    message_en="“{subject}” in the column of minerals is not in the catalogue.",
    remedy="核对矿种名称；目录缺少的矿种可在数据文件中补充。",
    remedy_en="Check the name; a mineral that the catalogue lacks can be added as data.",
)
def mineral_unknown(case: AuditCase) -> Iterator[Said]:
    """Where most cells of a column headed 矿种 name minerals of the catalogue, all do."""
    for box in case.reading.boxes:
        for index, column in enumerate(box.columns):
            if not HEADER.search(column.header[-1] if column.header else ""):
                continue
            cells = [
                (r, row.cells[index].value)
                for r, row in enumerate(box.rows)
                if row.role is RowRole.DATA and index < len(row.cells) and row.cells[index].fill is Fill.NONE
            ]
            cells = [(r, value) for r, value in cells if value and not NO_NAME.search(value)]
            known = [r for r, value in cells if find_minerals(value)]
            if len(known) < SHARE * len(cells):
                continue
            for r, value in cells:
                if r in known:
                    yield Checked()
                else:
                    yield Hit(value, places=[case.cell_place(box, r, index)])
